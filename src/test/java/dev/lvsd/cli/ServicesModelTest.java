package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.Health;
import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ServicesModelTest {
    private static final Snapshot.Services EXAMPLE = ExampleSnapshot.whole().services();

    /// What ipvsctl's `integration/model.go` reads: these names and words, whatever else there is.
    @Test
    void ipvsctlFindsItsFields() {
        Map<?, ?> root = new YAMLMapper().readValue(yaml(), Map.class);
        for (Object service : list(root.get("services"))) {
            Map<?, ?> fields = (Map<?, ?>) service;
            assertMatches("(tcp|udp|sctp)://\\S+:\\d+|fwmark:\\d+", fields.get("address"));
            assertMatches("[a-z]+", fields.get("sched"));
            for (Object destination : list(fields.get("destinations"))) {
                Map<?, ?> words = (Map<?, ?>) destination;
                assertMatches("\\S+:\\d+", words.get("address"));
                assertMatches("direct|nat|tunnel", words.get("forward"));
                assertMatches("\\d+", words.get("weight"));
            }
        }
    }

    @Test
    void destinationsAreWhatTheTableHasAndTheRestStandsApart() {
        assertEquals("""
                services:
                - address: "udp://[2001:db8::1]:53"
                  sched: "rr"
                  group: "dns"
                  flags:
                  - "ops"
                  mask: "64"
                  pe: "sip"
                  refusal: "no such module"
                  destinations:
                  - address: "[2001:db8::21]:53"
                    forward: "direct"
                    weight: 0
                    configured_weight: 5
                    health: "up"
                    active: 3
                    inactive: 4
                    persistent: 5
                    uthreshold: 100
                    lthreshold: 50
                  - address: "[2001:db8::9]:53"
                    forward: "tunnel"
                    weight: 1
                    active: 0
                    inactive: 0
                    sorry_server: true
                  not_in_table:
                  - address: "[2001:db8::22]:53"
                    forward: "nat"
                    configured_weight: 6
                    health: "down"
                    uthreshold: 100
                    lthreshold: 50
                - address: "fwmark:7"
                  sched: "wlc"
                  family: "inet6"
                  persistence: 60
                """, text(List.of(
                new VirtualServerSnapshot(
                        Protocol.UDP, "2001:db8::1", 53, null, Family.IPV6, "rr", List.of("ops"), null,
                        List.of(
                                realServer("2001:db8::21", Forwarding.DR, true, 0, 5, Health.UP),
                                realServer("2001:db8::22", Forwarding.NAT, false, 0, 6, Health.DOWN)),
                        "dns", "64", "sip", "no such module", null,
                        new SorryServerSnapshot("2001:db8::9", 53, Forwarding.TUN, true, true, 1, 0, 0),
                        TrafficSnapshot.ZERO),
                new VirtualServerSnapshot(null, null, null, 7L, Family.IPV6, "wlc", List.of(), 60, List.of()))));
    }

    private static RealServerSnapshot realServer(
            String address, Forwarding forwarding, boolean inTable, int weight, int configured, Health health) {
        return new RealServerSnapshot(
                address, 53, forwarding, inTable, weight, configured, 3, 4, health, null, List.of(), 5, 100, 50,
                TrafficSnapshot.ZERO, null);
    }

    private static String text(List<VirtualServerSnapshot> virtualServers) {
        Snapshot.Services services = new Snapshot.Services(EXAMPLE.at(), virtualServers, EXAMPLE.table());
        return OutputFormat.YAML.render(ServicesModel.of(services), _ -> "").replaceFirst("^at: .*\n", "");
    }

    private static String yaml() {
        return OutputFormat.YAML.render(ServicesModel.of(EXAMPLE), _ -> "");
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static void assertMatches(String pattern, @Nullable Object value) {
        assertTrue(String.valueOf(value).matches(pattern), value + " is not " + pattern);
    }
}
