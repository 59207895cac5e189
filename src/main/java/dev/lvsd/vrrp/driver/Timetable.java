package dev.lvsd.vrrp.driver;

import dev.lvsd.vrrp.VirtualRouter;
import java.util.Arrays;

/// Deadlines of a fixed number of things, and which of them is the first: a binary heap that knows where each stands.
/// Moving one takes the logarithm of their number and allocates nothing. Confined to one thread.
final class Timetable {
    private final long[] deadlines;
    /// Things by place in the heap: none has an earlier deadline than the one at half its place.
    private final int[] heap;
    private final int[] places;

    /// Nothing is due ever.
    Timetable(int size) {
        deadlines = new long[size];
        Arrays.fill(deadlines, VirtualRouter.NEVER);
        heap = new int[size];
        places = new int[size];
        Arrays.setAll(heap, i -> i);
        Arrays.setAll(places, i -> i);
    }

    int size() {
        return heap.length;
    }

    /// Says when a thing is due.
    ///
    /// @param thing from 0
    void set(int thing, long deadlineNanos) {
        long before = deadlines[thing];
        deadlines[thing] = deadlineNanos;
        if (deadlineNanos < before) {
            up(places[thing]);
        } else if (deadlineNanos > before) {
            down(places[thing]);
        }
    }

    /// When the first is due, or [VirtualRouter#NEVER].
    long deadlineNanos() {
        return heap.length == 0 ? VirtualRouter.NEVER : deadlines[heap[0]];
    }

    /// The first; there must be one.
    int first() {
        return heap[0];
    }

    private void up(int from) {
        int place = from;
        while (place > 0 && isEarlier(place, (place - 1) / 2)) {
            exchange(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
    }

    private void down(int from) {
        int place = from;
        int child = earlierChild(place);
        while (child < heap.length && isEarlier(child, place)) {
            exchange(place, child);
            place = child;
            child = earlierChild(place);
        }
    }

    /// Beyond the end where there is none.
    private int earlierChild(int place) {
        int left = 2 * place + 1;
        return left + 1 < heap.length && isEarlier(left + 1, left) ? left + 1 : left;
    }

    private boolean isEarlier(int place, int other) {
        return deadlines[heap[place]] < deadlines[heap[other]];
    }

    private void exchange(int place, int other) {
        int thing = heap[place];
        heap[place] = heap[other];
        heap[other] = thing;
        places[heap[place]] = place;
        places[heap[other]] = other;
    }
}
