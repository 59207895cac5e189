package dev.lvsd.control;

import org.jspecify.annotations.Nullable;

/// Something that stays in the kernel while the daemon runs, whoever is master.
///
/// @param keyword of its block: `static_ipaddress`
/// @param entry what the configuration says, with its interface
/// @param held whether it is there
/// @param problem why it is not, null where it is
/// @param putBack how often someone else had removed it and it was added again
public record StaticEntrySnapshot(String keyword, String entry, boolean held, @Nullable String problem, long putBack) {}
