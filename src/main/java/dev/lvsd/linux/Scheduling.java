package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.CPU_SETSIZE;
import static dev.lvsd.linux.LinuxAbi.MCL_CURRENT;
import static dev.lvsd.linux.LinuxAbi.MCL_FUTURE;
import static dev.lvsd.linux.LinuxAbi.MCL_ONFAULT;
import static dev.lvsd.linux.LinuxAbi.PR_SET_TIMERSLACK;
import static dev.lvsd.linux.LinuxAbi.SCHED_FIFO;
import static dev.lvsd.linux.LinuxAbi.SCHED_RESET_ON_FORK;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SCHED_PARAM;

import java.util.List;

/// How the kernel schedules a thread, as it came out: a refusal is no error, but worth showing.
public sealed interface Scheduling {
    /// Real time (sched(7), `SCHED_FIFO`).
    ///
    /// @param priority 1 to 99
    record RealTime(int priority) implements Scheduling {
        @Override
        public String toString() {
            return "SCHED_FIFO " + priority;
        }
    }

    /// Like any other thread.
    ///
    /// @param reason why not in real time
    record Normal(String reason) implements Scheduling {
        @Override
        public String toString() {
            return "SCHED_OTHER (" + reason + ")";
        }
    }

    /// Asks for real time for the calling thread; threads that it starts do not inherit it. Whatever the
    /// answer, its timers are no longer batched (prctl(2), `PR_SET_TIMERSLACK`).
    ///
    /// @param priority 1 to 99
    static Scheduling realTime(int priority) {
        LibC.prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
        NativeBuffer parameters = new NativeBuffer(SIZEOF_SCHED_PARAM);
        parameters.bytes().putInt(0, priority);
        int policy = SCHED_FIFO | SCHED_RESET_ON_FORK;
        if (LibC.sched_setscheduler(LibC.gettid(), policy, parameters.address()) == 0) {
            return new RealTime(priority);
        }
        Errno errno = Errno.of(LibC.errno());
        String hint = errno.equals(Errno.EPERM) ? ": needs CAP_SYS_NICE, and a cgroup that allows real time" : "";
        return new Normal(errno + hint);
    }

    /// Lets the calling thread run on some processors only; threads that it starts do, too.
    ///
    /// @param processors their numbers, 0 to 1023
    /// @return `on processors [0, 1]`, or why not
    static String runOn(List<Integer> processors) {
        NativeBuffer set = new NativeBuffer(CPU_SETSIZE / Byte.SIZE);
        processors.forEach(number -> {
            int at = number / Byte.SIZE;
            set.bytes().put(at, (byte) (set.bytes().get(at) | 1 << number % Byte.SIZE));
        });
        return LibC.sched_setaffinity(LibC.gettid(), CPU_SETSIZE / Byte.SIZE, set.address()) == 0
                ? "on processors " + processors
                : "not on processors " + processors + ": " + Errno.of(LibC.errno());
    }

    /// Keeps the pages of this process in memory, those that it touches later too (mlockall(2)). Pages that
    /// were never touched cost nothing.
    ///
    /// @return `locked`, or why not
    static String lockMemory() {
        if (LibC.mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0) {
            return "locked";
        }
        return "not locked: " + Errno.of(LibC.errno());
    }
}
