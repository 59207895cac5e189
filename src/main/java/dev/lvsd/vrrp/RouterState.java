package dev.lvsd.vrrp;

/// State of a virtual router (RFC 9568, 6.4, and keepalived's `FAULT`).
public enum RouterState {
    /// Not started, or stopped: nothing is sent, received or held.
    INITIALIZE,
    /// Listens to the master; takes over when it falls silent.
    BACKUP,
    /// Holds the virtual addresses and advertises.
    MASTER,
    /// Its interface cannot be used; goes on as backup when it can.
    FAULT
}
