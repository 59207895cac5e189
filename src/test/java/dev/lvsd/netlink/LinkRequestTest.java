package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class LinkRequestTest {
    private static final MacAddress MAC = new MacAddress(0x0000_5e00_0133L);
    /// What Linux 6.18 says of `vrrp.51` after `ip link add link below name vrrp.51 address 00:00:5e:00:01:33 type
    /// macvlan mode bridge`, of its attributes those that are read.
    private static final String MACVLAN = """
            84000000100000000100000000000000000001000400000002100000000000000c000300767272702e35310008000400\
            dc0500000a00010000005e00013300003c0012000c0001006d6163766c616e002c000200080001000400000006000200\
            00000000080006000000000008000700e803000008000800e80300000800050003000000""";

    private static Link link(byte[] bytes) throws NetlinkFormatException {
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        if (!message.next()) {
            throw new NetlinkFormatException("no message", 0);
        }
        return RouteCodec.link(message);
    }

    private static byte[] written(LinkRequest request) {
        MessageWriter writer = new MessageWriter().open(request.type(), request.flags(), 1);
        request.write(writer);
        return writer.close().toByteArray();
    }

    @Test
    void macvlanOfTheKernelIsReadWithWhatItStandsOn() throws NetlinkFormatException {
        assertEquals(
                new Link(4, "vrrp.51", 1, MAC, 0x1002, 1500,
                        new Link.Base(3, Link.MACVLAN, LinkAbi.MACVLAN_MODE_BRIDGE)),
                link(HexFormat.of().parseHex(MACVLAN)));
    }

    @Test
    void damagedMacvlanEndsInATypedError() {
        byte[] good = HexFormat.of().parseHex(MACVLAN);
        assertTrue(HostileBytes.survive(good, 50_000, LinkRequestTest::link) > 1000);
    }

    @Test
    void interfaceThatIsNoneOnAnotherHasNoBase() throws NetlinkFormatException {
        byte[] veth = HexFormat.of().parseHex(MACVLAN);
        veth[veth.length - 4] = 0;
        assertNull(link(veth).base());
    }

    @Test
    void macvlanToBeMadeSaysWhatTheKernelWillSayOfIt() throws NetlinkFormatException {
        LinkRequest add = new LinkRequest.AddMacvlan("vrrp.51", 3, MAC, LinkAbi.MACVLAN_MODE_BRIDGE);
        assertEquals(
                new Link(0, "vrrp.51", 0, MAC, 0, 0, new Link.Base(3, Link.MACVLAN, LinkAbi.MACVLAN_MODE_BRIDGE)),
                link(written(add)));
        assertEquals(NetlinkAbi.NLM_F_CREATE | NetlinkAbi.NLM_F_EXCL, add.flags());
        assertEquals("make macvlan interface vrrp.51", add.command());
    }

    /// `struct ifinfomsg`: family, padding, type, then number, flags and which of them change, little-endian.
    @Test
    void stateChangesTouchOneFlag() {
        assertEquals("20000000100000000100000000000000" + "00000000070000000100000001000000",
                HexFormat.of().formatHex(written(new LinkRequest.Up(7, "vrrp.51"))));
        assertEquals("20000000100000000100000000000000" + "00000000070000000000000001000000",
                HexFormat.of().formatHex(written(new LinkRequest.Down(7, "vrrp.51"))));
        assertEquals("20000000110000000100000000000000" + "00000000070000000000000000000000",
                HexFormat.of().formatHex(written(new LinkRequest.Delete(7, "vrrp.51"))));
    }
}
