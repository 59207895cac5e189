package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Routing;
import dev.lvsd.config.RoutingText;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.RoutingRequest;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of the routes and rules that lvsd may have added, in the state directory. All that are configured are
/// written down before any can be added, so that a takeover never waits for a disk. A route of someone else is never
/// touched: what is removed has our protocol and our next hops. Of one thread.
public final class OwnedRouting {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedRouting.class);

    private final OwnedList list;

    /// @param path of the list; its directory exists
    public OwnedRouting(Path path) {
        list = new OwnedList(path);
    }

    /// At the start: removes what an earlier run left and nobody wants any more, and writes down what is wanted.
    ///
    /// @param configured all of the configuration
    /// @throws IOException where the list cannot be read, or the kernel not asked
    public void begin(Collection<Routing> configured) throws IOException {
        Set<RoutingEntry> listed = RoutingText.parse(list.read());
        Set<RoutingEntry> wanted = entries(configured);
        Set<RoutingEntry> unwanted = new LinkedHashSet<>(listed);
        unwanted.removeAll(wanted);
        if (listed.isEmpty() && wanted.isEmpty()) {
            return;
        }
        Set<RoutingEntry> all = new LinkedHashSet<>(wanted);
        all.addAll(unwanted);
        keep(all);
        Outcome outcome = remove(unwanted);
        outcome.removed().forEach(entry -> LOG.info("an earlier run left a {} that is not configured: removed {}",
                entry.kind(), entry));
        wanted.addAll(outcome.left());
        keep(wanted);
    }

    /// A disk that is full keeps nobody from serving: the list stays as it is, which is logged.
    private void keep(Set<RoutingEntry> entries) {
        try {
            write(entries);
        } catch (IOException e) {
            LOG.error("a crash may leave routes and rules behind: their list {}", e.getMessage());
        }
    }

    /// Before a reload: writes down what another configuration wants too.
    ///
    /// @throws IOException where the list cannot be read or written
    public void expect(Collection<Routing> next) throws IOException {
        Set<RoutingEntry> all = RoutingText.parse(list.read());
        if (all.addAll(entries(next))) {
            write(all);
        }
    }

    /// After a reload: what the configuration no longer has is gone.
    ///
    /// @throws IOException where the list cannot be read or written, or the kernel not asked
    public void settle(Collection<Routing> configured) throws IOException {
        Set<RoutingEntry> wanted = entries(configured);
        Set<RoutingEntry> unwanted = RoutingText.parse(list.read());
        if (unwanted.equals(wanted)) {
            return;
        }
        unwanted.removeAll(wanted);
        wanted.addAll(remove(unwanted).left());
        write(wanted);
    }

    /// Removes all that is listed and there, and empties the list.
    ///
    /// @return what was removed
    /// @throws IOException where that failed, of some or altogether; they stay in the list
    public Set<RoutingEntry> removeAll() throws IOException {
        Set<RoutingEntry> listed = RoutingText.parse(list.read());
        if (listed.isEmpty()) {
            return Set.of();
        }
        Outcome outcome = remove(listed);
        write(outcome.left());
        if (!outcome.left().isEmpty()) {
            throw new IOException("could not remove " + lines(outcome.left()));
        }
        return outcome.removed();
    }

    /// After virtual routers have ended for good: what cannot be removed stays listed.
    public void end() {
        try {
            Set<RoutingEntry> listed = RoutingText.parse(list.read());
            if (!listed.isEmpty()) {
                write(remove(listed).left());
            }
        } catch (IOException e) {
            LOG.warn("the list of our routes and rules keeps what was in it: {}", e.getMessage());
        }
    }

    private record Outcome(Set<RoutingEntry> removed, Set<RoutingEntry> left) {}

    /// What names an interface that is gone is gone with it.
    private static Outcome remove(Set<RoutingEntry> entries) throws IOException {
        Outcome outcome = new Outcome(new LinkedHashSet<>(), new LinkedHashSet<>());
        if (entries.isEmpty()) {
            return outcome;
        }
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Map<String, Integer> indexes = new HashMap<>();
            for (Link link : netlink.links()) {
                indexes.put(link.name(), link.index());
            }
            List<RoutingRequest> requests = new ArrayList<>();
            for (RoutingEntry entry : entries) {
                if (indexes.keySet().containsAll(entry.devices())) {
                    requests.add(RoutingRequest.removal(entry, indexes));
                }
            }
            requests.forEach(request -> outcome.removed().add(request.entry()));
            for (BatchOutcome.Failure failure : netlink.change(requests).failures()) {
                RoutingEntry entry = requests.get(failure.index()).entry();
                outcome.removed().remove(entry);
                if (!RoutingRequest.isGoneAlready(failure.error())) {
                    LOG.error("{}: {}", requests.get(failure.index()).command(), failure.error());
                    outcome.left().add(entry);
                }
            }
        }
        return outcome;
    }

    private static Set<RoutingEntry> entries(Collection<Routing> configured) {
        Set<RoutingEntry> all = new LinkedHashSet<>();
        configured.forEach(routing -> all.addAll(routing.entries()));
        return all;
    }

    private void write(Set<RoutingEntry> entries) throws IOException {
        list.write(lines(entries));
    }

    private static List<String> lines(Set<RoutingEntry> entries) {
        return entries.stream().map(RoutingText::of).toList();
    }
}
