package dev.lvsd.sysctl;

import java.util.List;
import java.util.stream.Stream;

/// The sysctls as the last round has found them.
///
/// @param entries those that matter to a director, those of its interfaces, and those that are wanted
/// @param putBack values that somebody else changed and lvsd wrote again
/// @param warnings what hurts with these values
public record SysctlStatus(List<SysctlEntry> entries, long putBack, List<SysctlWarning> warnings) {
    /// Before the first round.
    public static final SysctlStatus NONE = new SysctlStatus(List.of(), 0, List.of());

    /// Copies the lists.
    public SysctlStatus {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /// A line for each wish that is not fulfilled, and for each warning.
    public List<String> complaints() {
        return Stream.concat(
                        entries.stream().filter(entry -> entry.problem() != null)
                                .map(entry -> "sysctl " + entry.name() + " " + entry.problem()),
                        warnings.stream().map(SysctlWarning::sentence))
                .toList();
    }
}
