package dev.lvsd.vrrp.driver;

import dev.lvsd.netlink.NetlinkError;
import dev.lvsd.netlink.NetlinkRequest;
import org.jspecify.annotations.Nullable;

/// Something in the kernel that stays while the daemon runs, whoever is master. Two that are equal are the same
/// before and after a reload.
interface StaticEntry {
    /// The keyword of its block: `static_ipaddress`.
    String keyword();

    /// What the configuration says: `192.0.2.1/24 dev eth0`.
    String line();

    /// The `track_group` whose instances are a fault while it cannot be there; null for none.
    @Nullable String trackGroup();

    /// As which the list in the state directory has it.
    Object owned();

    /// Whether it is seen to be there; what cannot be seen is found by adding it again.
    boolean isThere(Interfaces seen);

    /// Whether an answer to an addition says that it is there already.
    default boolean isFound(NetlinkError error) {
        return false;
    }

    /// Whether it is added again when someone else removes it.
    default boolean isPutBack() {
        return true;
    }

    /// What keeps it from being there: `interface eth0 does not exist`; null for nothing.
    @Nullable String obstacle(Interfaces seen);

    /// The request that adds it, and changes nothing where it is there. Asked where there is no obstacle.
    NetlinkRequest addition(Interfaces seen);

    /// The request that removes it; null where it cannot be there.
    @Nullable NetlinkRequest removal(Interfaces seen);

    /// Whether an answer to a removal says that it was not there any more.
    boolean isGone(NetlinkError error);
}
