package dev.lvsd;

import dev.lvsd.check.CheckScheduler;
import dev.lvsd.config.Configuration;
import dev.lvsd.config.Routing;
import dev.lvsd.config.Trackers;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.reconciler.Reconciler;
import dev.lvsd.ipvs.whole.WholeKeeper;
import dev.lvsd.sysctl.SysctlKeeper;
import dev.lvsd.track.TrackWatcher;
import dev.lvsd.track.WatchedThings;
import dev.lvsd.notify.Notifier;
import dev.lvsd.vrrp.driver.OwnedAddresses;
import dev.lvsd.vrrp.driver.OwnedRouting;
import dev.lvsd.vrrp.driver.VirtualInterfaces;
import dev.lvsd.vrrp.driver.VrrpDriver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a new configuration to the parts that run, each its own difference. A part whose configuration is the same
/// hears nothing.
///
/// Rules come before addresses and go after them: where virtual servers and virtual routers change together, the
/// virtual servers that leave stay in the table until the addresses are gone.
record RunningParts(
        Reconciler reconciler, WholeKeeper whole, CheckScheduler checks, TrackWatcher track, VrrpDriver vrrp,
        OwnedAddresses addresses, VirtualInterfaces made, OwnedRouting routing, Notifier notifier,
        SysctlKeeper sysctls)
        implements Reloader.Parts {
    private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public void check(Configuration next) {
        VrrpDriver.check(next.vrrpInstances());
    }

    @Override
    public List<String> cautions(Configuration before, Configuration next) {
        return next.daemon().foreign() == before.daemon().foreign()
                ? List.of()
                : ForeignCaution.of(next.daemon().foreign(), reconciler.status().others());
    }

    @Override
    public void unchanged(Configuration next) {
        sysctls.reload(next);
    }

    @Override
    public void apply(Configuration before, Configuration next) throws InterruptedException {
        sysctls.reload(next);
        boolean routersChange = !before.vrrpInstances().equals(next.vrrpInstances())
                || !before.syncGroups().equals(next.syncGroups());
        Trackers things = WatchedThings.of(next.vrrpInstances(), next.trackers());
        boolean thingsChange = !things.equals(WatchedThings.of(before.vrrpInstances(), before.trackers()));
        boolean serversChange = !before.virtualServers().equals(next.virtualServers())
                || !before.daemon().drains().equals(next.daemon().drains());
        List<VirtualServer> leaving = routersChange ? leaving(before, next) : List.of();
        if (serversChange) {
            List<VirtualServer> first = new ArrayList<>(next.virtualServers());
            first.addAll(leaving);
            // What a check that ends here has said is in the reconciler's mailbox before the new configuration is.
            checks.retire(next.virtualServers());
            await("ipvs", reconciler.reload(first, next.daemon().drains()));
            checks.enroll(next.virtualServers());
        }
        if (before.daemon().foreign() != next.daemon().foreign()) {
            reconciler.treat(next.daemon().foreign());
        }
        if (thingsChange) {
            track.reload(things);
        }
        if (!before.notifying().equals(next.notifying())) {
            notifier.reload(next.notifying());
        }
        vrrp.settings(next.vrrp());
        boolean staticsChange = !before.statics().equals(next.statics());
        if (routersChange || staticsChange) {
            note(() -> addresses.expect(next.vrrpInstances(), next.statics()));
            note(() -> routing.expect(routing(next)));
        }
        if (staticsChange) {
            await("addresses", vrrp.reload(next.statics()));
        }
        if (routersChange) {
            await("vrrp", vrrp.reload(next.vrrpInstances(), next.syncGroups(), StartGate.guarded(next)));
            note(() -> made.retain(next.vrrpInstances()));
        }
        if (routersChange || staticsChange) {
            note(() -> addresses.settle(next.vrrpInstances(), next.statics()));
            note(() -> routing.settle(routing(next)));
        }
        if (!before.table().equals(next.table())) {
            CompletableFuture<Void> done = whole.reload(next.table());
            reconciler.nudge();
            await("ipvs", done);
        }
        if (next.notifying().statesOnReload()) {
            notifier.tellStates(vrrp.status());
        }
        if (!leaving.isEmpty()) {
            await("ipvs", reconciler.reload(next.virtualServers(), next.daemon().drains()));
        }
    }

    /// All routes and rules of a configuration.
    static List<Routing> routing(Configuration configuration) {
        List<Routing> all = new ArrayList<>();
        all.add(configuration.statics().routing());
        configuration.vrrpInstances().forEach(instance -> all.add(instance.routing()));
        return all;
    }

    /// A change of a list in the state directory.
    private interface Note {
        void write() throws IOException;
    }

    private static void note(Note note) {
        try {
            note.write();
        } catch (IOException e) {
            LOG.error("a crash may leave something behind: {}", e.getMessage());
        }
    }

    private static List<VirtualServer> leaving(Configuration before, Configuration next) {
        Set<VirtualServerKey> staying = new HashSet<>();
        next.virtualServers().forEach(server -> staying.addAll(server.keys()));
        return before.virtualServers().stream()
                .map(server -> server.only(key -> !staying.contains(key)))
                .filter(Objects::nonNull)
                .toList();
    }

    private static void await(String part, CompletableFuture<Void> done) throws InterruptedException {
        try {
            done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("reload: {} has not followed within {} s and goes on trying", part, PATIENCE.toSeconds());
        } catch (ExecutionException e) {
            throw new IllegalStateException("reload: " + part, e);
        }
    }
}
