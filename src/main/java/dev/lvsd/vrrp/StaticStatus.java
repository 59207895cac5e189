package dev.lvsd.vrrp;

import java.util.List;

/// What is known of the static entries at one moment.
///
/// @param entries in the order of the configuration
/// @param errors changes that the kernel refused
public record StaticStatus(List<Entry> entries, long errors) {
    /// There is none.
    public static final StaticStatus NONE = new StaticStatus(List.of(), 0);

    /// Copies the list.
    public StaticStatus {
        entries = List.copyOf(entries);
    }

    /// One of them.
    ///
    /// @param keyword of its block: `static_ipaddress`
    /// @param line what the configuration says: `192.0.2.1/24 dev eth0`
    /// @param held whether it is there
    /// @param problem why it is not; empty where it is
    /// @param putBack how often someone else had removed it and it was added again
    public record Entry(String keyword, String line, boolean held, String problem, long putBack) {}
}
