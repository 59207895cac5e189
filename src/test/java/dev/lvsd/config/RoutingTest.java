package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.routing.RoutingEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `virtual_routes` and `virtual_rules`, read as keepalived and `ip` read them.
class RoutingTest {
    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.168.1.0/24 via 192.0.2.1 dev eth0 | 192.168.1.0/24 via 192.0.2.1 dev eth0",
        "src 192.0.2.9 to 192.168.1.0/24 gw 192.0.2.1 oif eth0 | 192.168.1.0/24 via 192.0.2.1 dev eth0 src 192.0.2.9",
        "default via 192.0.2.1 table main preference 5 | 0.0.0.0/0 via 192.0.2.1 metric 5",
        "default via fe80::1 dev eth0 | ::/0 via fe80::1 dev eth0",
        "192.168.1.5 dev eth0 scope link no_track | 192.168.1.5/32 dev eth0 scope 253 no_track",
        "192.168.1.0/24 dev eth0 proto static no_track | 192.168.1.0/24 dev eth0 proto 4 no_track",
        "local 192.168.1.5 dev lo table 0x37 | local 192.168.1.5/32 dev lo table 55",
        "unicast 192.168.1.0/24 dev eth0 mtu lock 1400 rtt 300ms rto_min 0.25s features ecn append"
                + " | 192.168.1.0/24 dev eth0 mtu lock 1400 rtt 2400 rto_min lock 250 features ecn append",
        "192.168.1.0/24 nexthop via 192.0.2.1 dev eth0 weight 2 nexthop dev eth1 no_track"
                + " | 192.168.1.0/24 no_track nexthop via 192.0.2.1 dev eth0 weight 2 nexthop dev eth1 weight 1",
        "192.168.1.0/24 via inet6 fe80::1 dev eth0 realms 5/6 | 192.168.1.0/24 via inet6 fe80::1 dev eth0 realms 5/6"
    })
    void routeIsReadAsIpReadsIt(String line, String wanted) {
        assertEquals(List.of(wanted), texts(Texts.instance(routes(line))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "from 10.0.0.0/8 table 5 preference 9 | from 10.0.0.0/8 preference 9 lookup 5",
        "not to 10.0.0.0/8 lookup main pref 9 | not from all to 10.0.0.0/8 preference 9 lookup 254",
        "inet6 iif eth0 type prohibit priority 9 | inet6 from all preference 9 iif eth0 prohibit",
        "from any fwmark 24/12 dport 80 ip_proto UDP order 9 table 7 no_track"
                + " | from all preference 9 fwmark 0x18/0xc ipproto 17 dport 80-80 lookup 7 no_track",
        "from 2001:db8::/32 uidrange 1-5 preference 9 goto 10"
                + " | from 2001:db8::/32 preference 9 uidrange 1-5 goto 10",
        "from all tunnel-id 7 l3mdev preference 9 | from all preference 9 tunnel-id 7 l3mdev"
    })
    void ruleIsReadAsIpReadsIt(String line, String wanted) {
        assertEquals(List.of(wanted), texts(Texts.instance(rules(line))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.168.1.0/24 via 192.0.2.300 | 7:22: via is an IP address, not \"192.0.2.300\"",
        "192.168.1.0/24 dev eth0 table nowhere | 7:33: table \"nowhere\" is neither a number nor a name",
        "192.168.1.0/24 dev eth0 speed 7 | 7:27: \"speed\" is no option of a route",
        "via 192.0.2.1 dev eth0 | 7:3: a route without a destination",
        "192.168.1.0/24 | 7:3: a route needs via or dev",
        "blackhole 192.168.1.0/24 dev eth0 | 7:3: a blackhole route leads nowhere",
        "192.168.1.0/24 via fe80::1 src ::1 dev eth0 | 7:3: a route with addresses of both families",
        "192.168.1.0/24 dev | 7:18: dev has no value",
        "192.168.1.0/24 dev eth0 encap mpls 100 | 7:27: encap of routes is not supported",
        "192.168.1.0/24 dev eth0 weight 5 | 7:27: weight is of a nexthop"
    })
    void routeThatCannotBeReadIsLeftOutWithAMessageAtTheWord(String line, String wanted) {
        expectLeftOut(routes(line), wanted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "from 10.0.0.0/8 preference 9 | 7:3: a rule that does nothing",
        "from 10.0.0.0/33 table 5 | 7:8: from is a network such as 192.0.2.0/24",
        "from 10.0.0.0/8 to ::/0 table 5 | 7:22: a rule with addresses of both families",
        "from 10.0.0.0/8 table 5 blackhole | 7:27: \"blackhole\" beside \"table\": a rule does one thing",
        "from 10.0.0.0/8 goto 5 | 7:3: goto leads to a higher preference",
        "from 10.0.0.0/8 sport 9-8 table 5 | 7:25: sport is FIRST-LAST",
        "from 10.0.0.0/8 nop realms 5 | 7:23: realms is for rules with a table"
    })
    void ruleThatCannotBeReadIsLeftOutWithAMessageAtTheWord(String line, String wanted) {
        expectLeftOut(rules(line), wanted);
    }

    @Test
    void namesAreThoseOfTheFilesOfIproute2() throws IOException {
        Files.writeString(directory.resolve("rt_tables"), "# tables\n0x10 small\nsomething else\n");
        Files.createDirectory(directory.resolve("rt_protos.d"));
        Files.writeString(directory.resolve("rt_protos.d/ours.conf"), "77\tours\n");
        Loaded loaded = Texts.conf("global_defs {\n iproute_etc_dir " + directory + "\n}\n" + text(
                routes("192.168.1.0/24 dev eth0 table small protocol ours no_track")));
        assertEquals(List.of("192.168.1.0/24 dev eth0 table 16 proto 77 no_track"),
                texts(Texts.clean(loaded).vrrpInstances().getFirst()));
    }

    @Test
    void rulesWithoutPreferenceStandInTheOrderOfKeepalived() {
        Loaded loaded = Texts.conf(text(rules("from 10.0.0.0/8 table 5\n  from 10.1.0.0/16 table 6")));
        assertEquals(
                List.of("from 10.0.0.0/8 preference 16384 lookup 5", "from 10.1.0.0/16 preference 16383 lookup 6"),
                texts(Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst()));
    }

    @Test
    void interfaceOfATrackedRouteIsTracked() {
        Tracking tracking = Texts.instance(routes(
                "192.168.1.0/24 dev eth1\n  192.168.2.0/24 dev eth2 no_track\n  192.168.3.0/24 dev eth0")).tracking();
        assertEquals(List.of(new Tracking.Tracked(
                new Tracking.Key(Tracking.Kind.INTERFACE, "eth1"), TrackWeight.FAULT)), tracking.things());
    }

    private static void expectLeftOut(String block, String wanted) {
        Loaded loaded = Texts.conf(text(block));
        String said = loaded.problems().render();
        assertTrue(said.contains("test.conf:" + wanted.replaceFirst("(\\d+:\\d+: )", "$1warning: ")), said);
        assertTrue(said.contains("is left out"), said);
        assertEquals(List.of(), texts(Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst()));
    }

    private static String routes(String lines) {
        return " virtual_routes {\n  " + lines + "\n }";
    }

    private static String rules(String lines) {
        return " virtual_rules {\n  " + lines + "\n }";
    }

    private static String text(String block) {
        return "vrrp_instance VI {\n interface eth0\n virtual_router_id 51\n no_virtual_ipaddress\n version 2\n" + block
                + "\n}\n";
    }

    private static List<String> texts(VrrpInstance instance) {
        return instance.routing().entries().stream().map(RoutingEntry::toString).toList();
    }
}
