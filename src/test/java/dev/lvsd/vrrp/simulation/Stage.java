package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Readiness;
import java.util.function.LongSupplier;

/// What a node has around it.
interface Stage {
    /// The engine for a virtual router: itself, or one that is broken on purpose.
    ///
    /// @param wall what its wall clock shows beyond its monotonic one
    Engine engine(VrrpInstance instance, Readiness readiness, LongSupplier wall);

    /// Whether a rule is looked at.
    boolean watches(Rule rule);

    void send(Router from, byte[] packet, long now);

    /// A backup became master because its timer ran out.
    void tookOver(Router router, long now);

    /// Whether lines are kept; to be asked where making one is work.
    boolean isLogged();

    void say(String line, long now);
}
