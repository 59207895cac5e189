package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.CLOCK_BOOTTIME;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_TIMESPEC_TV_NSEC;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_TIMESPEC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibCTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void failedCallLeavesItsErrorNumber() {
        assertEquals(-1, LibC.close(-1));
        assertEquals(Errno.EBADF.number(), LibC.errno());
        assertEquals(-1, LibC.open("/nonexistent/lvsd", 0, 0));
        assertEquals(Errno.ENOENT.number(), LibC.errno());
    }

    @Test
    void pointersReachTheCall() {
        NativeBuffer time = new NativeBuffer(SIZEOF_TIMESPEC);
        long before = System.nanoTime();

        assertEquals(0, LibC.clock_gettime(CLOCK_BOOTTIME, time.address()));

        long nanos = time.bytes().getLong(0) * 1_000_000_000 + time.bytes().getLong(OFFSETOF_TIMESPEC_TV_NSEC);
        assertTrue(nanos >= before, "the time since boot counts sleep too");
        assertEquals(ProcessHandle.current().pid(), LibC.getpid());
    }

    @Test
    void callsAllocateNothing() {
        NativeBuffer buffer = new NativeBuffer(64);
        int calls = 20_000;
        recv(buffer, calls);
        long before = THREADS.getCurrentThreadAllocatedBytes();

        recv(buffer, calls);

        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < calls, bytes + " bytes in " + calls + " calls");
    }

    @Test
    void aThreadRunsOnTheProcessorsThatItIsGiven() throws InterruptedException {
        List<String> outcomes = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            outcomes.add(Scheduling.runOn(List.of(0)));
            outcomes.add(Scheduling.runOn(List.of(1023)));
        });
        thread.join();
        assertTrue(outcomes.getFirst().startsWith("on processors [0]") || outcomes.getFirst().contains("EINVAL"),
                outcomes::toString);
        assertTrue(outcomes.getLast().startsWith("not on processors [1023]: "), outcomes::toString);
    }

    private static void recv(NativeBuffer buffer, int calls) {
        for (int i = 0; i < calls; i++) {
            long result = LibC.recvfrom(-1, buffer.address(), buffer.size(), MSG_DONTWAIT, 0, 0);
            if (result != -1 || LibC.errno() != Errno.EBADF.number()) {
                throw new AssertionError("recvfrom of no descriptor gave " + result);
            }
        }
    }
}
