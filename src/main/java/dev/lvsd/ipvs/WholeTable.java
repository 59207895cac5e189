package dev.lvsd.ipvs;

import dev.lvsd.ipvs.SyncDaemon.Role;
import java.util.List;
import java.util.Set;

/// What belongs to a table as a whole, not to one virtual server: timeouts, synchronisation daemons, emptying it. Used
/// by the thread that uses the table. What is refused gives a [TableException] in the kernel's words, and leaves all
/// as it was.
public interface WholeTable {
    /// The timeouts now.
    Timeouts timeouts() throws TableException;

    /// Sets those of the timeouts that are not 0.
    void change(Timeouts timeouts) throws TableException;

    /// The daemons that run, at most one of each role.
    List<SyncDaemon> daemons() throws TableException;

    /// Starts a daemon whose role has none.
    void start(SyncDaemon daemon) throws TableException;

    /// Stops the daemon of a role; one that does not run is stopped already.
    void stop(Role role) throws TableException;

    /// All virtual servers, ours or not.
    Set<VirtualServerKey> virtualServers() throws TableException;

    /// Removes all virtual servers, ours or not. Connections stay, and go on where their server comes back.
    void flush() throws TableException;
}
