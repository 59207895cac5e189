package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_NONBLOCK;
import static dev.lvsd.linux.LinuxAbi.SOCK_RAW;
import static dev.lvsd.linux.LinuxAbi.SOL_SOCKET;
import static dev.lvsd.linux.LinuxAbi.SO_BINDTODEVICE;
import static dev.lvsd.linux.LinuxAbi.SO_PRIORITY;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUF;
import static dev.lvsd.linux.LinuxAbi.SO_RCVBUFFORCE;

import java.nio.charset.StandardCharsets;

/// What the raw sockets of both families (raw(7)), and of frames (packet(7)), have in common: made, set up, closed.
final class RawSocket {
    /// `TC_PRIO_CONTROL` of `<linux/pkt_sched.h>`: before all other traffic of this host.
    private static final int PRIORITY_CONTROL = 7;
    /// Wanted room for packets that wait, which the kernel doubles: in a flood of a thousand a second the queue must
    /// not be full of them before an advert of the master has come, however long nobody reads.
    private static final int QUEUE_BYTES = 1 << 20;

    private final Descriptor descriptor;
    private final String name;

    private RawSocket(Descriptor descriptor, String name) {
        this.descriptor = descriptor;
        this.name = name;
    }

    /// Opens a socket with a large queue.
    ///
    /// @param family `AF_INET`, `AF_INET6` or `AF_PACKET`
    /// @param protocol IP protocol number of what it sends and hears, 0 for frames, of which it hears none
    /// @param name where it listens, for messages
    static RawSocket open(int family, int protocol, String name) throws LinuxException {
        RawSocket socket = new RawSocket(Descriptor.of(
                LibC.socket(family, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, protocol),
                "socket(SOCK_RAW, protocol " + protocol + ")", name, "CAP_NET_RAW"), name);
        try {
            socket.set(SOL_SOCKET, SO_PRIORITY, PRIORITY_CONTROL, "SO_PRIORITY");
            socket.enlargeQueue();
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

    /// From now on the socket hears one interface only, and sends there.
    void bindToDevice(String interfaceName) throws LinuxException {
        byte[] device = interfaceName.getBytes(StandardCharsets.UTF_8);
        NativeBuffer deviceName = new NativeBuffer(device.length + 1);
        deviceName.bytes().put(0, device);
        set(SOL_SOCKET, SO_BINDTODEVICE, deviceName, "SO_BINDTODEVICE");
    }

    /// Sets an option that is an `int`.
    void set(int level, int option, int value, String optionName) throws LinuxException {
        NativeBuffer number = new NativeBuffer(4);
        number.bytes().putInt(0, value);
        set(level, option, number, optionName);
    }

    /// Sets an option.
    void set(int level, int option, NativeBuffer value, String optionName) throws LinuxException {
        if (LibC.setsockopt(descriptor.number(), level, option, value.address(), value.size()) < 0) {
            throw new LinuxException(
                    "setsockopt(" + optionName + ")", Errno.of(LibC.errno()), name, "CAP_NET_RAW");
        }
    }

    int number() {
        return descriptor.number();
    }

    void close() {
        descriptor.close();
    }

    /// Where it listens.
    @Override
    public String toString() {
        return name;
    }
}
