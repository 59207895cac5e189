package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.Tracking;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.track.TrackerState;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VirtualRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The entries of the kernel that stay while the daemon runs, of any kind: they are added at the start in the order
/// of the configuration, put back where someone else removes them, and removed at the end in reverse. What was there
/// before and is not on the list in the state directory is someone else's and stays.
///
/// An entry that is lost and cannot be put back makes its `track_group` a fault. What the kernel refused is tried
/// again when links or addresses change, and every five seconds.
///
/// Of the addresses thread, but for [#status].
final class StaticEntries {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Predicate<Object> ours;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private Map<StaticEntry, Kept> kept = new LinkedHashMap<>();
    private Consumer<Map<Tracking.Key, TrackerState>> tracker = _ -> {};
    private Map<Tracking.Key, TrackerState> told = Map.of();
    private long changedNanos;
    private long retryNanos = VirtualRouter.NEVER;
    private long errors;
    private volatile StaticStatus status = StaticStatus.NONE;

    /// What is known of an entry.
    private static final class Kept {
        private boolean held;
        private @Nullable String problem;
        private long putBack;
    }

    /// @param ours whether the list in the state directory has something
    StaticEntries(List<StaticEntry> entries, Predicate<Object> ours, NewsDesk news, MonotonicClock clock) {
        this.ours = ours;
        this.news = news;
        this.clock = clock;
        entries.forEach(entry -> kept.put(entry, new Kept()));
    }

    /// The entries of a configuration, in the order in which they are added.
    static List<StaticEntry> of(StaticSettings settings) {
        return Stream.<StaticEntry>concat(
                settings.addresses().stream().map(StaticAddressEntry::new),
                settings.routes().stream().map(StaticRoutingEntry::new)).toList();
    }

    /// Says who hears of the states of the track groups; before anything else.
    void tells(Consumer<Map<Tracking.Key, TrackerState>> who) {
        tracker = who;
    }

    /// What is known now; for any thread.
    StaticStatus status() {
        return status;
    }

    /// When [#verify] is to be asked, whether or not anything changed.
    long deadlineNanos() {
        return retryNanos;
    }

    /// Adds what is not there.
    ///
    /// @param readNanos when the reading of what the kernel has began: it knows nothing of later changes
    void verify(RouteNetlink netlink, Interfaces seen, long readNanos) {
        if (kept.isEmpty() || changedNanos >= readNanos) {
            return;
        }
        List<StaticEntry> missing = new ArrayList<>();
        kept.forEach((entry, state) -> {
            String obstacle = entry.obstacle(seen);
            if (entry.isThere(seen) || (state.held && !entry.isPutBack())) {
                state.held = true;
                state.problem = null;
            } else if (obstacle == null) {
                missing.add(entry);
            } else {
                lost(entry, state, obstacle);
            }
        });
        add(netlink, missing, seen);
        publish();
    }

    /// Tries again what was refused.
    void retryDue(RouteNetlink netlink, Interfaces seen) {
        if (clock.nanos() >= retryNanos) {
            verify(netlink, seen, Long.MAX_VALUE);
        }
    }

    /// Adds all once more, after the removal of other addresses that may have taken some of them along.
    void restore(RouteNetlink netlink, Interfaces seen) {
        List<StaticEntry> all = kept.entrySet().stream()
                .filter(one -> one.getValue().held && one.getKey().obstacle(seen) == null)
                .map(Map.Entry::getKey).toList();
        send(netlink, all, seen, (i, problem) -> {
            if (problem != null) {
                lost(all.get(i), state(all.get(i)), problem);
            }
        });
    }

    /// Goes on with other entries: those that are in both are not touched.
    ///
    /// @return how many were removed
    int reconfigure(List<StaticEntry> next, RouteNetlink netlink, Interfaces seen) {
        List<StaticEntry> leaving = kept.keySet().stream().filter(entry -> !next.contains(entry)).toList();
        Map<StaticEntry, Kept> all = new LinkedHashMap<>();
        next.forEach(entry -> all.put(entry, kept.getOrDefault(entry, new Kept())));
        int removed = remove(netlink, leaving, seen);
        kept = all;
        if (kept.isEmpty()) {
            publish();
        }
        List<StaticEntry> added = kept.entrySet().stream().filter(one -> !one.getValue().held)
                .map(Map.Entry::getKey).filter(entry -> entry.obstacle(seen) == null).toList();
        add(netlink, added, seen);
        kept.forEach((entry, state) -> {
            String obstacle = state.held ? null : entry.obstacle(seen);
            if (obstacle != null) {
                lost(entry, state, obstacle);
            }
        });
        publish();
        return removed;
    }

    /// Removes all that is ours, for good.
    void end(RouteNetlink netlink, Interfaces seen) {
        int _ = remove(netlink, List.copyOf(kept.keySet()), seen);
        kept.values().forEach(state -> state.held = false);
        publish();
    }

    private Kept state(StaticEntry entry) {
        return kept.getOrDefault(entry, new Kept());
    }

    private void add(RouteNetlink netlink, List<StaticEntry> missing, Interfaces seen) {
        retryNanos = VirtualRouter.NEVER;
        send(netlink, missing, seen, (i, problem) -> {
            StaticEntry entry = missing.get(i);
            Kept state = state(entry);
            if (problem == null) {
                added(entry, state);
            } else {
                retryNanos = clock.nanos() + RETRY_NANOS;
                lost(entry, state, problem);
            }
        });
    }

    private void added(StaticEntry entry, Kept state) {
        if (state.held) {
            state.putBack++;
            news.line(Level.WARN, text(entry) + " was removed by someone else; added again");
        } else {
            news.line(Level.INFO, text(entry) + ": added");
        }
        state.held = true;
        state.problem = null;
    }

    private void lost(StaticEntry entry, Kept state, String problem) {
        state.held = false;
        if (!problem.equals(state.problem)) {
            state.problem = problem;
            news.line(Level.WARN, text(entry) + " is not there: " + problem);
        }
    }

    private int remove(RouteNetlink netlink, List<StaticEntry> leaving, Interfaces seen) {
        List<StaticEntry> asked = new ArrayList<>();
        List<NetlinkRequest> requests = new ArrayList<>();
        for (StaticEntry entry : leaving.reversed()) {
            NetlinkRequest removal = ours.test(entry.owned()) ? entry.removal(seen) : null;
            if (removal != null) {
                asked.add(entry);
                requests.add(removal);
            }
        }
        try {
            BatchOutcome outcome = requests.isEmpty() ? null : netlink.change(requests);
            changedNanos = clock.nanos();
            if (outcome != null) {
                outcome.failures().stream()
                        .filter(failure -> !asked.get(failure.index()).isGone(failure.error()))
                        .forEach(failure -> refused(asked.get(failure.index()), failure.error().toString()));
            }
            return requests.size();
        } catch (IOException e) {
            refused(asked.getFirst(), String.valueOf(e.getMessage()));
            return requests.size();
        }
    }

    private void refused(StaticEntry entry, String problem) {
        errors++;
        news.line(Level.ERROR, text(entry) + " may still be there: " + problem);
    }

    /// Sends a batch of additions.
    ///
    /// @param each told of each entry by its place, with null or why it was refused; not where it was there
    private void send(
            RouteNetlink netlink,
            List<StaticEntry> entries,
            Interfaces seen,
            BiConsumer<Integer, @Nullable String> each) {
        if (entries.isEmpty()) {
            return;
        }
        List<NetlinkRequest> requests = entries.stream().map(entry -> entry.addition(seen)).toList();
        Map<Integer, String> problems = new HashMap<>();
        Set<Integer> found = new HashSet<>();
        try {
            netlink.change(requests).failures().forEach(failure -> {
                if (entries.get(failure.index()).isFound(failure.error())) {
                    found.add(failure.index());
                } else {
                    problems.put(failure.index(), failure.error().toString());
                }
            });
        } catch (IOException e) {
            for (int i = 0; i < requests.size(); i++) {
                problems.put(i, String.valueOf(e.getMessage()));
            }
        }
        changedNanos = clock.nanos();
        errors += problems.size();
        for (int i = 0; i < requests.size(); i++) {
            if (found.contains(i)) {
                found(state(entries.get(i)));
            } else {
                each.accept(i, problems.get(i));
            }
        }
    }

    private static void found(Kept state) {
        state.held = true;
        state.problem = null;
    }

    private void publish() {
        List<StaticStatus.Entry> entries = new ArrayList<>();
        kept.forEach((entry, state) -> entries.add(new StaticStatus.Entry(
                entry.keyword(), entry.line(), state.held, state.problem == null ? "" : state.problem,
                state.putBack)));
        status = new StaticStatus(entries, errors);
        Map<Tracking.Key, TrackerState> states = states();
        if (!states.equals(told)) {
            told = states;
            tracker.accept(states);
        }
    }

    /// The states of the track groups: down for the first entry that is not there.
    private Map<Tracking.Key, TrackerState> states() {
        Map<Tracking.Key, TrackerState> states = new HashMap<>();
        kept.forEach((entry, state) -> {
            String group = entry.trackGroup();
            if (group != null) {
                states.merge(new Tracking.Key(Tracking.Kind.GROUP, group),
                        state.held ? TrackerState.up("its entries are there")
                                : TrackerState.down(text(entry) + ": " + state.problem),
                        (before, next) -> before.level() == TrackerState.Level.DOWN ? before : next);
            }
        });
        return states;
    }

    private static String text(StaticEntry entry) {
        return entry.keyword() + " " + entry.line();
    }
}
