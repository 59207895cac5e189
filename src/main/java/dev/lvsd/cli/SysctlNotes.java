package dev.lvsd.cli;

import dev.lvsd.config.Configuration;
import dev.lvsd.sysctl.NodeReader;
import java.util.stream.Collectors;

/// What hurts a configuration with the kernel parameters of the node where it is checked. They are no fault of the
/// file, so that `--strict` does not count them.
final class SysctlNotes {
    private SysctlNotes() {}

    /// Lines for the operator; empty for nothing.
    static String of(Configuration configuration) {
        return NodeReader.warnings(configuration).stream()
                .map(line -> "note: " + line + System.lineSeparator())
                .collect(Collectors.joining());
    }
}
