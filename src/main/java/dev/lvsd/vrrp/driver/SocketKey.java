package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.FrameSocket;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.VrrpSocket;
import dev.lvsd.linux.VrrpSocket6;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What makes a socket of adverts the same one.
///
/// @param family of what it sends and hears
/// @param protocol [VrrpSocket#VRRP] or [VrrpSocket#AUTHENTICATION_HEADER]
/// @param interfaceIndex the kernel's number of the interface, 0 for all of them
/// @param group the group, null for unicast
record SocketKey(Family family, int protocol, int interfaceIndex, @Nullable IpAddress group) {
    private static final int ALL_INTERFACES = 0;

    /// In place of a protocol: it sends frames of any, and hears nothing.
    private static final int FRAMES = -1;

    /// Unicast over IPv4 without authentication headers, on all interfaces.
    static final SocketKey UNICAST = new SocketKey(Family.IPV4, VrrpSocket.VRRP, ALL_INTERFACES, null);

    /// The sockets of an instance. One with authentication headers hears adverts without them too, so that a peer that
    /// is configured otherwise is noticed, and sends its own on the first socket all the same: they bring their IPv4
    /// header along. One whose adverts come from a virtual link-layer address sends them as frames.
    ///
    /// @param interfaceIndex of its interface
    static List<SocketKey> of(VrrpInstance instance, int interfaceIndex) {
        IpAddress group = instance.path().isUnicast() ? null : Datagrams.group(instance);
        int bound = group != null || isOfOneLink(instance) ? interfaceIndex : ALL_INTERFACES;
        List<SocketKey> keys = new ArrayList<>();
        if (instance.virtualMac().sender() != null) {
            keys.add(new SocketKey(Family.IPV4, FRAMES, interfaceIndex, null));
        }
        keys.add(new SocketKey(instance.family(), VrrpSocket.VRRP, bound, group));
        if (instance.authentication() instanceof Authentication.AuthenticationHeader) {
            keys.add(new SocketKey(instance.family(), VrrpSocket.AUTHENTICATION_HEADER, bound, group));
        }
        return keys;
    }

    /// Whether unicast is between link-local IPv6 addresses, which mean nothing without their interface.
    private static boolean isOfOneLink(VrrpInstance instance) {
        IpAddress source = instance.path().unicastSource();
        return instance.family() == Family.IPV6
                && (source == null
                        || source.isLinkLocal()
                        || instance.path().unicastPeers().stream().anyMatch(IpAddress::isLinkLocal));
    }

    /// Opens it.
    ///
    /// @param interfaceName name of the interface, where it is of one
    AdvertPort open(String interfaceName) throws LinuxException {
        if (protocol == FRAMES) {
            return FrameSocket.open(interfaceIndex, interfaceName);
        }
        IpAddress to = group;
        return switch (family) {
            case IPV4 -> to == null
                    ? VrrpSocket.unicast(protocol)
                    : VrrpSocket.multicast(protocol, to.bytes(), interfaceIndex, interfaceName);
            case IPV6 -> {
                if (to != null) {
                    yield VrrpSocket6.multicast(to.bytes(), interfaceIndex, interfaceName);
                }
                yield interfaceIndex == ALL_INTERFACES ? VrrpSocket6.unicast() : VrrpSocket6.unicast(interfaceName);
            }
        };
    }
}
