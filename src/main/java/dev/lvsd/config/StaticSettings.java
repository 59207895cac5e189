package dev.lvsd.config;

import java.util.List;

/// What stays in the kernel while the daemon runs, whoever is master.
///
/// @param addresses `static_ipaddress`, none twice on an interface
public record StaticSettings(List<StaticAddress> addresses) {
    /// Nothing.
    public static final StaticSettings NONE = new StaticSettings(List.of());

    /// Copies the list.
    public StaticSettings {
        addresses = List.copyOf(addresses);
    }
}
