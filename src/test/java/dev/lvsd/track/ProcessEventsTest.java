package dev.lvsd.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.TrackedProcess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the kernel tells of processes, and what is made of it.
class ProcessEventsTest {
    private static final long SECOND = 1_000_000_000;
    private static final String FORK = "fd360000fd3600002737000027370000";
    private static final String EXIT = "27370000273700000000000011000000";
    private static final String THREAD_EXIT = "28370000273700000000000011000000";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void messagesOfTheKernelAreRead() {
        assertEquals(new ProcessEvent.Answer(0), event(0, "00000000000000000000000000000000"));
        assertEquals(new ProcessEvent.Answer(1), event(0, "01000000000000000000000000000000"));
        assertEquals(new ProcessEvent.Forked(0x36fd), event(1, FORK));
        assertEquals(new ProcessEvent.Renamed(0x3727), event(2, EXIT));
        assertEquals(new ProcessEvent.Renamed(0x3727), event(0x200, EXIT));
        assertEquals(new ProcessEvent.Ended(0x3727), event(0x80000000, EXIT));
        assertEquals(ProcessEvent.Other.OTHER, event(0x80000000, THREAD_EXIT));
        assertEquals(ProcessEvent.Other.OTHER, event(4, EXIT));
        assertEquals(ProcessEvent.Other.OTHER, ProcessEvent.of(new byte[59], 59));
        assertEquals(ProcessEvent.Other.OTHER, ProcessEvent.of(new byte[100], 100));
    }

    @Test
    void whatEndedDoesNotCountHoweverProcLooks() {
        TrackedProcess block = process("app");
        RunningProcesses running = new RunningProcesses();
        running.found(Map.of(block, Set.of(7, 8)), 0);
        assertTrue(running.end(7, 0));
        assertFalse(running.end(7, 0));
        assertFalse(running.end(9, 0));
        assertEquals(Map.of(block, 1), running.counts());
        running.found(Map.of(block, Set.of(7, 8)), SECOND / 2);
        assertEquals(Map.of(block, 1), running.counts());
        running.found(Map.of(block, Set.of(7, 8)), SECOND);
        assertEquals(Map.of(block, 2), running.counts());
    }

    /// A process that has ended stays in `/proc` until its parent asks for it.
    @Test
    void processThatIsNotReapedDoesNotRun() throws IOException, InterruptedException {
        Path program = Files.createSymbolicLink(directory.resolve("lvsd-zombie"), Path.of("/bin/true"));
        Process parent = new ProcessBuilder("/bin/sh", "-c", program + " & exec sleep 60").start();
        try {
            long end = System.nanoTime() + 30 * SECOND;
            while (!isZombie() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertTrue(isZombie(), "no zombie");
            TrackedProcess block = process("lvsd-zombie");
            assertEquals(Map.of(block, Set.of()), ProcessScan.find(List.of(block)));
        } finally {
            parent.destroy();
        }
    }

    private static boolean isZombie() throws IOException {
        try (var all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                try {
                    if (Files.readString(one.resolve("stat")).contains("(lvsd-zombie) Z")) {
                        return true;
                    }
                } catch (IOException _) {
                    // It is gone.
                }
            }
        }
        return false;
    }

    private static ProcessEvent event(int what, String data) {
        byte[] message = new byte[76];
        ByteBuffer.wrap(message).order(ByteOrder.nativeOrder())
                .putInt(16, 1).putInt(20, 1).putInt(36, what).put(52, HexFormat.of().parseHex(data));
        return ProcessEvent.of(message, message.length);
    }

    private static TrackedProcess process(String name) {
        return new TrackedProcess(name, name, List.of(), null, false, 1, Integer.MAX_VALUE, TrackWeight.FAULT,
                Duration.ZERO, Duration.ZERO);
    }
}
