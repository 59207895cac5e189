package dev.lvsd.control;

import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// What only some services have.
///
/// @param group name of the `virtual_server_group`, null for none
/// @param granularity `persistence_granularity`: a mask, for IPv6 the length of a prefix; null where it tells every
///     client from every other
/// @param persistenceEngine `persistence_engine`, null for none
/// @param refusal the first step that the table refuses, with the reason; null where it refuses none
public record ServiceDetails(
        @Nullable String group,
        @Nullable String granularity,
        @Nullable String persistenceEngine,
        @Nullable String refusal) {
    /// Nothing of it.
    public static final ServiceDetails NONE = new ServiceDetails(null, null, null, null);

    /// The details of a service with these options.
    public static ServiceDetails of(
            @Nullable String group, Family family, VirtualServerOptions options, @Nullable String refusal) {
        boolean isGranular =
                options.isPersistent() && options.netmask() != VirtualServerOptions.hostNetmask(family);
        String mask = switch (family) {
            case IPV4 -> new IpAddress.V4(options.netmask()).toString();
            case IPV6 -> Integer.toString(options.netmask());
        };
        String engine = options.persistenceEngine();
        return new ServiceDetails(group, isGranular ? mask : null, engine.isEmpty() ? null : engine, refusal);
    }
}
