package dev.lvsd.control;

/// State of a virtual router, in the words of the field.
public enum VrrpState {
    /// Not started, or stopped.
    INIT,
    /// Listens to a master; RFC 9568 says backup too.
    BACKUP,
    /// Holds the addresses and sends adverts; RFC 9568 says active.
    MASTER,
    /// Cannot take part: its interface is down, missing, or lacks the source address.
    FAULT
}
