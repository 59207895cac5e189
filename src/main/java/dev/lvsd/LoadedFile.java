package dev.lvsd;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A configuration that can run, and where it comes from.
///
/// @param path of the file
/// @param syntax in which it was read
/// @param configuration without errors
/// @param warnings what was said about it
/// @param since wall-clock time since when it runs
record LoadedFile(
        Path path, Syntax syntax, Configuration configuration, List<Problem> warnings, Instant since) {
    LoadedFile {
        warnings = List.copyOf(warnings);
    }
}
