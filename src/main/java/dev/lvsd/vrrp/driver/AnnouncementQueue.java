package dev.lvsd.vrrp.driver;

import dev.lvsd.config.GarpSpacing;
import dev.lvsd.vrrp.VirtualRouter;
import dev.lvsd.vrrp.driver.KeptAddresses.Announcement;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Announcements that wait because others of their kind and lane were sent just now. Of each kind and lane one is due
/// at a time, and the next one its interval later. It opens nothing and reads no clock; confined to one thread.
///
/// @param <T> who they are of
final class AnnouncementQueue<T> {
    private final Map<Key, Lane<T>> lanes = new HashMap<>();

    /// ARP and neighbour advertisements do not wait for each other.
    private record Key(String lane, boolean neighbour) {
        static Key of(Announcement frame) {
            return new Key(frame.lane().name(), frame.isNeighbourAdvertisement());
        }
    }

    /// An announcement and whose it is.
    record Waiting<T>(T owner, Announcement frame) {}

    private static final class Lane<T> {
        private final Queue<Waiting<T>> waiting = new ArrayDeque<>();
        private long freeAt = Long.MIN_VALUE;

        long deadline() {
            return waiting.isEmpty() ? VirtualRouter.NEVER : freeAt;
        }
    }

    /// Says that an announcement is to be sent now, or keeps it for later.
    ///
    /// @return whether it is to be sent now
    boolean offer(T owner, Announcement frame, long nowNanos) {
        long interval = intervalNanos(frame);
        @Nullable Lane<T> lane = lanes.get(Key.of(frame));
        if (lane == null) {
            if (interval == 0) {
                return true;
            }
            lane = new Lane<>();
            lanes.put(Key.of(frame), lane);
        }
        if (lane.waiting.isEmpty() && nowNanos >= lane.freeAt) {
            lane.freeAt = nowNanos + interval;
            return true;
        }
        lane.waiting.add(new Waiting<>(owner, frame));
        return false;
    }

    /// Takes an announcement that is due; null where none is.
    @Nullable Waiting<T> poll(long nowNanos) {
        for (Lane<T> lane : lanes.values()) {
            if (nowNanos >= lane.deadline()) {
                Waiting<T> next = lane.waiting.remove();
                lane.freeAt = nowNanos + intervalNanos(next.frame());
                return next;
            }
        }
        return null;
    }

    /// How many of one owner wait.
    int waiting(T owner) {
        int count = 0;
        for (Lane<T> lane : lanes.values()) {
            for (Waiting<T> waiting : lane.waiting) {
                count += waiting.owner().equals(owner) ? 1 : 0;
            }
        }
        return count;
    }

    /// Drops what waits of one owner: the addresses are not ours any more.
    void forget(T owner) {
        lanes.values().forEach(lane -> lane.waiting.removeIf(waiting -> waiting.owner().equals(owner)));
    }

    /// When [#poll] is to be asked, or [VirtualRouter#NEVER].
    long deadlineNanos() {
        long first = VirtualRouter.NEVER;
        for (Lane<T> lane : lanes.values()) {
            first = Math.min(first, lane.deadline());
        }
        return first;
    }

    private static long intervalNanos(Announcement frame) {
        GarpSpacing.Interval interval = frame.lane().interval();
        return (frame.isNeighbourAdvertisement() ? interval.neighbour() : interval.arp()).toNanos();
    }
}
