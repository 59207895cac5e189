package dev.lvsd.track;

import dev.lvsd.config.TrackedProcess;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which processes are those of each block: as `/proc` was read last, without those that have ended since. The kernel
/// says that a process ends before `/proc` shows it: for a second what ended does not count, however it looks there.
/// Confined to one thread.
final class RunningProcesses {
    private static final long LINGERING_NANOS = 1_000_000_000L;

    private final Map<TrackedProcess, Set<Integer>> found = new HashMap<>();
    private final Map<Integer, Long> ended = new HashMap<>();

    /// Takes what was read.
    void found(Map<TrackedProcess, Set<Integer>> now, long nanos) {
        ended.values().removeIf(since -> nanos - since >= LINGERING_NANOS);
        found.clear();
        now.forEach((process, all) -> {
            Set<Integer> left = new HashSet<>(all);
            left.removeAll(ended.keySet());
            found.put(process, left);
        });
    }

    /// A process ends.
    ///
    /// @return whether it was one of them
    boolean end(int process, long nanos) {
        boolean known = false;
        for (Set<Integer> all : found.values()) {
            known |= all.remove(process);
        }
        if (known) {
            ended.put(process, nanos);
        }
        return known;
    }

    /// How many each block has.
    Map<TrackedProcess, Integer> counts() {
        Map<TrackedProcess, Integer> counts = new HashMap<>();
        found.forEach((process, all) -> counts.put(process, all.size()));
        return counts;
    }

    /// All of them.
    Set<Integer> all() {
        Set<Integer> all = new HashSet<>();
        found.values().forEach(all::addAll);
        return all;
    }
}
