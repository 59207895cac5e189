package dev.lvsd.ipvs.reconciler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A reconciler between a failing socket and a program that edits its table, thousands of times. `-Dipvs.seeds=N` runs
/// N seeds, `-Dipvs.seed=N` that one alone and prints what it logs.
class FaultSimulationTest {
    private static final long SEEDS = Long.getLong("ipvs.seeds", 500);

    private final LoggedLines log = new LoggedLines(Reconciler.class);

    @BeforeEach
    void listen() {
        log.begin();
    }

    @AfterEach
    void stopListening() {
        log.end();
    }

    @Test
    void whenFaultsStopTheTableIsRightAndNothingForeignWasTouched() {
        Long chosen = Long.getLong("ipvs.seed");
        if (chosen != null) {
            try {
                new FaultSimulation(chosen).run();
            } finally {
                System.out.println(log);
            }
            return;
        }
        long faults = 0;
        long inOneRound = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            FaultSimulation simulation = new FaultSimulation(seed);
            inOneRound += simulation.run() == 1 ? 1 : 0;
            faults += simulation.faultsSeen();
            log.forget();
        }
        assertTrue(faults > 10 * SEEDS, "nothing goes wrong: " + faults + " errors");
        assertTrue(inOneRound > SEEDS * 9 / 10, inOneRound + " of " + SEEDS + " in one round");
    }
}
