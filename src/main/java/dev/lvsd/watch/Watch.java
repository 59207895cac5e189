package dev.lvsd.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Judges whether threads turn. A thread hangs when its counter has stood still for the limit although it was
/// nudged in every round. Where the rounds themselves were late by more than that, the whole process had
/// stopped, and nothing is known of any thread: all begin anew.
final class Watch {
    private final List<String> threads;
    private final long limitNanos;
    private final long[] turns;
    private final long[] seenAt;
    private final boolean[] hung;
    private long lastRound;

    /// One thread that hangs.
    ///
    /// @param index of the thread
    /// @param thread its name
    /// @param silentNanos how long its counter has stood still
    record Hung(int index, String thread, long silentNanos) {}

    /// What a round found.
    ///
    /// @param hung threads that hang now
    /// @param fresh those of them that did not in the round before
    /// @param recovered names of those that did and turn again
    record Round(List<Hung> hung, List<Hung> fresh, List<String> recovered) {
        /// Whether all threads turn.
        boolean isSound() {
            return hung.isEmpty();
        }
    }

    /// @param threads names of the threads
    /// @param limitNanos silence that counts as a hang
    Watch(List<String> threads, long limitNanos, long nowNanos) {
        this.threads = List.copyOf(threads);
        this.limitNanos = limitNanos;
        turns = new long[threads.size()];
        Arrays.fill(turns, -1);
        seenAt = new long[threads.size()];
        Arrays.fill(seenAt, nowNanos);
        hung = new boolean[threads.size()];
        lastRound = nowNanos;
    }

    /// One round; the threads were nudged in the round before.
    ///
    /// @param counters of the threads, in their order
    Round on(long nowNanos, long[] counters) {
        boolean stopped = nowNanos - lastRound >= limitNanos;
        lastRound = nowNanos;
        List<Hung> all = new ArrayList<>();
        List<Hung> fresh = new ArrayList<>();
        List<String> recovered = new ArrayList<>();
        for (int i = 0; i < turns.length; i++) {
            boolean moved = counters[i] != turns[i];
            turns[i] = counters[i];
            boolean before = hung[i];
            if (moved || (stopped && !before)) {
                seenAt[i] = nowNanos;
            }
            hung[i] = nowNanos - seenAt[i] >= limitNanos;
            if (hung[i]) {
                Hung found = new Hung(i, threads.get(i), nowNanos - seenAt[i]);
                all.add(found);
                if (!before) {
                    fresh.add(found);
                }
            } else if (before) {
                recovered.add(threads.get(i));
            }
        }
        return new Round(List.copyOf(all), List.copyOf(fresh), List.copyOf(recovered));
    }
}
