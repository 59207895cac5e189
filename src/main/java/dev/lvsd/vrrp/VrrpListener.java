package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;

/// Hears of every transition, in order, on a thread that may wait.
@FunctionalInterface
public interface VrrpListener {
    /// A virtual router changed its state. What it throws is logged and otherwise ignored.
    void changed(VrrpInstance instance, Action.StateChanged change);
}
