package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_INET;
import static dev.lvsd.linux.LinuxAbi.IPPROTO_IP;
import static dev.lvsd.linux.LinuxAbi.IP_ADD_MEMBERSHIP;
import static dev.lvsd.linux.LinuxAbi.IP_HDRINCL;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_ALL;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_IF;
import static dev.lvsd.linux.LinuxAbi.IP_MULTICAST_LOOP;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_IP_MREQN_IMR_IFINDEX;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_IP_MREQN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_IN;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_NONBLOCK;
import static dev.lvsd.linux.LinuxAbi.SOCK_RAW;
import static dev.lvsd.linux.LinuxAbi.SOL_SOCKET;
import static dev.lvsd.linux.LinuxAbi.SO_BINDTODEVICE;
import static dev.lvsd.linux.LinuxAbi.SO_PRIORITY;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUF;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUFFORCE;

import java.nio.charset.StandardCharsets;

/// A raw IPv4 socket (raw(7)) of VRRP, protocol 112, or of authentication headers, protocol 51: packets come and go
/// with their IPv4 header. Of one thread; sending and receiving never wait and allocate nothing.
public final class VrrpSocket implements AdvertPort {
    /// IP protocol of VRRP (RFC 9568, 5.1.1.4).
    public static final int VRRP = 112;
    /// IP protocol of authentication headers (RFC 2402, 2).
    public static final int AUTHENTICATION_HEADER = 51;

    /// `TC_PRIO_CONTROL` of `<linux/pkt_sched.h>`: before all other traffic of this host.
    private static final int PRIORITY_CONTROL = 7;
    /// Wanted room for packets that wait, which the kernel doubles: in a flood of a thousand a second the queue must
    /// not be full of them before an advert of the master has come, however long nobody reads.
    private static final int QUEUE_BYTES = 1 << 20;
    /// More than the longest advert: 60 and 24 of headers, 8, 255 addresses, 8, 28 of signature.
    private static final int PACKET_BYTES = 2048;

    private final Descriptor descriptor;
    private final String name;
    private final NativeBuffer incoming = new NativeBuffer(PACKET_BYTES);

    private VrrpSocket(Descriptor descriptor, String name) {
        this.descriptor = descriptor;
        this.name = name;
    }

    /// Opens a socket for a group on one interface. It hears that interface only.
    ///
    /// @param protocol [#VRRP] or [#AUTHENTICATION_HEADER]
    /// @param group IPv4 address of the group, four bytes in network byte order
    /// @param interfaceIndex the kernel's number of the interface
    /// @param interfaceName its name
    public static VrrpSocket multicast(int protocol, byte[] group, int interfaceIndex, String interfaceName)
            throws LinuxException {
        VrrpSocket socket = open(protocol, interfaceName);
        NativeBuffer membership = new NativeBuffer(SIZEOF_IP_MREQN);
        membership.bytes().putInt(OFFSETOF_IP_MREQN_IMR_IFINDEX, interfaceIndex);
        byte[] device = interfaceName.getBytes(StandardCharsets.UTF_8);
        NativeBuffer deviceName = new NativeBuffer(device.length + 1);
        deviceName.bytes().put(0, device);
        try {
            socket.set(SOL_SOCKET, SO_BINDTODEVICE, deviceName, "SO_BINDTODEVICE");
            socket.set(IPPROTO_IP, IP_MULTICAST_IF, membership, "IP_MULTICAST_IF");
            membership.bytes().put(0, group);
            socket.set(IPPROTO_IP, IP_ADD_MEMBERSHIP, membership, "IP_ADD_MEMBERSHIP");
            socket.set(IPPROTO_IP, IP_MULTICAST_LOOP, 0, "IP_MULTICAST_LOOP");
            return socket;
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
        VrrpSocket socket = new VrrpSocket(Descriptor.of(
                LibC.socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol),
                "socket(SOCK_RAW, protocol " + protocol + ")", name, "CAP_NET_RAW"), name);
        try {
            socket.set(IPPROTO_IP, IP_HDRINCL, 1, "IP_HDRINCL");
            socket.set(SOL_SOCKET, SO_PRIORITY, PRIORITY_CONTROL, "SO_PRIORITY");
            socket.enlargeQueue();
            socket.set(IPPROTO_IP, IP_MULTICAST_ALL, 0, "IP_MULTICAST_ALL");
            return socket;
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    /// As large as asked for with CAP_NET_ADMIN, otherwise as large as `net.core.rmem_max` allows.
    private void enlargeQueue() throws LinuxException {
        NativeBuffer size = new NativeBuffer(4);
        size.bytes().putInt(0, QUEUE_BYTES);
        if (LibC.setsockopt(descriptor.number(), SOL_SOCKET, SO_RCVBUFFORCE, size.address(), size.size()) < 0) {
            set(SOL_SOCKET, SO_RCVBUF, size, "SO_RCVBUF");
        }
    }

    private void set(int level, int option, int value, String optionName) throws LinuxException {
        NativeBuffer number = new NativeBuffer(4);
        number.bytes().putInt(0, value);
        set(level, option, number, optionName);
    }

    private void set(int level, int option, NativeBuffer value, String optionName) throws LinuxException {
        if (LibC.setsockopt(descriptor.number(), level, option, value.address(), value.size()) < 0) {
            throw new LinuxException(
                    "setsockopt(" + optionName + ")", Errno.of(LibC.errno()), name, "CAP_NET_RAW");
        }
    }

    @Override
    public int receive(byte[] packet) {
        int wanted = Math.min(packet.length, PACKET_BYTES);
        int length = (int) LibC.recvfrom(descriptor.number(), incoming.address(), wanted, MSG_DONTWAIT, 0, 0);
        if (length < 0) {
            return NOTHING;
        }
        incoming.bytes().get(0, packet, 0, length);
        return length;
    }

    @Override
    public int send(VrrpDatagram datagram) {
        datagram.renumber();
        NativeBuffer packet = datagram.packet();
        long sent = LibC.sendto(
                descriptor.number(), packet.address(), packet.size(), MSG_DONTWAIT, datagram.address().address(),
                SIZEOF_SOCKADDR_IN);
        return sent < 0 ? LibC.errno() : 0;
    }

    @Override
    public int descriptor() {
        return descriptor.number();
    }

    @Override
    public void close() {
        descriptor.close();
    }

    /// Where it listens: an interface's name, or `all interfaces`.
    @Override
    public String toString() {
        return name;
    }
}
