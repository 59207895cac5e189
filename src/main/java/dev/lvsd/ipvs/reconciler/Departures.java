package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.Deadline;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The real servers that are no longer configured and still have clients: each stays in the table at weight 0 until
/// it is idle or its deadline comes. Belongs to one thread.
final class Departures {
    private record Leaver(RealServerOptions options, Instant since, Deadline deadline) {
        Departure departure(VirtualServerKey key, Endpoint realServer) {
            return new Departure(key, realServer, since, deadline.at());
        }
    }

    private final Map<VirtualServerKey, Map<Endpoint, Leaver>> leaving = new LinkedHashMap<>();
    private final Map<VirtualServerKey, Map<Endpoint, Departure>> kept = new HashMap<>();
    private long version;

    /// @param kept departures of an earlier run, whose deadlines count on
    Departures(Collection<Departure> kept) {
        kept.forEach(departure -> this.kept
                .computeIfAbsent(departure.key(), _ -> new HashMap<>())
                .put(departure.realServer(), departure));
    }

    /// Takes note of what a virtual server is configured to have from now on. What the table has beyond that leaves;
    /// what comes back leaves no more.
    ///
    /// @param present the table's entry, null for none
    /// @param configured every real server that may be in the table
    /// @param deadlines when one that is not configured is deleted at the latest, null for at once
    /// @return those that begin to leave
    List<Departure> configure(
            VirtualServerKey key,
            @Nullable VirtualServerEntry present,
            Set<Endpoint> configured,
            Function<Endpoint, @Nullable Deadline> deadlines,
            Moment now) {
        Map<Endpoint, Leaver> before = leaving.getOrDefault(key, Map.of());
        Map<Endpoint, Departure> earlier = kept.getOrDefault(key, Map.of());
        Map<Endpoint, Leaver> after = new TreeMap<>();
        List<Departure> begun = new ArrayList<>();
        if (present != null) {
            present.realServers().forEach((realServer, options) -> {
                Leaver leaver = configured.contains(realServer) ? null : before.get(realServer);
                Deadline deadline = deadlines.apply(realServer);
                if (leaver == null && deadline != null && !configured.contains(realServer)) {
                    leaver = leaver(options.withWeight(0), earlier.get(realServer), deadline, now);
                    begun.add(leaver.departure(key, realServer));
                }
                if (leaver != null) {
                    after.put(realServer, leaver);
                }
            });
        }
        version += kept.remove(key) != null || !before.keySet().equals(after.keySet()) ? 1 : 0;
        if (after.isEmpty()) {
            leaving.remove(key);
        } else {
            leaving.put(key, after);
        }
        return begun;
    }

    private static Leaver leaver(
            RealServerOptions options, @Nullable Departure earlier, Deadline deadline, Moment now) {
        return earlier == null
                ? new Leaver(options, now.wall(), deadline)
                : new Leaver(options, earlier.since(), Deadline.at(earlier.deadline(), now));
    }

    /// Forgets virtual servers that are no longer configured.
    void retain(Set<VirtualServerKey> configured) {
        boolean changed = leaving.keySet().retainAll(configured);
        changed |= kept.keySet().retainAll(configured);
        version += changed ? 1 : 0;
    }

    /// Deletes all of them at once.
    ///
    /// @return the virtual servers that had some
    Set<VirtualServerKey> clear() {
        Set<VirtualServerKey> keys = Set.copyOf(leaving.keySet());
        version += keys.isEmpty() ? 0 : 1;
        leaving.clear();
        return keys;
    }

    /// Another number after each change of [#list].
    long version() {
        return version;
    }

    boolean isEmpty() {
        return leaving.isEmpty();
    }

    /// Whether a real server leaves, or did in an earlier run.
    boolean has(VirtualServerKey key, Endpoint realServer) {
        return leaving.getOrDefault(key, Map.of()).containsKey(realServer)
                || kept.getOrDefault(key, Map.of()).containsKey(realServer);
    }

    /// What is desired of a virtual server with those that leave it.
    VirtualServerEntry with(VirtualServerKey key, VirtualServerEntry desired) {
        Map<Endpoint, Leaver> leavers = leaving.get(key);
        if (leavers == null) {
            return desired;
        }
        Map<Endpoint, RealServerOptions> realServers = new TreeMap<>(desired.realServers());
        leavers.forEach((realServer, leaver) -> realServers.putIfAbsent(realServer, leaver.options()));
        return VirtualServerEntry.of(desired.options(), realServers);
    }

    /// How one stands that leaves, null where it does not.
    @Nullable Standing standing(VirtualServerKey key, Endpoint realServer) {
        Leaver leaver = leaving.getOrDefault(key, Map.of()).get(realServer);
        return leaver == null ? null
                : new Standing(Standing.Phase.LEAVING, null, leaver.since(), leaver.deadline().at(), 0);
    }

    /// Takes what was read of a virtual server.
    ///
    /// @param before what the table was known to have when the read began, null where that is not known
    /// @param present what was read
    /// @return those that leave no more
    List<DrainEnd> seen(
            VirtualServerKey key,
            @Nullable VirtualServerEntry before,
            @Nullable VirtualServerEntry present,
            VirtualServerCounters counters,
            Moment now) {
        Map<Endpoint, Leaver> leavers = leaving.get(key);
        if (leavers == null) {
            return List.of();
        }
        List<DrainEnd> ends = new ArrayList<>();
        for (Iterator<Map.Entry<Endpoint, Leaver>> i = leavers.entrySet().iterator(); i.hasNext();) {
            Map.Entry<Endpoint, Leaver> entry = i.next();
            Endpoint realServer = entry.getKey();
            Clients clients = Clients.of(
                    key, options(before, realServer), options(present, realServer), counters.of(realServer));
            Leaver leaver = entry.getValue();
            DrainEnd end = DrainEnd.of(
                    key, realServer, options(present, realServer) != null, clients, leaver.since(), leaver.deadline(),
                    now);
            if (end != null) {
                ends.add(end);
                i.remove();
                version++;
            }
        }
        if (leavers.isEmpty()) {
            leaving.remove(key);
        }
        return ends;
    }

    /// Nanoseconds to the first deadline, `Long.MAX_VALUE` for none.
    long untilDeadline(long nowNanos) {
        return leaving.values().stream()
                .flatMap(leavers -> leavers.values().stream())
                .mapToLong(leaver -> leaver.deadline().left(nowNanos))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /// The virtual servers that some leave.
    Set<VirtualServerKey> keys() {
        return leaving.keySet();
    }

    /// All of them, for the next start.
    List<Departure> list() {
        List<Departure> list = new ArrayList<>();
        leaving.forEach((key, leavers) -> leavers.forEach((realServer, leaver) ->
                list.add(leaver.departure(key, realServer))));
        return list;
    }

    private static @Nullable RealServerOptions options(@Nullable VirtualServerEntry entry, Endpoint realServer) {
        return entry == null ? null : entry.realServers().get(realServer);
    }
}
