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
public record Link(int index, String name, int hardwareType, @Nullable MacAddress mac, int flags, int mtu) {
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
