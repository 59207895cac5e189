package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.OFFSETOF_POLLFD_EVENTS;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_POLLFD_REVENTS;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_TIMESPEC_TV_NSEC;
import static dev.lvsd.linux.LinuxAbi.POLLIN;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_POLLFD;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_TIMESPEC;

/// Waits until one of a fixed set of descriptors can be read (ppoll(2)). Of one thread; waiting allocates
/// nothing.
public final class Poll {
    /// A timeout without end.
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long SECOND = 1_000_000_000L;

    private final int count;
    private final NativeBuffer set;
    private final NativeBuffer timeout = new NativeBuffer(SIZEOF_TIMESPEC);

    /// A set of descriptors, known by their place in it.
    public Poll(int... descriptors) {
        count = descriptors.length;
        set = new NativeBuffer(Math.max(1, count) * SIZEOF_POLLFD);
        for (int i = 0; i < count; i++) {
            set.bytes().putInt(i * SIZEOF_POLLFD, descriptors[i]);
            set.bytes().putShort(i * SIZEOF_POLLFD + OFFSETOF_POLLFD_EVENTS, (short) POLLIN);
        }
    }

    /// Waits. A signal, or an error of the call, ends the wait as if the time were over.
    ///
    /// @param timeoutNanos how long at most; 0 and less only looks, [#FOREVER] waits for a descriptor
    /// @return how many descriptors are readable or broken
    public int await(long timeoutNanos) {
        long wait = Math.max(0, timeoutNanos);
        timeout.bytes().putLong(0, wait / SECOND);
        timeout.bytes().putLong(OFFSETOF_TIMESPEC_TV_NSEC, wait % SECOND);
        int ready = LibC.ppoll(set.address(), count, wait == FOREVER ? 0 : timeout.address(), 0);
        if (ready < 0) {
            clear();
            return 0;
        }
        return ready;
    }

    /// Whether a descriptor was readable or broken after the last wait.
    ///
    /// @param place of the descriptor in the set, from 0
    public boolean isReady(int place) {
        return set.bytes().getShort(place * SIZEOF_POLLFD + OFFSETOF_POLLFD_REVENTS) != 0;
    }

    private void clear() {
        for (int i = 0; i < count; i++) {
            set.bytes().putShort(i * SIZEOF_POLLFD + OFFSETOF_POLLFD_REVENTS, (short) 0);
        }
    }
}
