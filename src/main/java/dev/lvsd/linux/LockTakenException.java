package dev.lvsd.linux;

import java.io.IOException;

/// Another process holds the lock of this network namespace.
public final class LockTakenException extends IOException {
    private static final long serialVersionUID = 1;

    private final int ownerPid;

    LockTakenException(String name, int ownerPid) {
        super("another " + name + (ownerPid > 0 ? " (process " + ownerPid + ")" : "")
                + " already runs in this network namespace: it holds the abstract socket @" + name
                + "; stop it first, or run this one in a network namespace of its own");
        this.ownerPid = ownerPid;
    }

    /// The process that holds it; 0 where the kernel does not tell (another pid namespace).
    public int ownerPid() {
        return ownerPid;
    }
}
