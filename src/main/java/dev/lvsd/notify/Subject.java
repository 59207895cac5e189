package dev.lvsd.notify;

/// What is told about.
///
/// @param kind of which kind
/// @param name of the block
public record Subject(Kind kind, String name) {
    /// Of which kind a subject is, in keepalived's word.
    public enum Kind {
        /// A `vrrp_instance`.
        INSTANCE,
        /// A `vrrp_sync_group`.
        GROUP
    }

    /// `INSTANCE VI_1`.
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
