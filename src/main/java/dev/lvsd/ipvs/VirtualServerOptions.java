package dev.lvsd.ipvs;

/// What can be edited of a virtual server in the kernel's table.
///
/// @param scheduler name of the scheduler's module without `ip_vs_`: `wlc`
/// @param flags `IP_VS_SVC_F_…` without `HASHED`, which the kernel sets by itself
/// @param timeoutSeconds persistence timeout; counts only with the flag `PERSISTENT`
/// @param netmask granularity of persistence: for IPv4 the mask in network byte order with the first
///     octet in the highest byte, for IPv6 the prefix length
/// @param persistenceEngine name of the persistence engine, empty for none
public record VirtualServerOptions(
        String scheduler, int flags, int timeoutSeconds, int netmask, String persistenceEngine) {}
