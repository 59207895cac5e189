package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// One `track_file`: a file that holds a number, which is multiplied by the weight.
///
/// @param name name of the block
/// @param path of the file
/// @param weight of instances that give none
/// @param start `init_file`, null where the file is taken as it is
public record TrackedFile(String name, String path, TrackWeight weight, @Nullable Start start) {
    /// What is written into the file at the start.
    ///
    /// @param value the number
    /// @param overwrite whether a file that is there is overwritten
    public record Start(long value, boolean overwrite) {}
}
