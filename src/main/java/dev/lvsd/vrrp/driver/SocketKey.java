package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.VrrpSocket;
import dev.lvsd.net.IpAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// What makes a socket of adverts the same one.
///
/// @param protocol [VrrpSocket#VRRP] or [VrrpSocket#AUTHENTICATION_HEADER]
/// @param interfaceIndex the kernel's number of the interface, 0 for unicast on all of them
/// @param group the group as a number, 0 for unicast
record SocketKey(int protocol, int interfaceIndex, int group) {
    /// Unicast without authentication headers, on all interfaces.
    static final SocketKey UNICAST = new SocketKey(VrrpSocket.VRRP, 0, 0);

    /// The sockets of an instance. One with authentication headers hears adverts without them too, so that a peer that
    /// is configured otherwise is noticed, and sends its own on the first socket all the same: they bring their IPv4
    /// header along.
    ///
    /// @param interfaceIndex of its interface
    static List<SocketKey> of(VrrpInstance instance, int interfaceIndex) {
        SocketKey plain = UNICAST;
        if (!instance.path().isUnicast()) {
            int group = Datagrams.group(instance.path()) instanceof IpAddress.V4(int bits) ? bits : 0;
            plain = new SocketKey(VrrpSocket.VRRP, interfaceIndex, group);
        }
        return instance.authentication() instanceof Authentication.AuthenticationHeader
                ? List.of(
                        plain,
                        new SocketKey(VrrpSocket.AUTHENTICATION_HEADER, plain.interfaceIndex(), plain.group()))
                : List.of(plain);
    }

    /// Opens it.
    ///
    /// @param interfaceName name of the interface, for multicast
    VrrpSocket open(String interfaceName) throws LinuxException {
        return group == 0
                ? VrrpSocket.unicast(protocol)
                : VrrpSocket.multicast(
                        protocol, ByteBuffer.allocate(Integer.BYTES).putInt(group).array(), interfaceIndex,
                        interfaceName);
    }
}
