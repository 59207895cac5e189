package dev.lvsd.ipvs.reconciler;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.FaultyKernel;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A reconciler whose thread is the test and whose clock is the kernel's: it does one round when told to.
final class Rig {
    private final FaultyKernel kernel;
    private final Reconciler reconciler;
    private List<VirtualServer> configured;

    Rig(FaultyKernel kernel, VirtualServer... configured) {
        this.kernel = kernel;
        this.configured = List.of(configured);
        this.reconciler = new Reconciler(
                kernel.open(), Reconciler.Options.DEFAULTS, new ReconcilerListener() {
                    @Override
                    public boolean owning(Set<VirtualServerKey> ours) {
                        return true;
                    }

                    @Override
                    public void acknowledged() {}
                }, new Cores.Forgetful(), kernel::nowNanos);
        reconciler.begin(this.configured, Set.of(), Cores.DELETE);
    }

    Reconciler reconciler() {
        return reconciler;
    }

    List<VirtualServer> configured() {
        return configured;
    }

    CompletableFuture<Void> reload(List<VirtualServer> next) {
        configured = List.copyOf(next);
        return reconciler.reload(next, Cores.DELETE);
    }

    /// A round, now, with what was reported before it.
    void turn() {
        try {
            assertNull(reconciler.receive(0));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        reconciler.turn();
    }

    /// A round when the next read is due.
    void nextRound() {
        kernel.sleepUntil(reconciler.nextRead());
        turn();
    }

    /// Rounds until the table is as desired and stays so.
    ///
    /// @return how many it took to become so
    int roundsUntilRight(int most) {
        int rounds = 0;
        while (!differences().isEmpty()) {
            if (rounds == most) {
                throw new AssertionError("not right within " + most + " rounds: " + differences());
            }
            nextRound();
            rounds++;
        }
        return rounds;
    }

    void report(Health health) {
        for (VirtualServer virtualServer : configured) {
            for (RealServer realServer : virtualServer.realServers()) {
                reconciler.report(virtualServer.key(), realServer.endpoint(), 0, health);
            }
        }
    }

    /// The steps from the kernel's table to the desired one; that of the configuration before the first read.
    List<Step> differences() {
        Map<VirtualServerKey, VirtualServerEntry> desired = new LinkedHashMap<>();
        configured.forEach(virtualServer -> desired.put(
                virtualServer.key(), VirtualServerEntry.of(virtualServer.options(), Map.of())));
        for (VirtualServerStatus status : reconciler.status().virtualServers()) {
            Map<Endpoint, RealServerOptions> realServers = new HashMap<>();
            status.realServers().forEach(realServer -> {
                RealServerOptions options = realServer.desired();
                if (options != null) {
                    realServers.put(realServer.endpoint(), options);
                }
            });
            desired.replace(status.key(), VirtualServerEntry.of(status.desired(), realServers));
        }
        return Plan.between(kernel.table().snapshot(), new IpvsTable(desired), Set.of()).steps();
    }

    /// Time from now until the next read.
    Duration untilNextRead() {
        return Duration.ofNanos(reconciler.nextRead() - kernel.nowNanos());
    }
}
