package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VirtualInterface;
import dev.lvsd.net.Family;
import dev.lvsd.net.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnedInterfacesTest {
    private static final VirtualInterface ONE =
            new VirtualInterface("vrrp.51", "eth0", Family.IPV4, new MacAddress(0x0000_5e00_0133L));
    private static final String PATH = "net/ipv4/conf/eth0/arp_ignore";

    @Test
    void linesAreReadAsTheyWereWritten() {
        OwnedInterfaces owned = OwnedInterfaces.NONE.with(ONE).with(PATH, "0");
        assertEquals(
                List.of("interface vrrp.51 eth0 IPV4 00:00:5e:00:01:33", "setting " + PATH + " 0"), owned.lines());
        assertEquals(owned, OwnedInterfaces.parse(owned.lines()));
        assertEquals(OwnedInterfaces.NONE, OwnedInterfaces.NONE.with(ONE).without(ONE));
    }

    @Test
    void whatIsNoLineOfOursIsLeftOut() {
        assertEquals(OwnedInterfaces.NONE, OwnedInterfaces.parse(List.of(
                "", "interface vrrp.51", "interface vrrp.51 eth0 IPV5 00:00:5e:00:01:33", "setting x",
                "interface vrrp.51 eth0 IPV4 00:00:5e", "eth0")));
    }

    @Test
    void whatWasThereBeforeTheFirstChangeCounts() {
        assertEquals(OwnedInterfaces.NONE.with(PATH, "0"), OwnedInterfaces.NONE.with(PATH, "0").with(PATH, "1"));
    }

    @Test
    void baseIsInUseWhileAnInterfaceOfTheFamilyStandsOnIt() {
        OwnedInterfaces owned = OwnedInterfaces.NONE.with(ONE);
        assertTrue(owned.hasOn("eth0", Family.IPV4));
        assertFalse(owned.hasOn("eth0", Family.IPV6) || owned.hasOn("eth1", Family.IPV4));
    }
}
