package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What happens to a virtual server over and over: told with its details when they are new, then counted, and
/// forgotten when it was quiet for a while. Belongs to one thread. Times are by the wall clock: where it is put back,
/// a telling is early.
final class Recurrences {
    /// Without a recurrence for so long, the next one is news again.
    static final Duration QUIET = Duration.ofMinutes(1);
    /// From one telling of a count to the next while it goes on.
    static final Duration REPEAT = Duration.ofMinutes(10);
    /// Different details that are told of one virtual server before it is quiet.
    static final int DETAILS = 5;

    private final Map<VirtualServerKey, Run> runs = new LinkedHashMap<>();

    /// What happened to one virtual server and was not told one by one.
    ///
    /// @param key the virtual server
    /// @param times how often
    /// @param over since the telling before
    /// @param goesOn false where it has been quiet since
    record Count(VirtualServerKey key, long times, Duration over, boolean goesOn) {}

    private static final class Run {
        private final Set<Object> told = new HashSet<>();
        private Instant toldAt;
        private Instant last;
        private long untold;

        Run(Instant at) {
            toldAt = at;
            last = at;
        }
    }

    /// It happened.
    ///
    /// @param details what tells one change from another
    /// @return whether to tell it with its details
    boolean happened(VirtualServerKey key, Object details, Instant at) {
        Run run = runs.computeIfAbsent(key, _ -> new Run(at));
        run.last = at;
        if (run.told.size() < DETAILS && run.told.add(details)) {
            return true;
        }
        run.untold++;
        return false;
    }

    /// The counts that are to be told now.
    List<Count> due(Instant at) {
        List<Count> due = new ArrayList<>();
        Iterator<Map.Entry<VirtualServerKey, Run>> entries = runs.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<VirtualServerKey, Run> entry = entries.next();
            Run run = entry.getValue();
            boolean quiet = isPast(run.last, QUIET, at);
            if (run.untold > 0 && (quiet || isPast(run.toldAt, REPEAT, at))) {
                due.add(new Count(entry.getKey(), run.untold, Duration.between(run.toldAt, run.last), !quiet));
                run.untold = 0;
                run.toldAt = at;
            }
            if (quiet) {
                entries.remove();
            }
        }
        return due;
    }

    private static boolean isPast(Instant from, Duration time, Instant at) {
        return at.isBefore(from) || Duration.between(from, at).compareTo(time) >= 0;
    }
}
