package dev.lvsd.netlink;

import java.io.IOException;

/// What was read changed each time while it was read (`NLM_F_DUMP_INTR`, `EBUSY`, `ENOBUFS`), as often as
/// it was tried: the state is unknown, and another try later may know it.
public final class DumpInterruptedException extends IOException {
    private static final long serialVersionUID = 1;

    /// An exception for one dump.
    ///
    /// @param command what was asked
    /// @param attempts how often
    /// @param reason of the last attempt's failure
    public DumpInterruptedException(String command, int attempts, String reason) {
        super(command + ": no consistent answer in " + attempts + " attempts, " + reason);
    }
}
