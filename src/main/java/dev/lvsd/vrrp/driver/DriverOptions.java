package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.config.VrrpSettings;
import dev.lvsd.vrrp.Readiness;
import java.util.Set;
import java.util.function.Predicate;

/// How virtual routers run, beside their configuration.
///
/// @param lifetime of the virtual addresses
/// @param waiting names of the instances that wait until {@link VrrpDriver#ready()} is said
/// @param settings of all virtual routers together
/// @param statics what stays in the kernel, whoever is master
/// @param ours whether the lists in the state directory have something: a thing that they do not have is never removed
/// @param page what an earlier run left, and where this one leaves it
/// @param made the interfaces that virtual routers need and nobody else makes
public record DriverOptions(
        VipLifetime lifetime,
        Set<String> waiting,
        VrrpSettings settings,
        StaticSettings statics,
        Predicate<Object> ours,
        RestartPage page,
        VirtualInterfaces made) {
    /// Copies the names.
    public DriverOptions {
        waiting = Set.copyOf(waiting);
    }

    Readiness readiness(VrrpInstance instance) {
        return waiting.contains(instance.name()) ? Readiness.WAITING : Readiness.READY;
    }
}
