package dev.lvsd.vrrp;

/// Hears of every event, in order, on a thread that may wait for a disk, and for nothing slower.
@FunctionalInterface
public interface VrrpListener {
    /// Something happened. What it throws is logged and otherwise ignored.
    void happened(VrrpEvent event);
}
