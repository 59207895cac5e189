package dev.lvsd.ipvs.whole;

import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.SyncDaemon.Role;

/// One change of the synchronisation daemons.
sealed interface SyncStep {
    /// Stops the daemon of a role.
    record Stop(Role role) implements SyncStep {}

    /// Starts a daemon.
    record Start(SyncDaemon daemon) implements SyncStep {
        @Override
        public Role role() {
            return daemon.role();
        }
    }

    /// Whose daemon it is about.
    Role role();
}
