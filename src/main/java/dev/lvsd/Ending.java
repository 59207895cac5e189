package dev.lvsd;

import dev.lvsd.ipvs.reconciler.Reconciler;
import dev.lvsd.vrrp.Input;

/// What becomes of mastership, addresses and the table when the daemon ends.
enum Ending {
    /// For good: priority 0, and nothing of ours is left.
    HAND_OVER,
    /// A new daemon follows at once: addresses and table stay as they are.
    COME_BACK;

    Input.Shutdown ofVirtualRouters() {
        return switch (this) {
            case HAND_OVER -> Input.Shutdown.STOP;
            case COME_BACK -> Input.Shutdown.COME_BACK;
        };
    }

    Reconciler.Ending ofTable() {
        return switch (this) {
            case HAND_OVER -> Reconciler.Ending.REMOVE;
            case COME_BACK -> Reconciler.Ending.KEEP;
        };
    }
}
