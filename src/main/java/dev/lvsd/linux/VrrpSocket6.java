package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET6;
import static dev.lvsd.linux.LinuxAbi.IPPROTO_IPV6;
import static dev.lvsd.linux.LinuxAbi.IPV6_ADD_MEMBERSHIP;
import static dev.lvsd.linux.LinuxAbi.IPV6_HDRINCL;
import static dev.lvsd.linux.LinuxAbi.IPV6_HOPLIMIT;
import static dev.lvsd.linux.LinuxAbi.IPV6_MULTICAST_ALL;
import static dev.lvsd.linux.LinuxAbi.IPV6_MULTICAST_IF;
import static dev.lvsd.linux.LinuxAbi.IPV6_MULTICAST_LOOP;
import static dev.lvsd.linux.LinuxAbi.IPV6_PKTINFO;
import static dev.lvsd.linux.LinuxAbi.IPV6_RECVHOPLIMIT;
import static dev.lvsd.linux.LinuxAbi.IPV6_RECVPKTINFO;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_CMSGHDR_CMSG_LEVEL;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_CMSGHDR_CMSG_TYPE;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IOVEC_IOV_LEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IPV6_MREQ_IPV6MR_IFINDEX;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_CONTROL;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_CONTROLLEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOV;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_IOVLEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_NAME;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_MSGHDR_MSG_NAMELEN;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_IN6_SIN6_ADDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_CMSGHDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IN6_PKTINFO;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IOVEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IPV6_MREQ;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_MSGHDR;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN6;

import java.nio.ByteBuffer;

/// A raw IPv6 socket of protocol 112 (raw(7), ipv6(7)): packets go out with their IPv6 header. They come in without
/// it; what the kernel tells beside them makes it again, with traffic class and flow label 0. Of one thread; sending
/// and receiving never wait and allocate nothing.
public final class VrrpSocket6 extends AdvertSocket {
    private static final int PROTOCOL_VRRP = 112;
    private static final int HEADER_BYTES = 40;
    private static final int PAYLOAD_LENGTH = 4;
    private static final int NEXT_HEADER = 6;
    private static final int HOP_LIMIT = 7;
    private static final int SOURCE = 8;
    private static final int DESTINATION = 24;
    private static final int ADDRESS_BYTES = 16;
    /// More than the longest advert: 8, 255 addresses of 16, 28 of signature.
    private static final int MESSAGE_BYTES = 4352;
    /// Both control messages with their headers; each begins at a multiple of 8.
    private static final int CONTROL_BYTES = 128;

    private final NativeBuffer incoming = new NativeBuffer(MESSAGE_BYTES);
    private final NativeBuffer sender = new NativeBuffer(SIZEOF_SOCKADDR_IN6);
    private final NativeBuffer control = new NativeBuffer(CONTROL_BYTES);
    private final NativeBuffer vector = new NativeBuffer(SIZEOF_IOVEC);
    private final NativeBuffer message = new NativeBuffer(SIZEOF_MSGHDR);

    private VrrpSocket6(RawSocket socket) {
        super(socket);
        vector.bytes().putLong(0, incoming.address()).putLong(OFFSETOF_IOVEC_IOV_LEN, MESSAGE_BYTES);
        message.bytes()
                .putLong(OFFSETOF_MSGHDR_MSG_NAME, sender.address())
                .putLong(OFFSETOF_MSGHDR_MSG_IOV, vector.address())
                .putLong(OFFSETOF_MSGHDR_MSG_IOVLEN, 1)
                .putLong(OFFSETOF_MSGHDR_MSG_CONTROL, control.address());
    }

    /// Opens a socket for a group on one interface. It hears that interface only.
    ///
    /// @param group IPv6 address of the group, sixteen bytes
    /// @param interfaceIndex the kernel's number of the interface
    /// @param interfaceName its name
    public static VrrpSocket6 multicast(byte[] group, int interfaceIndex, String interfaceName)
            throws LinuxException {
        VrrpSocket6 opened = unicast(interfaceName);
        RawSocket socket = opened.socket;
        NativeBuffer membership = new NativeBuffer(SIZEOF_IPV6_MREQ);
        membership.bytes().put(0, group).putInt(OFFSETOF_IPV6_MREQ_IPV6MR_IFINDEX, interfaceIndex);
        try {
            socket.set(IPPROTO_IPV6, IPV6_MULTICAST_IF, interfaceIndex, "IPV6_MULTICAST_IF");
            socket.set(IPPROTO_IPV6, IPV6_ADD_MEMBERSHIP, membership, "IPV6_ADD_MEMBERSHIP");
            socket.set(IPPROTO_IPV6, IPV6_MULTICAST_LOOP, 0, "IPV6_MULTICAST_LOOP");
            return opened;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    /// Opens a socket for unicast on all interfaces. It hears no multicast.
    public static VrrpSocket6 unicast() throws LinuxException {
        return open("all interfaces");
    }

    /// Opens a socket for unicast on one interface, as link-local addresses need it. It hears no multicast.
    public static VrrpSocket6 unicast(String interfaceName) throws LinuxException {
        VrrpSocket6 opened = open(interfaceName);
        try {
            opened.socket.bindToDevice(interfaceName);
            return opened;
        } catch (LinuxException e) {
            opened.close();
            throw e;
        }
    }

    private static VrrpSocket6 open(String name) throws LinuxException {
        RawSocket socket = RawSocket.open(AF_INET6, PROTOCOL_VRRP, name);
        try {
            socket.set(IPPROTO_IPV6, IPV6_HDRINCL, 1, "IPV6_HDRINCL");
            socket.set(IPPROTO_IPV6, IPV6_MULTICAST_ALL, 0, "IPV6_MULTICAST_ALL");
            socket.set(IPPROTO_IPV6, IPV6_RECVPKTINFO, 1, "IPV6_RECVPKTINFO");
            socket.set(IPPROTO_IPV6, IPV6_RECVHOPLIMIT, 1, "IPV6_RECVHOPLIMIT");
            return new VrrpSocket6(socket);
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public int receive(byte[] packet) {
        message.bytes().putInt(OFFSETOF_MSGHDR_MSG_NAMELEN, SIZEOF_SOCKADDR_IN6);
        message.bytes().putLong(OFFSETOF_MSGHDR_MSG_CONTROLLEN, CONTROL_BYTES);
        int received = (int) LibC.recvmsg(socket.number(), message.address(), MSG_DONTWAIT);
        if (received < 0 || packet.length < HEADER_BYTES) {
            return NOTHING;
        }
        int length = Math.min(received, packet.length - HEADER_BYTES);
        header(packet, length);
        incoming.bytes().get(0, packet, HEADER_BYTES, length);
        return HEADER_BYTES + length;
    }

    /// Makes the header of what came in. Without control data, for which the kernel has no reason, destination and
    /// hop limit are 0, and no reader takes the packet.
    private void header(byte[] packet, int length) {
        packet[0] = 0x60;
        packet[1] = 0;
        packet[2] = 0;
        packet[3] = 0;
        packet[PAYLOAD_LENGTH] = (byte) (length >>> 8);
        packet[PAYLOAD_LENGTH + 1] = (byte) length;
        packet[NEXT_HEADER] = PROTOCOL_VRRP;
        packet[HOP_LIMIT] = 0;
        sender.bytes().get(OFFSETOF_SOCKADDR_IN6_SIN6_ADDR, packet, SOURCE, ADDRESS_BYTES);
        for (int i = 0; i < ADDRESS_BYTES; i++) {
            packet[DESTINATION + i] = 0;
        }
        ByteBuffer data = control.bytes();
        int end = (int) message.bytes().getLong(OFFSETOF_MSGHDR_MSG_CONTROLLEN);
        for (int at = 0; at + SIZEOF_CMSGHDR <= end; at = next(at)) {
            control(packet, data, at, end);
        }
    }

    private static void control(byte[] packet, ByteBuffer data, int at, int end) {
        int content = at + SIZEOF_CMSGHDR;
        if (data.getInt(at + OFFSETOF_CMSGHDR_CMSG_LEVEL) != IPPROTO_IPV6) {
            return;
        }
        int type = data.getInt(at + OFFSETOF_CMSGHDR_CMSG_TYPE);
        if (type == IPV6_PKTINFO && content + SIZEOF_IN6_PKTINFO <= end) {
            data.get(content, packet, DESTINATION, ADDRESS_BYTES);
        } else if (type == IPV6_HOPLIMIT && content + Integer.BYTES <= end) {
            packet[HOP_LIMIT] = (byte) data.getInt(content);
        }
    }

    /// Where the control message after one begins (`CMSG_NXTHDR`).
    private int next(int at) {
        long length = Math.max(SIZEOF_CMSGHDR, control.bytes().getLong(at));
        return (int) Math.min(CONTROL_BYTES, at + (length + 7) / 8 * 8);
    }
}
