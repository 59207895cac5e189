package dev.lvsd.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.control.ConfigurationChange;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationDiffTest {
    @Test
    void sameTextIsNoDifference() {
        ConfigurationDiff diff = diff(Configurations.BASE);
        assertTrue(diff.isEmpty());
        assertEquals(3, diff.entries());
        assertFalse(diff.removesMostOfTheTable());
    }

    @ParameterizedTest
    @CsvSource({
        "priority: 100, priority: 90, vrrp_instance VI_1: priority 100 -> 90",
        "VI_1, EDGE, vrrp_instance EDGE: name VI_1 -> EDGE",
        "'1111', '2222', vrrp_instance VI_1: authentication is another",
        "lb_algo: wlc, lb_algo: rr, virtual_server TCP 192.0.2.113:80: lb_algo wlc -> rr",
        "'87, port: 80, weight: 100', '87, port: 80, weight: 7', "
                + "real_server 198.51.100.87:80 of TCP 192.0.2.113:80: weight 100 -> 7",
        "connect_timeout: 3, connect_timeout: 4, "
                + "real_server 198.51.100.87:80 of TCP 192.0.2.113:80: its checkers are others",
        "priority: 100, 'priority: 100, garp_master_repeat: 9', vrrp_instance VI_1: garp_ settings are others",
    })
    void changeIsToldInTheWordsOfTheFile(String before, String after, String line) {
        String text = Configurations.BASE.replaceFirst(before, after.replace(", garp", "\n    garp"));
        assertEquals(List.of(line), lines(diff(text)));
    }

    @Test
    void timeoutsAndSyncDaemonsAreToldAsTheyAreWritten() {
        String globals = """
                global_defs:
                  lvs_timeouts: tcp 1000
                  lvs_flush: true
                  lvs_sync_daemon: eth1 inst VI_1
                """;
        assertEquals(
                List.of("global_defs: lvs_timeouts (tcp tcpfin udp, 0 for the kernel's) 0 0 0 -> 1000 0 0",
                        "global_defs: lvs_flush counts from the next start on",
                        "global_defs: lvs_sync_daemon none -> eth1 inst VI_1 id 51 port 8848 ttl 1 group 224.0.0.81"),
                lines(diff(globals + Configurations.BASE)));
    }

    private static final String GROUP = """
            virtual_server_group: {web: ["192.0.2.1-3 80"]}
            virtual_server:
              group: web
              lb_kind: DR
              protocol: TCP
              real_server:
                - {address: 198.51.100.87, port: 80}
                - {address: 198.51.100.89, port: 80}
            """;

    @Test
    void servicesOfAGroupThatCameAndWentAreToldEachAndCounted() {
        ConfigurationDiff diff = ConfigurationDiff.between(
                Configurations.of(GROUP), Configurations.of(GROUP.replace("192.0.2.1-3", "192.0.2.3-4")));
        assertEquals(
                List.of("virtual_server group web (TCP): TCP 192.0.2.4:80 added",
                        "virtual_server group web (TCP): TCP 192.0.2.1:80 removed",
                        "virtual_server group web (TCP): TCP 192.0.2.2:80 removed"),
                lines(diff));
        assertEquals(9, diff.entries());
        assertEquals(6, diff.removed());
        assertTrue(diff.removesMostOfTheTable());
    }

    @Test
    void serviceThatMovesIntoAGroupIsNotRemoved() {
        Configuration alone = Configurations.of(
                Configurations.BASE.replace("weight: 100, TCP_CHECK: {connect_timeout: 3}", "weight: 1"));
        ConfigurationDiff diff = ConfigurationDiff.between(alone, Configurations.of(
                Configurations.BASE.substring(0, Configurations.BASE.indexOf("virtual_server:"))
                        + GROUP.replace("192.0.2.1-3", "192.0.2.113")));
        assertEquals(List.of("virtual_server group web (TCP): goes on from virtual_server TCP 192.0.2.113:80",
                "real_server 198.51.100.87:80 of group web (TCP): its settings are others",
                "real_server 198.51.100.89:80 of group web (TCP): its settings are others"), lines(diff));
        assertEquals(0, diff.removed());
    }

    @ParameterizedTest
    @CsvSource({
        "priority: 100, 'priority: 100, advert_int: 3'",
        "authentication.*, 'version: 3'",
        "'1111', '2222'",
    })
    void whatTheOtherNodesHaveToFollowIsToldWithTheTimeTheyHave(String before, String after) {
        String text = Configurations.BASE.replaceFirst(before, after.replace(", ", "\n    "));
        List<String> cautions = diff(text).cautions();
        assertEquals(1, cautions.size(), cautions::toString);
        assertTrue(cautions.getFirst().startsWith("vrrp_instance VI_1: "), cautions::toString);
        assertTrue(cautions.getFirst().endsWith("s, or a backup takes over beside the master"), cautions::toString);
    }

    @Test
    void whichNodeGoesFirstDependsOnWhetherTheIntervalGrows() {
        String three = Configurations.BASE.replace("priority: 100", "priority: 100\n    advert_int: 3");
        String grows = diff(three).cautions().getFirst();
        String shrinks = ConfigurationDiff.between(Configurations.of(three), Configurations.of(Configurations.BASE))
                .cautions().getFirst();
        assertTrue(grows.contains("all backups first, then the master within 9.0 s"), grows);
        assertTrue(shrinks.contains("the master first, then all backups within 9.0 s"), shrinks);
    }

    @ParameterizedTest
    @CsvSource({"priority: 100, priority: 90", "'[192.0.2.113]', '[192.0.2.113, 192.0.2.114]'"})
    void whatTheOtherNodesNeedNotFollowIsNoCaution(String before, String after) {
        assertEquals(List.of(), diff(Configurations.BASE.replace(before, after)).cautions());
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "none, receive-only key 1, true",
        "receive-only key 1, permissive key 1, true",
        "permissive key 1, enforce key 1, true",
        "enforce key 1, receive-only key 1, false",
        "none, permissive key 1, false",
        "none, enforce key 1, false",
        "enforce key 1, enforce key 12, true",
        "enforce key 12, enforce active 2 key 12, true",
        "enforce key 1, enforce active 2 key 2, false",
    })
    void stagesOfAuthHmacNeedNoHurryAndSkippingOneDoes(String from, String to, boolean easy) {
        List<String> cautions = ConfigurationDiff.between(signed(from), signed(to)).cautions();
        assertEquals(easy, cautions.isEmpty(), cautions::toString);
    }

    /// `enforce active 2 key 12`: mode, number of the active key (1), numbers of the keys.
    private static Configuration signed(String words) {
        String keys = words.substring(words.lastIndexOf(' ') + 1);
        String list = keys.chars()
                .mapToObj(number -> (char) number + " " + Character.toString(number).repeat(32))
                .collect(Collectors.joining(", "));
        String hmac = words.equals("none") ? "" : "auth_hmac: {mode: " + words.substring(0, words.indexOf(' '))
                + ", active_key: " + (words.contains("active 2") ? 2 : 1) + ", key: [" + list + "]}";
        return Configurations.of(Configurations.BASE.replaceFirst("authentication.*", hmac));
    }

    @Test
    void versionThreeTakesAnyInterval() {
        String three = Configurations.BASE.replace("priority: 100", "priority: 100\n    version: 3")
                .replaceFirst(" *authentication.*\n", "");
        assertEquals(List.of(), ConfigurationDiff.between(Configurations.of(three),
                Configurations.of(three.replace("version: 3", "version: 3\n    advert_int: 3"))).cautions());
    }

    @Test
    void passwordDoesNotShow() {
        assertFalse(diff(Configurations.BASE.replace("1111", "2222")).toString().contains("2222"));
    }

    @Test
    void whatComesAndGoesIsNamed() {
        String text = Configurations.BASE
                .replace("virtual_router_id: 51", "virtual_router_id: 52")
                .replace("[192.0.2.113]", "[192.0.2.114]")
                .replace("198.51.100.89", "198.51.100.90");
        assertEquals(
                List.of(
                        "vrrp_instance VI_1: added: virtual_router_id 52 on eth0",
                        "vrrp_instance VI_1: removed: virtual_router_id 51 on eth0",
                        "real_server 198.51.100.90:80 of TCP 192.0.2.113:80: added with weight 100",
                        "real_server 198.51.100.89:80 of TCP 192.0.2.113:80: removed"),
                lines(diff(text)));
    }

    @Test
    void virtualAddressesAreComparedOneByOne() {
        List<ConfigurationChange> changes =
                diff(Configurations.BASE.replace("[192.0.2.113]", "[192.0.2.114/24, 192.0.2.113 dev eth1]")).changes();
        assertEquals(
                List.of(
                        "virtual_ipaddress 192.0.2.114/24 added",
                        "virtual_ipaddress 192.0.2.113/32 dev eth1 added",
                        "virtual_ipaddress 192.0.2.113/32 removed"),
                changes.stream().map(ConfigurationChange::detail).toList());
    }

    @Test
    void removalOfAVirtualServerCountsItsRealServersToo() {
        ConfigurationDiff diff = diff(Configurations.BASE.replace("address: 192.0.2.113", "address: 192.0.2.120"));
        assertEquals(3, diff.removed());
        assertTrue(diff.removesMostOfTheTable());
        assertFalse(diff(Configurations.BASE.replace("198.51.100.89", "198.51.100.90")).removesMostOfTheTable());
    }

    private static ConfigurationDiff diff(String after) {
        return ConfigurationDiff.between(Configurations.of(Configurations.BASE), Configurations.of(after));
    }

    private static List<String> lines(ConfigurationDiff diff) {
        return diff.changes().stream().map(ConfigurationChange::toString).distinct().toList();
    }
}
