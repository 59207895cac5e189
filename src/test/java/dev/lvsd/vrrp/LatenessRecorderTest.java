package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenessRecorderTest {
    private static final int LAST = AdvertLateness.BOUNDS.size();

    private final LatenessRecorder recorder = new LatenessRecorder();

    @Test
    void advertIsCountedInTheFirstBucketThatHoldsIt() {
        recorder.record(0);
        recorder.record(100_000);
        recorder.record(100_001);
        recorder.record(Long.MAX_VALUE / 2);
        AdvertLateness recorded = recorder.recorded();
        assertEquals(2, recorded.counts().getFirst());
        assertEquals(1, recorded.counts().get(1));
        assertEquals(1, recorded.counts().get(LAST));
        assertEquals(Duration.ofNanos(200_001 + Long.MAX_VALUE / 2), recorded.sum());
    }

    @Test
    void recordingMakesNoGarbage() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        recorder.record(1);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            recorder.record(i * 1000L);
        }
        assertEquals(0, threads.getCurrentThreadAllocatedBytes() - before);
    }

    @Test
    void distributionWithAnotherNumberOfBucketsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new AdvertLateness(List.of(1L), Duration.ZERO));
    }
}
