package dev.lvsd.config;

import dev.lvsd.config.text.Problems;
import org.jspecify.annotations.Nullable;

/// What came of reading a file.
///
/// @param configuration the configuration; null where a problem is an error
/// @param problems all that is wrong
public record Loaded(@Nullable Configuration configuration, Problems problems) {}
