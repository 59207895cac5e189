package dev.lvsd.config;

import static dev.lvsd.config.Texts.clean;
import static dev.lvsd.config.Texts.conf;
import static dev.lvsd.config.Texts.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ServerGroupsTest {
    private static final String SERVER =
            "virtual_server group web {\n protocol TCP\n lb_kind DR\n real_server 198.51.100.1 80 {\n }\n}\n";

    @Test
    void eachAddressOfARangeAndANetworkIsAServiceAndBothEndsAreIn() {
        assertEquals(
                List.of("TCP 192.0.2.1:80", "TCP 192.0.2.3:443", "TCP 192.0.2.4:443", "TCP 192.0.2.254:80",
                        "TCP 192.0.2.255:80", "TCP 192.0.3.0:80", "TCP 192.0.2.8:8443", "TCP 192.0.2.9:8443",
                        "FWM 7"),
                services("192.0.2.1 80\n 192.0.2.3-4 443\n 192.0.2.254-192.0.3.0 80\n 192.0.2.8/31 8443\n fwmark 7"));
    }

    @Test
    void rangesOfIpv6AreHexadecimal() {
        String tunnelled = group("2001:db8::e-10 80\n 2001:db8::1:ffff-2001:db8::2:0 80")
                + SERVER.replace("DR", "TUN");
        assertEquals(
                List.of("TCP [2001:db8::e]:80", "TCP [2001:db8::f]:80", "TCP [2001:db8::10]:80",
                        "TCP [2001:db8::1:ffff]:80", "TCP [2001:db8::2:0]:80"),
                texts(clean(conf(tunnelled)).virtualServers().getFirst()));
    }

    @Test
    void realServersHaveThePortOfEachServiceUnlessTheyAreTranslatedToTheirOwn() {
        VirtualServer server = clean(conf(group("192.0.2.1 80\n 192.0.2.1 443\n fwmark 7")
                + "virtual_server group web {\n protocol TCP\n lb_kind DR\n"
                + " real_server 198.51.100.1 80 {\n }\n"
                + " real_server 198.51.100.2 8080 {\n lvs_method NAT\n }\n"
                + " real_server 198.51.100.3 {\n lvs_method NAT\n }\n}\n")).virtualServers().getFirst();
        assertEquals(
                List.of("198.51.100.1:80 198.51.100.2:8080 198.51.100.3:80",
                        "198.51.100.1:443 198.51.100.2:8080 198.51.100.3:443",
                        "198.51.100.1:0 198.51.100.2:8080 198.51.100.3:0"),
                server.keys().stream().map(key -> String.join(" ", server.realServers().stream()
                        .map(realServer -> realServer.endpoint(key).toString()).toList())).toList());
    }

    @Test
    void checksGoToThePortThatIsSaidOrThatAllServicesHave() {
        VirtualServer server = clean(conf(group("192.0.2.1 80\n 192.0.2.2 80")
                + "virtual_server group web {\n protocol TCP\n lb_kind DR\n"
                + " real_server 198.51.100.1 {\n TCP_CHECK {\n }\n }\n"
                + " real_server 198.51.100.2 8080 {\n TCP_CHECK {\n }\n }\n}\n")).virtualServers().getFirst();
        assertEquals(List.of("198.51.100.1:80", "198.51.100.2:8080"), server.realServers().stream()
                .map(realServer -> realServer.checks().getFirst().target().toString()).toList());
    }

    @Test
    void granularityIsOfTheFamilyThatItFits() {
        VirtualServer server = clean(conf(group("2001:db8::1 80\n 192.0.2.1 80") + SERVER.replace("DR", "TUN\n"
                + " persistence_timeout 60\n persistence_granularity 255.255.255.0"))).virtualServers().getFirst();
        assertEquals(List.of(128, 0xffffff00), server.services().stream()
                .map(service -> service.options().netmask()).toList());
    }

    @Test
    void onePacketSchedulingInAGroupIsForMarksAndUdp() {
        Loaded loaded = conf(group("192.0.2.1 80\n fwmark 7") + SERVER.replace("lb_kind DR", "ops"));
        assertEquals(List.of(0, IpvsAbi.IP_VS_SVC_F_ONEPACKET),
                Objects.requireNonNull(loaded.configuration()).virtualServers().getFirst().services().stream()
                        .map(service -> service.options().flags()).toList());
    }

    @Test
    void groupServesOneVirtualServerOfEachProtocol() {
        Configuration both = clean(conf(group("192.0.2.1 80") + SERVER + SERVER.replace("TCP", "UDP")));
        assertEquals(List.of("group web (TCP)", "group web (UDP)"),
                both.virtualServers().stream().map(VirtualServer::title).toList());
    }

    @Test
    void serviceOfTwoVirtualServersIsAnErrorThatNamesBothPlaces() {
        Loaded loaded = yaml("""
                virtual_server_group:
                  web: ["192.0.2.1-5 80"]
                virtual_server:
                  - group: web
                    protocol: TCP
                    real_server: {address: 198.51.100.1, port: 80}
                  - address: 192.0.2.3
                    port: 80
                    protocol: TCP
                    real_server: {address: 198.51.100.1, port: 80}
                """);
        assertNull(loaded.configuration());
        assertTrue(loaded.problems().render().contains("test.yaml:7:5: error: virtual_server TCP 192.0.2.3:80 is in"
                + " virtual_server group web (TCP) in test.yaml:4 already"), loaded.problems()::render);
    }

    @Test
    void asManyServicesAsAllowedAreReadAndOneMoreIsAnError() {
        assertEquals(ServerGroups.MOST_SERVICES, services("10.0.0.0/16 80").size());
        Loaded loaded = conf(group("10.0.0.0/16 80\n 192.0.2.1 80") + SERVER);
        assertNull(loaded.configuration());
        assertTrue(loaded.problems().render().contains(
                "test.conf:3:2: error: 192.0.2.1 is 1 addresses: virtual servers with groups have at most 65536"
                        + " services together"), loaded.problems()::render);
    }

    @Test
    void allOfIpv6IsAnErrorAndNotTheEndOfTheMemory() {
        Loaded loaded = conf(group("::/1 80") + SERVER);
        assertNull(loaded.configuration());
        assertTrue(loaded.problems().render().contains("::/1 is far too many addresses"), loaded.problems()::render);
    }

    @Test
    void allServicesShareTheirOptions() {
        VirtualServer server = clean(conf(group("10.0.0.0/24 80") + SERVER)).virtualServers().getFirst();
        assertEquals(1, server.services().stream().map(service -> System.identityHashCode(service.options()))
                .distinct().count());
        assertNotNull(server.group());
    }

    private static String group(String lines) {
        return "virtual_server_group web {\n " + lines + "\n}\n";
    }

    private static List<String> services(String lines) {
        return texts(clean(conf(group(lines) + SERVER)).virtualServers().getFirst());
    }

    private static List<String> texts(VirtualServer server) {
        return server.keys().stream().map(VirtualServerKey::toString).toList();
    }
}
