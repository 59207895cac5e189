package dev.lvsd.journal;

import java.util.HashMap;
import java.util.Map;

/// Which of many lines of a kind are written: in a second at most so many about one subject, and so many in all. What
/// is not written is counted for one line that says so. Belongs to one thread; times are nanoseconds of one monotonic
/// clock.
///
/// @param <S> what a line is about
public final class LogBudget<S> {
    /// From the first line of a second to the next second's, in nanoseconds.
    public static final long SECOND = 1_000_000_000;

    private final int each;
    private final int all;
    private final Map<S, Integer> written = new HashMap<>();
    private final Map<S, Long> unsaid = new HashMap<>();
    private int writtenInAll;
    private long beganNanos;

    /// @param each lines in a second about one subject
    /// @param all lines in a second
    public LogBudget(int each, int all) {
        this.each = each;
        this.all = all;
    }

    /// Takes one line.
    ///
    /// @return whether it is to be written; otherwise it is counted
    public boolean allows(S subject, long nowNanos) {
        if (writtenInAll > 0 && nowNanos - beganNanos >= SECOND) {
            written.clear();
            writtenInAll = 0;
        }
        int before = written.getOrDefault(subject, 0);
        if (before >= each || writtenInAll >= all) {
            unsaid.merge(subject, 1L, Long::sum);
            return false;
        }
        if (writtenInAll == 0) {
            beganNanos = nowNanos;
        }
        written.put(subject, before + 1);
        writtenInAll++;
        return true;
    }

    /// Whether lines were counted in a second that is over, so that it is time for [#unsaid].
    public boolean isDue(long nowNanos) {
        return !unsaid.isEmpty() && nowNanos - beganNanos >= SECOND;
    }

    /// How many lines about each subject were not written since the last call; empty where all were.
    public Map<S, Long> unsaid() {
        Map<S, Long> counts = Map.copyOf(unsaid);
        unsaid.clear();
        return counts;
    }
}
