package dev.lvsd.vrrp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/// Gathers [AdvertLateness]. One thread records, without garbage; any thread reads.
public final class LatenessRecorder {
    private static final int SUM = AdvertLateness.BOUNDS.size() + 1;

    private final long[] bounds =
            AdvertLateness.BOUNDS.stream().mapToLong(Duration::toNanos).toArray();
    /// The buckets, then the sum.
    private final AtomicLongArray cells = new AtomicLongArray(SUM + 1);

    /// Counts one advert.
    ///
    /// @param nanos how late it left, 0 or more
    public void record(long nanos) {
        int bucket = 0;
        while (bucket < bounds.length && nanos > bounds[bucket]) {
            bucket++;
        }
        increase(bucket, 1);
        increase(SUM, nanos);
    }

    /// What was recorded so far.
    public AdvertLateness recorded() {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < SUM; i++) {
            counts.add(cells.getAcquire(i));
        }
        return new AdvertLateness(counts, Duration.ofNanos(cells.getAcquire(SUM)));
    }

    private void increase(int cell, long by) {
        cells.setRelease(cell, cells.getPlain(cell) + by);
    }
}
