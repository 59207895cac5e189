package dev.lvsd.config;

import java.util.List;

/// What instances can track, beside interfaces. Names are unique within a list.
///
/// @param scripts `vrrp_script`
/// @param processes `vrrp_track_process`
/// @param files `track_file`
/// @param policy what holds for all scripts
public record Trackers(
        List<TrackedScript> scripts, List<TrackedProcess> processes, List<TrackedFile> files, ScriptPolicy policy) {
    /// Nothing.
    public static final Trackers NONE = new Trackers(List.of(), List.of(), List.of(), ScriptPolicy.DEFAULTS);

    /// Copies the lists.
    public Trackers {
        scripts = List.copyOf(scripts);
        processes = List.copyOf(processes);
        files = List.copyOf(files);
    }
}
