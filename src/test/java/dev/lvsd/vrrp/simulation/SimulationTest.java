package dev.lvsd.vrrp.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The virtual routers of many nodes on a bad network, thousands of times. `-Dvrrp.seeds=N` runs N seeds,
/// `-Dvrrp.seed=N` that one alone and prints its log, with `-Dvrrp.mutation=NAME` with an engine that is broken.
class SimulationTest {
    private static final long SEEDS = Long.getLong("vrrp.seeds", 12_000);
    /// A broken engine is found within so many.
    private static final long FEW = 200;
    private static final Set<Rule> ALL = EnumSet.allOf(Rule.class);

    @Test
    void rulesHoldOnEveryNetwork() {
        Long chosen = Long.getLong("vrrp.seed");
        if (chosen != null) {
            Mutation mutation = Mutation.valueOf(System.getProperty("vrrp.mutation", "NONE"));
            Simulation.log(chosen, mutation, ALL).forEach(System.out::println);
            Simulation.run(chosen, mutation, ALL);
            return;
        }
        LongAdder events = new LongAdder();
        first(SEEDS, Mutation.NONE, ALL, events).ifPresent(violation -> {
            throw violation;
        });
        assertTrue(events.sum() > 100 * SEEDS, "the simulations stand still");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void engineThatIsBrokenIsFoundByItsRuleAlone(Mutation mutation) {
        EnumSet<Rule> alone = EnumSet.of(mutation.foundBy());
        assertTrue(first(FEW, mutation, alone, new LongAdder()).isPresent(), "not found within " + FEW + " seeds");
    }

    @Test
    void everyRuleOfTheEngineIsSeenToFail() {
        Set<Rule> unseen = EnumSet.complementOf(Stream.of(Mutation.values())
                .map(Mutation::foundBy)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Rule.class))));
        assertEquals(EnumSet.of(Rule.COUNTERS), unseen);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 17, 1234})
    void theSameSeedGivesTheSameLog(long seed) {
        List<String> log = Simulation.log(seed, Mutation.NONE, ALL);
        assertTrue(log.size() > 30, "a log of " + log.size() + " lines");
        assertEquals(log, Simulation.log(seed, Mutation.NONE, ALL));
    }

    @Test
    void violationNamesTheCommandThatRunsItAgain() {
        Violation violation = first(FEW, Mutation.KEEPS_ADDRESSES, ALL, new LongAdder()).orElseThrow();
        String message = Objects.requireNonNull(violation.getMessage());
        String command = "\nmvn -q test -Dtest=SimulationTest#rulesHoldOnEveryNetwork -Dvrrp.seed=";
        assertTrue(message.contains(command), message);
        long seed = Long.parseLong(message.replaceAll("(?s).*-Dvrrp.seed=(\\d+).*", "$1"));
        assertEquals(message, Simulation.log(seed, Mutation.KEEPS_ADDRESSES, ALL).getLast());
    }

    /// A simulation in which nothing happens proves nothing.
    @ParameterizedTest
    @ValueSource(strings = {
        "MASTER was BACKUP: no better master was heard", "fell silent", " left", "it was master before the restart",
        "MASTER was BACKUP: it owns the addresses", "MASTER was FAULT: it owns the addresses",
        "MASTER was INITIALIZE: it owns the addresses", "and the higher address", "BACKUP was MASTER: adverts of",
        "stays master: adverts of", "ignores adverts of", "FAULT was INITIALIZE", "FAULT was BACKUP",
        "FAULT was MASTER", "BACKUP was FAULT", "INITIALIZE was MASTER: stopped", "INITIALIZE was BACKUP: stopped",
        "INITIALIZE was FAULT: stopped", "comes back at once", "is killed", "pauses", "goes on", "two sides",
        "one-way cuts", "starts READY", "starts WAITING", "wall clock",
        "has sync groups", "of its sync group is in a fault", "its sync group yields", "script check: exit status 1",
        "two sides of virtual router", "known=true", "fe80::", "(preempt_delay)",
        "begins maintenance", "ends maintenance", "BACKUP was MASTER: the node is in maintenance",
        "reloads VRID", "without a virtual router"
    })
    void everythingComesUp(String what) {
        assertTrue(LongStream.range(0, FEW)
                .mapToObj(seed -> Simulation.log(seed, Mutation.NONE, ALL))
                .anyMatch(log -> log.stream().anyMatch(line -> line.contains(what))), what);
    }

    /// The violation of the lowest seed that has one.
    private static Optional<Violation> first(
            long seeds, Mutation mutation, Set<Rule> watched, LongAdder events) {
        return LongStream.range(0, seeds)
                .parallel()
                .mapToObj(seed -> violation(seed, mutation, watched, events))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static @Nullable Violation violation(
            long seed, Mutation mutation, Set<Rule> watched, LongAdder events) {
        try {
            events.add(Simulation.run(seed, mutation, watched));
            return null;
        } catch (Violation e) {
            return e;
        }
    }
}
