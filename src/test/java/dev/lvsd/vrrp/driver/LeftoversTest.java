package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.AddressSpec;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.vrrp.OwnedAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeftoversTest {
    private static final int SECONDARY = 1;
    private static final Link ETH0 = new Link(3, "eth0", 1, null, 0x41, 1500);
    private static final Link ETH1 = new Link(4, "eth1", 1, null, 0x41, 1500);
    private static final OwnedAddress VIP = owned("10.0.0.100", 24, "eth0");

    @Test
    void onlyWhatIsThereInEveryPartIsOurs() {
        assertEquals(Set.of(VIP), Leftovers.present(Set.of(VIP), seen(there(3, "10.0.0.100", 24, 0))));
        assertEquals(Set.of(), Leftovers.present(Set.of(VIP), seen(there(3, "10.0.0.100", 32, 0))), "prefix");
        assertEquals(Set.of(), Leftovers.present(Set.of(VIP), seen(there(4, "10.0.0.100", 24, 0))), "interface");
        assertEquals(Set.of(), Leftovers.present(Set.of(VIP), seen(there(3, "10.0.0.101", 24, 0))), "address");
        OwnedAddress gone = owned("10.0.0.100", 24, "eth9");
        assertEquals(Set.of(), Leftovers.present(Set.of(gone), seen(there(3, "10.0.0.100", 24, 0))), "no such link");
    }

    @Test
    void secondariesThatWentAlongComeBack() {
        InterfaceAddress foreign = there(3, "10.0.0.150", 24, SECONDARY);
        InterfaceAddress other = there(4, "10.0.1.150", 24, SECONDARY);
        Interfaces before = seen(there(3, "10.0.0.100", 24, 0), foreign, other);
        assertEquals(List.of(), Leftovers.restorations(before, seen(foreign, other), Set.of(VIP)));
        assertEquals(
                List.of(new AddressRequest.Add(AddressSpec.of(foreign.prefix(), 3, "eth0"))),
                Leftovers.restorations(before, seen(other), Set.of(VIP)));
    }

    @Test
    void listIsReadAsItIsWrittenAndNothingElseIs() {
        OwnedAddress six = owned("2001:db8::1", 64, "br0.7");
        assertEquals("10.0.0.100/24 eth0", VIP.toString());
        assertEquals(Set.of(VIP, six), OwnedAddress.parse(List.of(VIP.toString(), "", six.toString())));
        assertEquals(Set.of(), OwnedAddress.parse(Arrays.asList(
                "10.0.0.100 eth0", "10.0.0.100/33 eth0", "10.0.0.100/24", "10.0.0/24 eth0", "x/y z", "/ eth0")));
    }

    private static OwnedAddress owned(String address, int length, String interfaceName) {
        return new OwnedAddress(new Prefix(IpAddress.of(address), length), interfaceName);
    }

    private static InterfaceAddress there(int index, String address, int length, int flags) {
        return new InterfaceAddress(
                index, new Prefix(IpAddress.of(address), length), 0, flags, "eth0", AddressSpec.FOREVER);
    }

    private static Interfaces seen(InterfaceAddress... addresses) {
        return Interfaces.of(List.of(ETH0, ETH1), List.of(addresses));
    }
}
