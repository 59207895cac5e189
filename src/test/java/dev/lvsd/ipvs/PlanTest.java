package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final VirtualServerKey WEB = new VirtualServerKey.Address(Protocol.TCP, endpoint("10.9.0.100:80"));
    private static final VirtualServerOptions WLC = VirtualServerOptions.persistent("wlc", Family.IPV4, 600);
    private static final Endpoint RS1 = endpoint("10.9.0.1:80");
    private static final Endpoint RS2 = endpoint("10.9.0.2:80");

    @Test
    void newVirtualServerComesBeforeItsRealServers() {
        assertEquals(
                List.of(
                        "ipvsadm -A -t 10.9.0.100:80 -s wlc -p 600",
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 100",
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 100"),
                lines(Plan.between(IpvsTable.EMPTY, web(Map.of(RS1, dr(100), RS2, dr(100))), Set.of())));
    }

    @Test
    void replacedRealServersOverlap() {
        assertEquals(
                List.of(
                        "ipvsadm -a -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 1",
                        "ipvsadm -d -t 10.9.0.100:80 -r 10.9.0.1:80"),
                lines(Plan.between(web(Map.of(RS1, dr(1))), web(Map.of(RS2, dr(1))), Set.of())));
    }

    @Test
    void weightIsRaisedBeforeAnotherIsLoweredToZero() {
        assertEquals(
                List.of(
                        "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.2:80 -g -w 7",
                        "ipvsadm -e -t 10.9.0.100:80 -r 10.9.0.1:80 -g -w 0"),
                lines(Plan.between(
                        web(Map.of(RS1, dr(7), RS2, dr(0))), web(Map.of(RS1, dr(0), RS2, dr(7))), Set.of())));
    }

    @Test
    void onlyOursIsDeleted() {
        IpvsTable actual = web(Map.of(RS1, dr(1)));
        assertEquals(List.of(), lines(Plan.between(actual, IpvsTable.EMPTY, Set.of())));
        assertEquals(
                List.of("ipvsadm -D -t 10.9.0.100:80"), lines(Plan.between(actual, IpvsTable.EMPTY, Set.of(WEB))));
    }

    @Test
    void whatDoesNotCountIsNotEdited() {
        IpvsTable kernels = table(new VirtualServerOptions("wlc", 0, 360, -1, ""), Map.of(RS1, dr(1)));
        IpvsTable ours = table(new VirtualServerOptions("wlc", 0, 0, -256, ""), Map.of(
                RS1, new RealServerOptions(Forwarding.DR, 1, 0, 0, new Tunnel(1, 6080, 0))));
        assertEquals(List.of(), lines(Plan.between(kernels, ours, Set.of())));
    }

    @Test
    void appliedPlanGivesTheDesiredTableAndLeavesForeignEntriesAlone() {
        for (long seed = 0; seed < 3_000; seed++) {
            RandomTables tables = new RandomTables(seed);
            IpvsTable actual = tables.table();
            IpvsTable desired = tables.table();
            Set<VirtualServerKey> ours = new HashSet<>(List.of(tables.key(), tables.key(), tables.key()));
            Plan plan = Plan.between(actual, desired, ours);
            TableModel model = model(actual);
            for (Step step : plan.steps()) {
                String where = "seed " + seed + ", " + step;
                assertNull(model.apply(step), where);
                assertTrue(desired.virtualServers().containsKey(step.key()) || ours.contains(step.key()), where);
            }
            IpvsTable after = model.snapshot();
            assertEquals(expected(actual, desired, ours), Map.copyOf(after.virtualServers()), "seed " + seed);
            assertEquals(List.of(), Plan.between(after, desired, ours).steps(), "seed " + seed);
        }
    }

    @Test
    void virtualServerThatServesBeforeAndAfterServesAllTheTime() {
        for (long seed = 0; seed < 3_000; seed++) {
            RandomTables tables = new RandomTables(seed);
            IpvsTable actual = tables.table();
            IpvsTable desired = tables.table();
            TableModel model = model(actual);
            for (Step step : Plan.between(actual, desired, Set.of()).steps()) {
                model.apply(step);
                VirtualServerKey key = step.key();
                boolean always = serves(actual.virtualServers().get(key)) && serves(desired.virtualServers().get(key));
                assertTrue(!always || serves(model.entry(key)), "seed " + seed + ", " + step);
            }
        }
    }

    private static boolean serves(@Nullable VirtualServerEntry entry) {
        return entry != null && entry.realServers().values().stream().anyMatch(options -> options.weight() > 0);
    }

    private static Map<VirtualServerKey, VirtualServerEntry> expected(
            IpvsTable actual, IpvsTable desired, Set<VirtualServerKey> ours) {
        Map<VirtualServerKey, VirtualServerEntry> expected = new LinkedHashMap<>(actual.virtualServers());
        expected.keySet().removeAll(ours);
        expected.putAll(desired.virtualServers());
        return expected;
    }

    private static TableModel model(IpvsTable table) {
        TableModel model = new TableModel();
        table.virtualServers().forEach(model::set);
        return model;
    }

    private static List<String> lines(Plan plan) {
        return plan.steps().stream().map(Step::toString).toList();
    }

    private static IpvsTable web(Map<Endpoint, RealServerOptions> realServers) {
        return table(WLC, realServers);
    }

    private static IpvsTable table(VirtualServerOptions options, Map<Endpoint, RealServerOptions> realServers) {
        return new IpvsTable(Map.of(WEB, VirtualServerEntry.of(options, realServers)));
    }

    private static RealServerOptions dr(int weight) {
        return RealServerOptions.of(Forwarding.DR, weight);
    }

    private static Endpoint endpoint(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        if (endpoint == null) {
            throw new IllegalArgumentException(text);
        }
        return endpoint;
    }
}
