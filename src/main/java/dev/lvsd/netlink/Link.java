package dev.lvsd.netlink;

import static dev.lvsd.netlink.RouteAbi.IFF_LOWER_UP;
import static dev.lvsd.netlink.RouteAbi.IFF_RUNNING;
import static dev.lvsd.netlink.RouteAbi.IFF_UP;

import dev.lvsd.net.MacAddress;
import org.jspecify.annotations.Nullable;

/// A network interface.
///
/// @param index the kernel's number of it; another one after it was deleted and made again
/// @param name `eth0`
/// @param hardwareType `ARPHRD_…`: 1 is Ethernet
/// @param mac its link-layer address, or null where it has none of six bytes
/// @param flags `IFF_…`
/// @param mtu bytes of the largest packet
/// @param base where it stands, null where it is no interface on another one
public record Link(
        int index,
        String name,
        int hardwareType,
        @Nullable MacAddress mac,
        int flags,
        int mtu,
        @Nullable Base base) {
    /// The kind of interfaces with a link-layer address of their own on another interface.
    public static final String MACVLAN = "macvlan";

    /// An interface of its own.
    public Link(int index, String name, int hardwareType, @Nullable MacAddress mac, int flags, int mtu) {
        this(index, name, hardwareType, mac, flags, mtu, null);
    }

    /// On what an interface stands.
    ///
    /// @param index number of the interface below; it may be in another network namespace
    /// @param kind what the upper one is: `macvlan`, `vlan`
    /// @param mode `MACVLAN_MODE_…` of a macvlan, else 0
    public record Base(int index, String kind, int mode) {}

    /// Whether someone has set it up (`IFF_UP`).
    public boolean isUp() {
        return (flags & IFF_UP) != 0;
    }

    /// Whether it can carry packets (`IFF_RUNNING`): set up, with carrier, not dormant.
    public boolean isRunning() {
        return (flags & IFF_RUNNING) != 0;
    }

    /// Whether it has carrier (`IFF_LOWER_UP`).
    public boolean isLowerUp() {
        return (flags & IFF_LOWER_UP) != 0;
    }

    /// Whether packets go through it: up and running.
    public boolean isUsable() {
        return isUp() && isRunning();
    }
}
