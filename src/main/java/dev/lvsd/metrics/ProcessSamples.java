package dev.lvsd.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/// Samples of the process and its Java machine, asked for when they are needed.
final class ProcessSamples {
    private static final Path STATM = Path.of("/proc/self/statm");
    /// Of x86-64, whose pages statm(5) counts.
    private static final long PAGE_BYTES = 4096;

    private ProcessSamples() {}

    static void add(Samples samples) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        samples.add(Metric.JVM_HEAP, heap.getUsed());
        samples.add(Metric.JVM_HEAP_MAX, heap.getMax());
        samples.add(Metric.JVM_THREADS, ManagementFactory.getThreadMXBean().getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            samples.add(Metric.PROCESS_CPU, SeriesLabels.NONE, system.getProcessCpuTime() / 1e9);
            samples.add(Metric.PROCESS_FDS, system.getOpenFileDescriptorCount());
            samples.add(Metric.PROCESS_FDS_MAX, system.getMaxFileDescriptorCount());
        }
        resident(samples);
    }

    private static void resident(Samples samples) {
        try {
            String statm = Files.readString(STATM);
            int second = statm.indexOf(' ') + 1;
            long pages = Long.parseLong(statm.substring(second, statm.indexOf(' ', second)));
            samples.add(Metric.PROCESS_RSS, pages * PAGE_BYTES);
        } catch (IOException | RuntimeException _) {
            // Without /proc there is no such sample, and every other is worth having.
        }
    }
}
