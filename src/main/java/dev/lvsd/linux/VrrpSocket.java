package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.IPPROTO_IP;
import static dev.lvsd.linux.LinuxAbi.IP_ADD_MEMBERSHIP;
import static dev.lvsd.linux.LinuxAbi.IP_HDRINCL;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_ALL;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_IF;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_LOOP;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IP_MREQN_IMR_IFINDEX;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IP_MREQN;

/// A raw IPv4 socket (raw(7)) of VRRP, protocol 112, or of authentication headers, protocol 51: packets come and go
/// with their IPv4 header. Of one thread; sending and receiving never wait and allocate nothing.
public final class VrrpSocket extends AdvertSocket {
    /// IP protocol of VRRP (RFC 9568, 5.1.1.4).
    public static final int VRRP = 112;
    /// IP protocol of authentication headers (RFC 2402, 2).
    public static final int AUTHENTICATION_HEADER = 51;

    /// More than the longest advert: 60 and 24 of headers, 8, 255 addresses, 8, 28 of signature.
    private static final int PACKET_BYTES = 2048;

    private final PacketBatch incoming = new PacketBatch(PACKET_BYTES);

    private VrrpSocket(RawSocket socket) {
        super(socket);
    }

    /// Opens a socket for a group on one interface. It hears that interface only.
    ///
    /// @param protocol [#VRRP] or [#AUTHENTICATION_HEADER]
    /// @param group IPv4 address of the group, four bytes in network byte order
    /// @param interfaceIndex the kernel's number of the interface
    /// @param interfaceName its name
    public static VrrpSocket multicast(int protocol, byte[] group, int interfaceIndex, String interfaceName)
            throws LinuxException {
        VrrpSocket opened = open(protocol, interfaceName);
        RawSocket socket = opened.socket;
        NativeBuffer membership = new NativeBuffer(SIZEOF_IP_MREQN);
        membership.bytes().putInt(OFFSETOF_IP_MREQN_IMR_IFINDEX, interfaceIndex);
        try {
            socket.bindToDevice(interfaceName);
            socket.set(IPPROTO_IP, IP_MULTICAST_IF, membership, "IP_MULTICAST_IF");
            membership.bytes().put(0, group);
            socket.set(IPPROTO_IP, IP_ADD_MEMBERSHIP, membership, "IP_ADD_MEMBERSHIP");
            socket.set(IPPROTO_IP, IP_MULTICAST_LOOP, 0, "IP_MULTICAST_LOOP");
            return opened;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    /// Opens a socket for unicast on all interfaces. It hears no multicast.
    ///
    /// @param protocol [#VRRP] or [#AUTHENTICATION_HEADER]
    public static VrrpSocket unicast(int protocol) throws LinuxException {
        return open(protocol, "all interfaces");
    }

    private static VrrpSocket open(int protocol, String name) throws LinuxException {
        RawSocket socket = RawSocket.open(AF_INET, protocol, name);
        try {
            socket.set(IPPROTO_IP, IP_HDRINCL, 1, "IP_HDRINCL");
            socket.set(IPPROTO_IP, IP_MULTICAST_ALL, 0, "IP_MULTICAST_ALL");
            return new VrrpSocket(socket);
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public int receive(byte[] packet) {
        return incoming.next(socket.number(), packet);
    }
}
