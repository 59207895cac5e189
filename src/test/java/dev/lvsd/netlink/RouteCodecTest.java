package dev.lvsd.netlink;

import static dev.lvsd.netlink.RouteAbi.IFA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFA_CACHEINFO;
import static dev.lvsd.netlink.RouteAbi.IFA_FLAGS;
import static dev.lvsd.netlink.RouteAbi.IFA_LABEL;
import static dev.lvsd.netlink.RouteAbi.IFA_LOCAL;
import static dev.lvsd.netlink.RouteAbi.IFLA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFLA_IFNAME;
import static dev.lvsd.netlink.RouteAbi.IFLA_MTU;
import static dev.lvsd.netlink.RouteAbi.RTM_DELADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_DELLINK;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWLINK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.Errno;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteCodecTest {
    private static final Prefix VIP = new Prefix(IpAddress.of("10.9.0.100"), 24);

    private static byte[] link(int type) {
        return new MessageWriter()
                .open(type, 0, 0)
                .u8(0).u8(0).u16(1).u32(3).u32(0x11043).u32(0)
                .string(IFLA_IFNAME, "eth0")
                .u32(IFLA_MTU, 1500)
                .bytes(IFLA_ADDRESS, new byte[] {2, 0, 0, 0, 0, 1})
                .close()
                .toByteArray();
    }

    private static byte[] address(int type) {
        MessageWriter writer = new MessageWriter().open(type, 0, 0).u8(2).u8(24).u8(0x80).u8(0).u32(3);
        writer.bytes(IFA_ADDRESS, VIP.address().bytes()).bytes(IFA_LOCAL, VIP.address().bytes());
        writer.string(IFA_LABEL, "eth0:1").u32(IFA_FLAGS, 0x201);
        MessageWriter lifetimes = new MessageWriter().open(0, 0, 0).u32(9).u32(12).u32(0).u32(0);
        writer.bytes(IFA_CACHEINFO, Arrays.copyOfRange(lifetimes.buffer(), 16, 32));
        return writer.close().toByteArray();
    }

    private static @Nullable RouteEvent event(byte[] bytes) throws NetlinkFormatException {
        MessageCursor message = new MessageCursor(bytes, bytes.length);
        return message.next() ? RouteCodec.event(message) : null;
    }

    @Test
    void linkIsReadWithItsState() throws NetlinkFormatException {
        Link eth0 = new Link(3, "eth0", 1, new MacAddress(0x0200_0000_0001L), 0x11043, 1500);

        assertEquals(new RouteEvent.LinkChanged(eth0), event(link(RTM_NEWLINK)));
        assertEquals(new RouteEvent.LinkRemoved(eth0), event(link(RTM_DELLINK)));
        assertTrue(eth0.isUsable() && eth0.isLowerUp());
        assertFalse(new Link(3, "eth0", 1, null, 0x1003, 1500).isUsable(), "up without carrier");
    }

    @Test
    void addressIsReadWithItsLifetimeAndAllItsFlags() throws NetlinkFormatException {
        InterfaceAddress vip = new InterfaceAddress(3, VIP, 0, 0x201, "eth0:1", 12);

        assertEquals(new RouteEvent.AddressAdded(vip), event(address(RTM_NEWADDR)));
        assertEquals(new RouteEvent.AddressRemoved(vip), event(address(RTM_DELADDR)));
        assertTrue(vip.isSecondary());
    }

    @Test
    void ipv6AddressHasNoLocalAttribute() throws NetlinkFormatException {
        Prefix prefix = new Prefix(IpAddress.of("2001:db8::1"), 64);
        byte[] bytes = new MessageWriter()
                .open(RTM_NEWADDR, 0, 0)
                .u8(10).u8(64).u8(0x80).u8(253).u32(2)
                .bytes(IFA_ADDRESS, prefix.address().bytes())
                .close()
                .toByteArray();

        assertEquals(new RouteEvent.AddressAdded(
                new InterfaceAddress(2, prefix, 253, 0x80, "", AddressSpec.FOREVER)), event(bytes));
    }

    @Test
    void addressOfAnotherFamilyAndOtherNewsAreOfNoInterest() throws NetlinkFormatException {
        byte[] mpls = new MessageWriter().open(RTM_NEWADDR, 0, 0).u8(28).u8(20).u16(0).u32(2).close().toByteArray();
        byte[] route = new MessageWriter().open(24, 0, 0).u64(0).close().toByteArray();

        assertNull(event(mpls));
        assertNull(event(route));
    }

    @Test
    void nonsenseIsTyped() {
        byte[] prefix33 = address(RTM_NEWADDR);
        prefix33[17] = 33;
        byte[] nameless = new MessageWriter().open(RTM_NEWLINK, 0, 0).u64(0).u64(0).close().toByteArray();
        byte[] wrongFamily = address(RTM_NEWADDR);
        wrongFamily[16] = 10;

        assertThrows(NetlinkFormatException.class, () -> event(prefix33));
        NetlinkFormatException missing = assertThrows(NetlinkFormatException.class, () -> event(nameless));
        assertEquals("attribute IFLA_IFNAME (3) missing at offset 32 of the datagram", missing.getMessage());
        assertThrows(NetlinkFormatException.class, () -> event(wrongFamily), "4 bytes are no IPv6 address");
    }

    @Test
    void cutAndDamagedMessagesEndInATypedError() {
        for (byte[] good : List.of(link(RTM_NEWLINK), address(RTM_DELADDR))) {
            for (int length = 1; length < good.length; length++) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThrows(NetlinkFormatException.class, () -> event(cut));
            }
            assertTrue(HostileBytes.survive(good, 50_000, RouteCodecTest::event) > 1000);
        }
    }

    @Test
    void addedAddressCarriesLabelScopeAndLifetime() throws NetlinkFormatException {
        AddressRequest.Add add = new AddressRequest.Add(
                new AddressSpec(VIP, 3, "eth0", "eth0:1", RouteAbi.RT_SCOPE_LINK, RouteAbi.IFA_F_NODAD, 5));
        MessageWriter writer = new MessageWriter().open(add.type(), add.flags(), 1);
        add.write(writer);
        writer.close();

        assertEquals(new RouteEvent.AddressAdded(
                new InterfaceAddress(3, VIP, RouteAbi.RT_SCOPE_LINK, RouteAbi.IFA_F_NODAD, "eth0:1", 5)),
                event(writer.toByteArray()));
        assertEquals("add address 10.9.0.100/24 to eth0", add.command());
    }

    @Test
    void addressForEverHasNoLifetimeOnTheWire() {
        AddressRequest.Add add = new AddressRequest.Add(AddressSpec.of(VIP, 3, "eth0"));
        MessageWriter writer = new MessageWriter().open(add.type(), add.flags(), 1);
        add.write(writer);

        assertEquals(16 + 8 + 8 + 8, writer.length(), "family header, IFA_LOCAL, IFA_ADDRESS");
        assertThrows(IllegalArgumentException.class, () -> new AddressSpec(VIP, 3, "eth0", "", 0, 0, 0));
    }

    @Test
    void addressWithPeerAndBroadcastIsReadAsItIsWritten() throws NetlinkFormatException {
        IpAddress peer = IpAddress.of("10.9.0.9");
        IpAddress broadcast = IpAddress.of("10.9.0.255");
        AddressRequest.Add add = new AddressRequest.Add(new AddressSpec(
                VIP, 3, "eth0", "", 0, RouteAbi.IFA_F_NOPREFIXROUTE, 100, 50, broadcast, peer));
        MessageWriter writer = new MessageWriter().open(add.type(), add.flags(), 1);
        add.write(writer);
        writer.close();

        assertEquals(new RouteEvent.AddressAdded(new InterfaceAddress(
                3, VIP, 0, RouteAbi.IFA_F_NOPREFIXROUTE, "", 100, broadcast, peer)), event(writer.toByteArray()));

        AddressRequest.Delete delete = new AddressRequest.Delete(VIP, 3, "eth0", peer);
        MessageWriter removal = new MessageWriter().open(delete.type(), delete.flags(), 1);
        delete.write(removal);
        removal.close();
        assertEquals(new RouteEvent.AddressRemoved(new InterfaceAddress(
                3, VIP, 0, 0, "", AddressSpec.FOREVER, null, peer)), event(removal.toByteArray()));
    }

    @Test
    void deletionOfWhatWentWithItsPrimaryOrItsInterfaceIsNoError() throws IOException {
        AddressRequest.Delete delete = new AddressRequest.Delete(VIP, 3, "eth0");
        for (Errno gone : List.of(Errno.EADDRNOTAVAIL, Errno.ENODEV)) {
            RouteNetlink route = new RouteNetlink(new NetlinkConnection(
                    new ScriptedKernel((request, kernel) -> kernel.error(request.sequence(), gone.number()))));
            assertEquals(RouteNetlink.Removal.GONE_ALREADY, route.delete(delete));
        }
        RouteNetlink there = new RouteNetlink(new NetlinkConnection(
                new ScriptedKernel(ScriptedKernel::acknowledge)));
        assertEquals(RouteNetlink.Removal.REMOVED, there.delete(delete));
        RouteNetlink refusing = new RouteNetlink(new NetlinkConnection(
                new ScriptedKernel((request, kernel) -> kernel.error(request.sequence(), Errno.EPERM.number()))));
        assertThrows(NetlinkException.class, () -> refusing.delete(delete));
    }
}
