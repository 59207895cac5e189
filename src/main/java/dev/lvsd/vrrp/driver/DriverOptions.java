package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSettings;
import dev.lvsd.vrrp.Readiness;
import java.util.Set;

/// How virtual routers run, beside their configuration.
///
/// @param lifetime of the virtual addresses
/// @param waiting names of the instances that wait until {@link VrrpDriver#ready()} is said
/// @param settings of all virtual routers together
/// @param page what an earlier run left, and where this one leaves it
/// @param made the interfaces that virtual routers need and nobody else makes
public record DriverOptions(
        VipLifetime lifetime, Set<String> waiting, VrrpSettings settings, RestartPage page, VirtualInterfaces made) {
    /// Copies the names.
    public DriverOptions {
        waiting = Set.copyOf(waiting);
    }

    Readiness readiness(VrrpInstance instance) {
        return waiting.contains(instance.name()) ? Readiness.WAITING : Readiness.READY;
    }
}
