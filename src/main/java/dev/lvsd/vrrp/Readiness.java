package dev.lvsd.vrrp;

/// Whether what stands behind the virtual addresses of a virtual router can serve already.
public enum Readiness {
    /// Not yet: as long as somebody else is master it stays so, whatever its priority.
    WAITING,
    /// It can.
    READY
}
