package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Family;
import dev.lvsd.net.MacAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualMacTest {
    private static final MacAddress MAC = mac("00:00:5e:00:01:33");
    private static final MacAddress MAC6 = mac("00:00:5e:00:02:33");

    private static MacAddress mac(String text) {
        return Objects.requireNonNull(MacAddress.parse(text));
    }

    private static VrrpInstance router(String name, String device, String addresses, String lines) {
        return Texts.clean(Texts.conf(block(name, device, addresses, lines))).vrrpInstances().getFirst();
    }

    private static String block(String name, String device, String addresses, String lines) {
        return "vrrp_instance " + name + " {\n interface " + device + "\n virtual_router_id 51\n virtual_ipaddress {\n"
                + addresses + "\n}\n" + lines + "\n}\n";
    }

    private static List<String> devices(VrrpInstance instance) {
        return instance.virtualAddresses().stream().map(address -> String.valueOf(address.device())).toList();
    }

    @Test
    void withoutItAllIsOnTheInterface() {
        VrrpInstance plain = Texts.instance("");
        assertEquals(VirtualMac.NONE, plain.virtualMac());
        assertNull(plain.virtualAddresses().getFirst().device());
    }

    @Test
    void addressesAndAdvertsMoveToAnInterfaceNamedByTheVrid() {
        VrrpInstance instance = Texts.instance("use_vmac");
        assertEquals(
                new VirtualMac(MAC, List.of(new VirtualInterface("vrrp.51", "eth0", Family.IPV4, MAC))),
                instance.virtualMac());
        assertEquals(List.of("vrrp.51"), devices(instance));
        VrrpInstance ipv6 = router("VI", "eth0", "fe80::1", "use_vmac");
        assertEquals(MAC6, ipv6.virtualMac().sender());
    }

    @ParameterizedTest
    @CsvSource({
        "use_vmac lv0, lv0, 00:00:5e:00:01:33",
        "use_vmac 02:00:00:00:00:07, vrrp.51, 02:00:00:00:00:07",
        "use_vmac lv0 02:00:00:00:07, lv0, 02:00:00:00:07:33",
        "use_vmac lv0 netlink_notify_msg, lv0, 00:00:5e:00:01:33",
    })
    void nameAndAddressMayBeGiven(String line, String name, String address) {
        assertEquals(List.of(new VirtualInterface(name, "eth0", Family.IPV4, mac(address))),
                Texts.instance(line).virtualMac().interfaces());
    }

    @Test
    void advertsStayOnTheInterfaceWhereItIsSaid() {
        VirtualMac said = Texts.instance("use_vmac\n vmac_xmit_base").virtualMac();
        assertNull(said.sender());
        assertEquals("vrrp.51", said.interfaces().getFirst().name());
    }

    @Test
    void advertsToUnicastPeersStayOnTheInterface() {
        Loaded loaded = Texts.conf(block("VI", "eth0", "192.0.2.1", "use_vmac\n unicast_peer {\n 192.0.2.9\n }"));
        VrrpInstance instance = Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst();
        assertNull(instance.virtualMac().sender());
        assertTrue(loaded.problems().render().contains("say vmac_xmit_base"), loaded.problems()::render);
        assertNull(Texts.instance("use_vmac\n vmac_xmit_base\n unicast_peer {\n 192.0.2.9\n }")
                .virtualMac().sender());
    }

    @Test
    void strictModeHasNoAdvertsFromTheInterface() {
        Loaded loaded = Texts.conf(
                block("VI", "eth0", "192.0.2.1", "strict_mode\n version 3\n use_vmac\n vmac_xmit_base"));
        VrrpInstance instance = Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst();
        assertNotNull(instance.virtualMac().sender());
        assertTrue(loaded.problems().render().contains("strict mode has no vmac_xmit_base"),
                loaded.problems()::render);
    }

    @Test
    void addressesOnOtherInterfacesHaveOneThereWhereItIsSaid() {
        String addresses = "192.0.2.1\n192.0.3.1 dev eth1\n192.0.4.1 dev eth2 use_vmac\n192.0.4.2 dev eth2 use_vmac";
        VrrpInstance marked = router("VI", "eth0", addresses, "");
        assertEquals(List.of("null", "eth1", "vrrp.51", "vrrp.51"), devices(marked));
        assertEquals(
                new VirtualMac(null, List.of(new VirtualInterface("vrrp.51", "eth2", Family.IPV4, MAC))),
                marked.virtualMac());
        VrrpInstance all = router("VI", "eth0", addresses, "use_vmac\n use_vmac_addr");
        assertEquals(List.of("vrrp.51", "vrrp1.51", "vrrp2.51", "vrrp2.51"), devices(all));
    }

    @Test
    void addressesOfTheOtherFamilyHaveOneOfTheirOwnWhereItIsSaid() {
        String excluded = "use_vmac\n virtual_ipaddress_excluded {\n 2001:db8::1\n }";
        assertEquals("vrrp.51", Texts.instance(excluded).excludedAddresses().getFirst().device());
        VrrpInstance own = Texts.instance("use_vmac_addr\n" + excluded);
        assertEquals("vrrp6.51", own.excludedAddresses().getFirst().device());
        assertEquals(
                List.of(new VirtualInterface("vrrp.51", "eth0", Family.IPV4, MAC),
                        new VirtualInterface("vrrp6.51", "eth0", Family.IPV6, MAC6)),
                own.virtualMac().interfaces());
    }

    @Test
    void noNameIsGivenTwice() {
        String text = block("A", "eth0", "192.0.2.1", "use_vmac") + block("B", "eth1", "192.0.3.1", "use_vmac")
                + block("C", "eth0", "fe80::1", "use_vmac") + block("D", "eth2", "192.0.4.1", "use_vmac vrrp1.51");
        List<String> names = Texts.clean(Texts.conf(text)).vrrpInstances().stream()
                .map(instance -> instance.virtualMac().interfaces().getFirst().name())
                .toList();
        assertEquals(List.of("vrrp.51", "vrrp2.51", "vrrp6.51", "vrrp1.51"), names);
    }

    @Test
    void prefixesOfTheNamesMayBeGiven() {
        String text = "global_defs {\n vmac_prefix lv\n vmac_addr_prefix la\n}\n"
                + block("A", "eth0", "192.0.2.1\n192.0.3.1 dev eth1", "use_vmac\n use_vmac_addr");
        assertEquals(List.of("lv.51", "la.51"), devices(Texts.clean(Texts.conf(text)).vrrpInstances().getFirst()));
    }

    @ParameterizedTest
    @CsvSource({
        "use_vmac 01:00:5e:00:00:12, no MAC address of an interface",
        "use_vmac 1:2:3, no MAC address of an interface",
        "use_vmac sixteen-bytes-16, the name of an interface",
        "use_vmac a b, the name of an interface",
        "vmac_xmit_base, vmac_xmit_base without use_vmac",
    })
    void whatMakesNoSenseIsToldAndLeftOut(String line, String message) {
        Loaded loaded = Texts.conf(block("VI", "eth0", "192.0.2.1", line));
        assertNotNull(loaded.configuration());
        assertTrue(loaded.problems().render().contains(message), loaded.problems()::render);
    }
}
