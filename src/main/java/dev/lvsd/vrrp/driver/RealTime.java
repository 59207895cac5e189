package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.Scheduling;
import java.util.List;

/// How a thread of the virtual routers asks to be scheduled.
final class RealTime {
    private RealTime() {}

    /// Asks for the calling thread.
    ///
    /// @param priority 1 to 99
    /// @param processors to run on, empty for all
    /// @return what came of it, for the log and the status: `SCHED_FIFO 50`
    static String of(int priority, List<Integer> processors) {
        String scheduling = Scheduling.realTime(priority).toString();
        return processors.isEmpty() ? scheduling : scheduling + ", " + Scheduling.runOn(processors);
    }
}
