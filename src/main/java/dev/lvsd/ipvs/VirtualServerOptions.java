package dev.lvsd.ipvs;

import dev.lvsd.net.Family;

/// What can be edited of a virtual server in the kernel's table.
///
/// @param scheduler name of the scheduler's module without `ip_vs_`: `wlc`
/// @param flags `IP_VS_SVC_F_…` without `HASHED`, which the kernel sets by itself
/// @param timeoutSeconds persistence timeout; counts only with the flag `PERSISTENT`
/// @param netmask granularity of persistence: for IPv4 the mask in network byte order with the first
///     octet in the highest byte, for IPv6 the prefix length
/// @param persistenceEngine name of the persistence engine, empty for none
public record VirtualServerOptions(
        String scheduler, int flags, int timeoutSeconds, int netmask, String persistenceEngine) {

    /// Options without persistence and flags.
    public static VirtualServerOptions of(String scheduler, Family family) {
        return new VirtualServerOptions(scheduler, 0, 0, hostNetmask(family), "");
    }

    /// Options with persistence for every client address by itself.
    public static VirtualServerOptions persistent(String scheduler, Family family, int timeoutSeconds) {
        return new VirtualServerOptions(
                scheduler, IpvsAbi.IP_VS_SVC_F_PERSISTENT, timeoutSeconds, hostNetmask(family), "");
    }

    /// The netmask that tells every client address from every other: 255.255.255.255 or 128. The kernel
    /// asks for one of a virtual server without persistence too.
    public static int hostNetmask(Family family) {
        return switch (family) {
            case IPV4 -> -1;
            case IPV6 -> 128;
        };
    }

    /// Whether connections of one client go to one real server (`IP_VS_SVC_F_PERSISTENT`).
    public boolean isPersistent() {
        return (flags & IpvsAbi.IP_VS_SVC_F_PERSISTENT) != 0;
    }

    /// Whether every packet is scheduled by itself (`IP_VS_SVC_F_ONEPACKET`).
    public boolean isOnePacket() {
        return (flags & IpvsAbi.IP_VS_SVC_F_ONEPACKET) != 0;
    }

    /// Whether the other options do the same: timeout and netmask count only with persistence.
    public boolean sameEffect(VirtualServerOptions other) {
        return equals(other)
                || (!isPersistent()
                        && flags == other.flags
                        && scheduler.equals(other.scheduler)
                        && persistenceEngine.equals(other.persistenceEngine));
    }
}
