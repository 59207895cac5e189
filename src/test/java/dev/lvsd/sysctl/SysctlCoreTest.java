package dev.lvsd.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Origin;
import dev.lvsd.config.SysctlName;
import dev.lvsd.config.SysctlSettings;
import dev.lvsd.config.SysctlWish;
import dev.lvsd.sysctl.SysctlStep.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/// What is written when, with a kernel that is a map.
class SysctlCoreTest {
    private static final String NODEST = "net.ipv4.vs.expire_nodest_conn";
    private static final String FILTER = "net.ipv4.conf.eth0.rp_filter";

    private final Map<String, String> kernel = new TreeMap<>(Map.of(NODEST, "0", FILTER, "1"));
    private final List<String> told = new ArrayList<>();
    private SysctlCore core = new SysctlCore(OwnedSysctls.NONE);
    private @Nullable String refusal;
    private @Nullable String rounded;

    @Test
    void whatIsWantedIsSetOnceAndTheOldValueComesBackWhenTheWishEnds() {
        want(NODEST, "1", FILTER, "2");
        assertEquals(List.of(Why.SET, Why.SET), round());
        assertEquals(Map.of(NODEST, "1", FILTER, "2"), kernel);
        assertEquals(List.of(), round());
        want(FILTER, "2");
        assertEquals(List.of(Why.RESTORE), round());
        assertEquals(Map.of(NODEST, "0", FILTER, "2"), kernel);
        want();
        assertEquals(List.of(Why.RESTORE), round());
        assertEquals("1", kernel.get(FILTER));
        assertEquals(Map.of(), core.owned().changes());
    }

    @Test
    void whatWasSoAlreadyIsNotOursAndStays() {
        kernel.put(NODEST, "1");
        want(NODEST, "1");
        assertEquals(List.of(), round());
        want();
        assertEquals(List.of(), round());
        assertEquals("1", kernel.get(NODEST));
    }

    @Test
    void whatSomebodyElseChangesIsPutBackAndCounted() {
        want(NODEST, "1");
        round();
        kernel.put(NODEST, "0");
        assertEquals(List.of(Why.PUT_BACK), round());
        assertEquals("1", kernel.get(NODEST));
        assertEquals(1, core.putBack());
        want();
        assertEquals(List.of(Why.RESTORE), round());
    }

    @Test
    void whatSomebodyElseHasSetWhenTheWishEndsStays() {
        want(FILTER, "2");
        round();
        kernel.put(FILTER, "0");
        want();
        assertEquals(List.of(), round());
        assertEquals("0", kernel.get(FILTER));
        assertEquals(Map.of(), core.owned().changes());
    }

    @Test
    void anotherWishForTheSameKeepsTheValueFromBeforeTheFirst() {
        want(FILTER, "2");
        round();
        want(FILTER, "0");
        assertEquals(List.of(Why.SET), round());
        want();
        round();
        assertEquals("1", kernel.get(FILTER));
        assertEquals(0, core.putBack());
    }

    @Test
    void valuesFromBeforeOutliveACrash() {
        want(NODEST, "1", FILTER, "2");
        round();
        core = new SysctlCore(OwnedSysctls.parse(core.owned().lines("one"), "one"));
        want(NODEST, "1");
        assertEquals(List.of(Why.RESTORE), round());
        want();
        round();
        assertEquals(Map.of(NODEST, "0", FILTER, "1"), kernel);
    }

    @Test
    void listOfAnotherBootSaysNothing() {
        OwnedSysctls owned = OwnedSysctls.NONE.with(new SysctlName(NODEST), new OwnedSysctls.Change("1", "0"));
        assertEquals(owned, OwnedSysctls.parse(owned.lines("one"), "one"));
        assertEquals(OwnedSysctls.NONE, OwnedSysctls.parse(owned.lines("one"), "two"));
        assertEquals(OwnedSysctls.NONE, OwnedSysctls.parse(List.of("", "nonsense", "../x\t1\t0"), "one"));
    }

    @Test
    void whatIsNotThereYetIsToldOnceAndSetWhenItComes() {
        kernel.remove(NODEST);
        want(NODEST, "1");
        assertEquals(List.of(), round());
        assertEquals(List.of(), round());
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("lvsd.yaml:3:4: " + NODEST + " is not there"), told::toString);
        kernel.put(NODEST, "0");
        assertEquals(List.of(Why.SET), round());
        assertEquals(Map.of(), core.problems());
    }

    @Test
    void whatGoesAndComesAnewWithAnotherValueIsNoDrift() {
        want(FILTER, "2");
        round();
        kernel.remove(FILTER);
        round();
        kernel.put(FILTER, "0");
        assertEquals(List.of(Why.SET), round());
        assertEquals(0, core.putBack());
        want();
        round();
        assertEquals("0", kernel.get(FILTER));
    }

    @Test
    void refusalIsToldOnceWithItsPlaceAndTriedAgain() {
        refusal = "Invalid argument";
        want(NODEST, "1");
        assertEquals(List.of(Why.SET), round());
        assertEquals(List.of(Why.SET), round());
        assertEquals(List.of("lvsd.yaml:3:4: " + NODEST + " cannot be set to 1: Invalid argument"), told);
        refusal = null;
        round();
        assertEquals(Map.of(), core.problems());
        want();
        round();
        assertEquals("0", kernel.get(NODEST));
    }

    @Test
    void whatTheKernelRoundsIsWrittenOnceToldOnceAndComesBack() {
        rounded = "16";
        want(NODEST, "10");
        assertEquals(List.of(Why.SET), round());
        assertEquals(List.of(), round());
        assertEquals(List.of(), round());
        assertEquals(
                List.of("lvsd.yaml:3:4: " + NODEST + " was set to 10, and the kernel made 16 of it"), told);
        rounded = null;
        want();
        assertEquals(List.of(Why.RESTORE), round());
        assertEquals("0", kernel.get(NODEST));
    }

    @Test
    void forwardingComesBeforeWhatItSetsAnew() {
        kernel.put("net.ipv4.ip_forward", "0");
        kernel.put("net.ipv4.conf.all.rp_filter", "0");
        want(FILTER, "2", "net.ipv4.conf.all.rp_filter", "1", "net.ipv4.ip_forward", "1");
        List<SysctlName> order = core.decide(readings(), told).stream().map(SysctlStep::name).toList();
        assertEquals("[net.ipv4.ip_forward, net.ipv4.conf.all.rp_filter, " + FILTER + "]", order.toString());
    }

    private void want(String... pairs) {
        List<SysctlWish> wishes = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            wishes.add(new SysctlWish(new SysctlName(pairs[i]), pairs[i + 1], new Origin("lvsd.yaml:3:4")));
        }
        core.want(new SysctlSettings(wishes));
    }

    private List<Why> round() {
        List<SysctlStep> steps = core.decide(readings(), told);
        for (SysctlStep step : steps) {
            if (refusal == null) {
                kernel.put(step.name().text(), rounded == null ? step.value() : rounded);
            }
            core.written(step, refusal, reading(step.name()), told);
        }
        return steps.stream().map(SysctlStep::why).toList();
    }

    private Map<SysctlName, SysctlReading> readings() {
        Map<SysctlName, SysctlReading> readings = new LinkedHashMap<>();
        core.names().forEach(name -> readings.put(name, reading(name)));
        return readings;
    }

    private SysctlReading reading(SysctlName name) {
        String value = kernel.get(name.text());
        return value == null ? new SysctlReading.Missing() : new SysctlReading.Value(value);
    }
}
