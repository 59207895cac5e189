package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Routing;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.NetlinkError;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.netlink.RoutingRequest;
import dev.lvsd.vrrp.RoutingStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Adds and removes the routes and rules of masters, in batches. Whether one is there it finds
/// out by adding it again, which costs the kernel nothing however many routes of others there are, and changes nothing
/// where it is. Of the addresses thread, but for [#status] and [#removeInstead].
final class RoutingKeeper {
    private volatile Map<Integer, KeptRouting> kept;
    private final RouteNetlink netlink;
    private final Supplier<Interfaces> interfaces;
    private final NewsDesk news;

    RoutingKeeper(
            Map<Integer, VrrpInstance> instances,
            RouteNetlink netlink,
            Supplier<Interfaces> interfaces,
            NewsDesk news) {
        Map<Integer, KeptRouting> all = new LinkedHashMap<>();
        instances.forEach((number, instance) -> all.put(number, of(instance)));
        kept = Collections.unmodifiableMap(all);
        this.netlink = netlink;
        this.interfaces = interfaces;
        this.news = news;
    }

    /// One that has nothing to keep.
    static RoutingKeeper idle(RouteNetlink netlink, NewsDesk news) {
        return new RoutingKeeper(Map.of(), netlink, () -> Interfaces.NONE, news);
    }

    private static KeptRouting of(VrrpInstance instance) {
        return new KeptRouting("vrrp " + instance.name(), instance.routing());
    }

    /// What was done for a router.
    RoutingStatus status(int router) {
        KeptRouting routing = kept.get(router);
        return routing == null ? RoutingStatus.NONE : routing.status();
    }

    /// Adds those of a router, after its addresses.
    void hold(int router) {
        KeptRouting routing = kept.get(router);
        if (routing != null) {
            routing.held(true);
            add(routing, routing.routing().entries(), false);
        }
    }

    /// Removes those of a router, before its addresses.
    void release(int router) {
        KeptRouting routing = kept.get(router);
        if (routing == null) {
            return;
        }
        boolean held = routing.isHeld();
        routing.held(false);
        int removed = remove(routing, routing.routing().entries());
        if (removed > 0) {
            if (!held) {
                news.line(Level.INFO, routing.name() + ": removed " + removed
                        + " routes and rules that were there already");
            }
            restore();
        }
    }

    /// Links, addresses, routes or rules have changed: puts back what has gone.
    ///
    /// @param serves whether a router may hold anything now
    void verify(IntPredicate serves) {
        kept.forEach((number, routing) -> {
            if (routing.isHeld() && serves.test(number)) {
                add(routing, routing.doubtful(), true);
            }
        });
    }

    /// After a removal, which may have taken something along that others hold.
    void restore() {
        kept.values().stream().filter(KeptRouting::isHeld).forEach(routing -> add(routing, routing.doubtful(), false));
    }

    /// Removes what a new configuration no longer has; before addresses follow it.
    void withdraw(Map<Integer, VrrpInstance> instances) {
        instances.forEach((number, instance) -> {
            KeptRouting routing = kept.get(number);
            if (routing != null) {
                withdraw(routing, instance.routing());
            }
        });
    }

    /// Adds what a new configuration brings; after addresses have followed it.
    void extend(Map<Integer, VrrpInstance> instances) {
        Map<Integer, KeptRouting> next = new LinkedHashMap<>();
        instances.forEach((number, instance) -> {
            KeptRouting routing = kept.get(number);
            next.put(number, routing == null ? of(instance) : routing);
        });
        kept = Collections.unmodifiableMap(next);
        instances.forEach((number, instance) -> {
            KeptRouting routing = kept.get(number);
            if (routing != null) {
                extend(routing, instance.routing());
            }
        });
        restore();
    }

    private void withdraw(KeptRouting routing, Routing next) {
        List<RoutingEntry> leaving = new ArrayList<>(routing.routing().entries());
        leaving.removeAll(next.entries());
        if (routing.isHeld()) {
            remove(routing, leaving);
        }
    }

    private void extend(KeptRouting routing, Routing next) {
        List<RoutingEntry> coming = new ArrayList<>(next.entries());
        coming.removeAll(routing.routing().entries());
        routing.reconfigure(next);
        if (routing.isHeld()) {
            add(routing, coming, false);
        }
    }

    /// At the end for good.
    void end() {
        kept.keySet().forEach(number -> {
            try {
                release(number);
            } catch (RuntimeException e) {
                news.line(Level.ERROR, "routes and rules may still be there: " + e);
            }
        });
    }

    /// Removes what is held in place of the addresses thread, where it hangs: on the caller's.
    void removeInstead(RouteNetlink own) throws IOException {
        for (KeptRouting routing : kept.values()) {
            if (routing.isHeld()) {
                own.change(removals(routing.routing().entries()));
            }
        }
    }

    private List<RoutingRequest> removals(List<RoutingEntry> entries) {
        Map<String, Integer> indexes = indexes();
        return entries.reversed().stream()
                .filter(entry -> indexes.keySet().containsAll(entry.devices()))
                .map(entry -> RoutingRequest.removal(entry, indexes))
                .toList();
    }

    private Map<String, Integer> indexes() {
        Map<String, Integer> indexes = new HashMap<>();
        interfaces.get().links().forEach((name, link) -> indexes.put(name, link.index()));
        return indexes;
    }

    /// Adds some; where they are there already nothing happens.
    ///
    /// @param again whether those that were there before have gone by someone else's doing
    private void add(KeptRouting routing, List<RoutingEntry> entries, boolean again) {
        if (entries.isEmpty()) {
            return;
        }
        Map<String, Integer> indexes = indexes();
        List<RoutingRequest> requests = new ArrayList<>();
        for (RoutingEntry entry : entries) {
            if (indexes.keySet().containsAll(entry.devices())) {
                requests.add(RoutingRequest.addition(entry, indexes));
            } else {
                routing.went(entry);
            }
        }
        List<RoutingEntry> back = new ArrayList<>();
        Map<Integer, NetlinkError> failures = change(routing, requests);
        for (int i = 0; failures != null && i < requests.size(); i++) {
            RoutingEntry entry = requests.get(i).entry();
            NetlinkError error = failures.get(i);
            if (error == null && again && routing.has(entry)) {
                back.add(entry);
                routing.cameBack(entry);
            } else if (error == null || RoutingRequest.isThereAlready(error)) {
                routing.came(entry);
            } else if (routing.refused(entry, error.errno().toString())) {
                news.line(Level.ERROR, routing.name() + ": " + requests.get(i).command() + ": " + error);
            }
        }
        routing.publish();
        if (!back.isEmpty()) {
            news.line(Level.WARN, routing.name() + ": " + back.size() + " routes and rules, " + back.getFirst().kind()
                    + " " + back.getFirst() + " first, had gone, by someone else or with their interface; added again");
        }
    }

    /// @return how many were there
    private int remove(KeptRouting routing, List<RoutingEntry> entries) {
        List<RoutingRequest> requests = removals(entries);
        Map<Integer, NetlinkError> failures = change(routing, requests);
        int removed = 0;
        for (int i = 0; failures != null && i < requests.size(); i++) {
            RoutingEntry entry = requests.get(i).entry();
            NetlinkError error = failures.get(i);
            if (error == null || RoutingRequest.isGoneAlready(error)) {
                removed += error == null ? 1 : 0;
                routing.went(entry);
            } else if (routing.refused(entry, error.errno().toString())) {
                news.line(Level.ERROR, routing.name() + ": " + requests.get(i).command() + ": " + error);
            }
        }
        entries.forEach(routing::went);
        routing.publish();
        return removed;
    }

    /// Sends a batch.
    ///
    /// @return refusals by the number of the request; null where nothing is known
    private @Nullable Map<Integer, NetlinkError> change(KeptRouting routing, List<RoutingRequest> requests) {
        Map<Integer, NetlinkError> failures = new HashMap<>();
        if (requests.isEmpty()) {
            return failures;
        }
        try {
            BatchOutcome outcome = netlink.change(requests);
            outcome.failures().forEach(failure -> failures.put(failure.index(), failure.error()));
            return failures;
        } catch (IOException e) {
            news.line(Level.ERROR, routing.name() + ": routes and rules: " + e.getMessage());
            return null;
        }
    }
}
