package dev.lvsd.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.GroupTracking;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.Tracking.Kind;
import dev.lvsd.config.VrrpInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arithmetic of priorities, as users of keepalived describe and configure it.
class EffectivePriorityTest {
    /// "A positive weight is added to the priority when the script succeeds, not when it fails; a negative weight is
    /// taken away when it fails, not when it succeeds; the priority is in [1, 254]; without a weight a failure is a
    /// fault." State: +, -, or ? before the first result.
    @ParameterizedTest(name = "priority {0}, {1}, {2}: {3}")
    @CsvSource({
        "100, 20, +, 120",
        "100, 20, -, 100",
        "100, 20, ?, 100",
        "100, -20, +, 100",
        "100, -20, -, 80",
        "100, -20, ?, 100",
        "100, 0, +, 100",
        "100, 0, -, FAULT",
        "100, 0, ?, PENDING",
        "100, 20 reverse, +, 80",
        "100, 20 reverse, -, 100",
        "100, -20 reverse, +, 100",
        "100, -20 reverse, -, 120",
        "100, 0 reverse, +, FAULT",
        "100, 0 reverse, -, 100",
        "250, 20, +, 254",
        "254, 253, +, 254",
        "10, -20, -, 1",
        "1, -253, -, 1",
        "1, 253, +, 254",
        "255, 20, +, 255",
        "255, -20, -, 255",
        "255, 0, -, FAULT"
    })
    void oneScript(int priority, String weight, String state, String expected) {
        assertEquals(expected, of(priority, Kind.SCRIPT, weight, state(state)));
    }

    @ParameterizedTest(name = "priority {0}, {1}, {2}: {3}")
    @CsvSource({
        "100, 1, 20, 120",
        "100, 1, -20, 80",
        "100, 2, 5, 110",
        "100, -2, 5, 90",
        "100, 1 reverse, 20, 80",
        "100, 1, 0, 100",
        "100, 0, 0, 100",
        "100, 0, 1, FAULT",
        "100, 0, -3, FAULT",
        "100, 0 reverse, 0, FAULT",
        "100, 0 reverse, 7, 100",
        "100, 1, -253, 1",
        "100, 1, -254, FAULT",
        "100, 1, -2147483648, FAULT",
        "100, -2147483647, 2147483647, FAULT",
        "100, 1, 2147483647, 254",
        "100, 2147483647, 2147483647, 254",
        "255, 1, -20, 255"
    })
    void oneFile(int priority, String weight, long number, String expected) {
        TrackerState state = new TrackerState(TrackerState.Level.UP, number, "number " + number);
        assertEquals(expected, of(priority, Kind.FILE, weight, state));
    }

    @ParameterizedTest(name = "priority {0}, {1}, {2}: {3}")
    @CsvSource({"100, -254, -, FAULT", "100, -254, +, 100", "100, 254, +, 254", "100, 254 reverse, +, FAULT",
        "100, -253, -, 1"})
    void processThatTakesAway254IsAFault(int priority, String weight, String state, String expected) {
        assertEquals(expected, of(priority, Kind.PROCESS, weight, state(state)));
    }

    /// A member of a sync group: its own script, that of its group, whether members keep their weights, and the states
    /// of both scripts.
    @ParameterizedTest(name = "priority {0}, own {1}, group {2}, members weigh {3}, {4}, {5}: {6}")
    @CsvSource({
        "100, 20, 10, false, +, +, 110",
        "100, 20, 10, true, +, +, 130",
        "100, 20, 10, true, +, -, 120",
        "100, -20, -10, true, -, -, 70",
        "100, -20, -10, false, -, -, 90",
        "100, -20, -10, false, -, +, 100",
        "100, 0, 10, false, -, +, FAULT",
        "100, 0, 10, false, +, +, 110",
        "100, 20, 0, false, +, -, FAULT",
        "100, 20, 0, true, +, +, 120",
        "100, 20, 0, false, ?, ?, PENDING",
        "100, 20, 10, false, ?, ?, 100",
        "100, 20 reverse, 10 reverse, true, +, +, 70",
        "250, 20, 10, true, +, +, 254",
        "10, -20, -10, true, -, -, 1",
        "255, 0, 0, false, +, -, FAULT",
        "255, 0, 0, false, +, +, 255"
    })
    void memberOfASyncGroup(
            int priority, String own, String group, boolean membersWeigh, String state, String groupState,
            String expected) {
        Tracking.Tracked mine = thing("own", own);
        Tracking.Tracked common = thing("group", group);
        Tracking tracking = new GroupTracking(membersWeigh, List.of(common)).with(new Tracking(true, List.of(mine)));
        assertEquals(expected, text(EffectivePriority.of(
                instance(priority, tracking.things()),
                new TrackerStates(Map.of(mine.key(), state(state), common.key(), state(groupState))), null)));
    }

    @Test
    void severalWeightsAddUpBeforeTheSumIsLimited() {
        Map<Tracking.Key, TrackerState> states = new HashMap<>();
        List<Tracking.Tracked> things = new ArrayList<>();
        int[] weights = {200, 30, -150, -20};
        for (int i = 0; i < weights.length; i++) {
            Tracking.Key key = new Tracking.Key(Kind.SCRIPT, "s" + i);
            things.add(new Tracking.Tracked(key, new TrackWeight(weights[i], false)));
            states.put(key, weights[i] > 0 ? TrackerState.up("") : TrackerState.down(""));
        }
        assertEquals(160, EffectivePriority.of(instance(100, things), new TrackerStates(states), null).priority());
    }

    @Test
    void allFaultsAreNamed() {
        List<Tracking.Tracked> things = List.of(
                new Tracking.Tracked(new Tracking.Key(Kind.INTERFACE, "eth1"), TrackWeight.FAULT),
                new Tracking.Tracked(new Tracking.Key(Kind.SCRIPT, "check"), TrackWeight.FAULT),
                new Tracking.Tracked(new Tracking.Key(Kind.SCRIPT, "unknown"), TrackWeight.FAULT));
        EffectivePriority priority = EffectivePriority.of(instance(100, things), new TrackerStates(Map.of(
                things.get(0).key(), TrackerState.down("has no carrier"),
                things.get(1).key(), TrackerState.down("exit status 1"))), null);
        assertEquals("interface eth1: has no carrier; script check: exit status 1", priority.fault());
        assertFalse(priority.isComplete());
        assertEquals(100, priority.priority());
    }

    @Test
    void whatIsAFaultGoesOnAddingWhatItAddedBeforeWhileOthersChange() {
        Tracking.Tracked file = new Tracking.Tracked(new Tracking.Key(Kind.FILE, "f"), new TrackWeight(1, false));
        Tracking.Tracked script = thing("s", "5");
        VrrpInstance instance = instance(100, List.of(file, script));
        EffectivePriority priority = null;
        List<String> seen = new ArrayList<>();
        for (String step : List.of("-10 -", "-254 -", "-300 +", "-20 +", "-254 -")) {
            String[] words = step.split(" ", -1);
            priority = EffectivePriority.of(instance, new TrackerStates(Map.of(
                    file.key(), new TrackerState(TrackerState.Level.UP, Long.parseLong(words[0]), ""),
                    script.key(), state(words[1]))), priority);
            seen.add((priority.fault() == null ? "" : "FAULT ") + priority.priority());
        }
        assertEquals(List.of("90", "FAULT 90", "FAULT 95", "85", "FAULT 80"), seen);
    }

    @Test
    void weightedThingWithoutResultKeepsNobodyWaiting() {
        List<Tracking.Tracked> things = List.of(
                new Tracking.Tracked(new Tracking.Key(Kind.SCRIPT, "check"), new TrackWeight(-20, false)));
        EffectivePriority priority = EffectivePriority.of(instance(100, things), TrackerStates.NONE, null);
        assertTrue(priority.isComplete());
        assertNull(priority.fault());
    }

    private static String of(int priority, Kind kind, String weight, TrackerState state) {
        String[] words = weight.split(" ", -1);
        Tracking.Key key = new Tracking.Key(kind, "thing");
        VrrpInstance instance = instance(priority, List.of(
                new Tracking.Tracked(key, new TrackWeight(Integer.parseInt(words[0]), words.length > 1))));
        EffectivePriority result = EffectivePriority.of(instance, new TrackerStates(Map.of(key, state)), null);
        return text(result);
    }

    private static Tracking.Tracked thing(String name, String weight) {
        String[] words = weight.split(" ", -1);
        return new Tracking.Tracked(new Tracking.Key(Kind.SCRIPT, name),
                new TrackWeight(Integer.parseInt(words[0]), words.length > 1));
    }

    private static String text(EffectivePriority result) {
        if (!result.isComplete()) {
            return "PENDING";
        }
        return result.fault() == null ? Integer.toString(result.priority()) : "FAULT";
    }

    private static VrrpInstance instance(int priority, List<Tracking.Tracked> things) {
        return new SampleInstance().priority(priority).tracking(new Tracking(true, things)).build();
    }

    private static TrackerState state(String sign) {
        return switch (sign) {
            case "+" -> TrackerState.up("exit status 0");
            case "-" -> TrackerState.down("exit status 1");
            default -> TrackerState.PENDING;
        };
    }
}
