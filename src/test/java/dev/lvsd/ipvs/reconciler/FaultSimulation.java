package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Faults;
import dev.lvsd.ipvs.FaultyKernel;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.RandomTables;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.pool.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// One life of a reconciler beside a program that edits, over a socket that fails, by a seed. The rules: nobody else's
/// virtual server is ever touched; a round sends a bounded number of requests, and two reads keep their distance; when
/// the faults stop, the table is right within [#ROUNDS] rounds and stays so.
final class FaultSimulation {
    /// Rounds after the last fault until the table is right.
    static final int ROUNDS = 2;
    private static final int TURNS = 50;
    /// Ten tries of each list of up to 12 virtual servers, three dumps of these, and a step for each entry.
    private static final int REQUESTS = 800;
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    private final long seed;
    private final Random random;
    private final FaultyKernel kernel = new FaultyKernel();
    private final RandomTables tables;
    private final RandomFaults faults;
    private final Rig rig;
    private long faultsSeen;

    FaultSimulation(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.tables = new RandomTables(seed);
        this.rig = new Rig(kernel, configuration().toArray(VirtualServer[]::new));
        this.faults = new RandomFaults(seed, () -> rig.configured().stream().map(VirtualServer::key).toList());
        kernel.faults(faults);
        kernel.judge(step -> {
            if (RandomFaults.isTheirs(step.key())) {
                throw violation("someone else's virtual server is touched: " + step);
            }
        });
    }

    /// Runs it to its end.
    ///
    /// @return rounds that it took to become right
    int run() {
        for (int turn = 0; turn < TURNS; turn++) {
            happen();
            turn();
        }
        faultsSeen = rig.reconciler().status().totals().errors();
        faults.stop();
        kernel.loadable();
        rig.report(Health.UP);
        int rounds = 0;
        do {
            if (rounds++ == ROUNDS) {
                throw violation("not right after " + ROUNDS + " rounds: " + rig.differences());
            }
            kernel.sleepUntil(rig.reconciler().nextRead());
            turn();
        } while (!rig.differences().isEmpty());
        long batches = rig.reconciler().status().totals().batches();
        kernel.faults(Faults.NONE);
        for (int i = 0; i < 3; i++) {
            rig.nextRound();
        }
        if (rig.reconciler().status().totals().batches() != batches) {
            throw violation("it does not stay right");
        }
        if (!theirs(kernel.table().snapshot()).equals(theirs(faults.theirs().snapshot()))) {
            throw violation("someone else's virtual servers are not what they made of them");
        }
        return rounds;
    }

    /// Errors while the faults lasted.
    long faultsSeen() {
        return faultsSeen;
    }

    private void happen() {
        switch (random.nextInt(8)) {
            case 0 -> rig.report(random.nextBoolean() ? Health.UP : Health.DOWN);
            case 1, 2 -> report();
            case 3 -> {
                if (random.nextInt(4) == 0 && rig.reload(configuration()).isCancelled()) {
                    throw violation("a reload is cancelled");
                }
            }
            default -> kernel.sleepUntil(rig.reconciler().nextRead());
        }
    }

    private void report() {
        if (!rig.configured().isEmpty()) {
            VirtualServer virtualServer = rig.configured().get(random.nextInt(rig.configured().size()));
            for (RealServer realServer : virtualServer.realServers()) {
                rig.reconciler().report(
                        virtualServer.key(), realServer.endpoint(), 0,
                        random.nextBoolean() ? Health.UP : Health.DOWN);
            }
        }
    }

    private void turn() {
        long requests = kernel.requests();
        long began = kernel.nowNanos();
        boolean due = rig.reconciler().nextRead() <= began;
        rig.turn();
        if (kernel.requests() - requests > REQUESTS) {
            throw violation(kernel.requests() - requests + " requests in a round");
        }
        if (due && rig.reconciler().nextRead() - began < PAUSE) {
            throw violation("the next read comes " + (rig.reconciler().nextRead() - began) + " ns after one");
        }
    }

    /// Virtual servers of our own keys, each real server with a checker.
    private List<VirtualServer> configuration() {
        List<VirtualServer> servers = new ArrayList<>();
        tables.table().virtualServers().forEach((key, entry) -> {
            if (!RandomFaults.isTheirs(key)) {
                List<RealServer> realServers = entry.realServers().entrySet().stream()
                        .map(one -> new RealServer(
                                one.getKey(), one.getValue(),
                                Samples.realServer(one.getKey(), 1, 1).checks()))
                        .toList();
                servers.add(new VirtualServer(key, entry.options(), realServers));
            }
        });
        return servers;
    }

    private static Map<VirtualServerKey, ?> theirs(IpvsTable table) {
        return table.virtualServers().entrySet().stream()
                .filter(entry -> RandomFaults.isTheirs(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private AssertionError violation(String what) {
        return new AssertionError("seed " + seed + ": " + what + "\nmvn -q test"
                + " -Dtest=FaultSimulationTest#whenFaultsStopTheTableIsRightAndNothingForeignWasTouched -Dipvs.seed="
                + seed);
    }
}
