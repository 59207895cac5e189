package dev.lvsd.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.ScriptCommand;
import dev.lvsd.config.ScriptPolicy;
import dev.lvsd.config.TrackWeight;
import dev.lvsd.config.TrackedFile;
import dev.lvsd.config.TrackedProcess;
import dev.lvsd.config.TrackedScript;
import dev.lvsd.config.Trackers;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.Tracking.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts, processes and files of this machine, watched.
class TrackWatcherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BlockingQueue<TrackerStates> told = new LinkedBlockingQueue<>();
    private final TrackWatcher watcher = new TrackWatcher(told::add);

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() throws InterruptedException {
        watcher.stop();
    }

    @Test
    void scriptIsDownWhenItFailsAndUpWhenItSucceeds() throws IOException {
        Path flag = directory.resolve("flag");
        watcher.start(scripts(script("check", "test -e " + flag, 50)));
        await(() -> level(Kind.SCRIPT, "check") == TrackerState.Level.DOWN);
        assertEquals("exit status 1", state(Kind.SCRIPT, "check").detail());
        Files.createFile(flag);
        await(() -> level(Kind.SCRIPT, "check") == TrackerState.Level.UP);
        awaitTold(Kind.SCRIPT, "check", TrackerState.Level.UP);
    }

    @Test
    void scriptThatRunsLongIsNeverRunTwiceAtATime() throws IOException {
        Path running = directory.resolve("running");
        Path twice = directory.resolve("twice");
        watcher.start(scripts(script("slow", "sh -c 'mkdir " + running + " || touch " + twice + "; sleep 0.3; rmdir "
                + running + "'", 50)));
        await(() -> counts("slow").skipped() > 3 && counts("slow").runs() > 1);
        assertFalse(Files.exists(twice));
    }

    @Test
    void scriptThatCannotBeRunIsDown() {
        watcher.start(scripts(script("gone", "/no/such/script", 50)));
        await(() -> level(Kind.SCRIPT, "gone") == TrackerState.Level.DOWN);
        assertEquals("exit status 127 (not found)", state(Kind.SCRIPT, "gone").detail());
    }

    @Test
    void reloadKeepsTheStateOfAScriptThatStays() throws IOException {
        Path runs = directory.resolve("runs");
        TrackedScript stays = script("stays", "sh -c 'echo x >> " + runs + "'", 3_600_000);
        watcher.start(scripts(stays));
        await(() -> level(Kind.SCRIPT, "stays") == TrackerState.Level.UP);
        watcher.reload(scripts(stays, script("new", "false", 50)));
        await(() -> level(Kind.SCRIPT, "new") == TrackerState.Level.DOWN);
        assertEquals(TrackerState.Level.UP, level(Kind.SCRIPT, "stays"));
        assertEquals(1, counts("stays").runs());
        assertEquals("x\n", Files.readString(runs));
        watcher.reload(scripts());
        await(() -> watcher.status().things().isEmpty());
    }

    @Test
    void fileThatIsEmptyWhileItIsWrittenIsNotTakenForZero() throws IOException {
        TrackedFile written = tracked(Files.createFile(directory.resolve("written")));
        TrackedFile empty = tracked(Files.createFile(directory.resolve("empty")));

        Map<TrackedFile, FileReading.Outcome> outcomes = FileReading.read(List.of(written, empty), () -> {
            try {
                Files.writeString(Path.of(written.path()), "-7\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertEquals(new FileReading.Outcome.Value(-7, "number -7"), outcomes.get(written));
        assertEquals(new FileReading.Outcome.Value(0, "is empty, number 0"), outcomes.get(empty));
    }

    private static TrackedFile tracked(Path file) {
        return new TrackedFile(file.getFileName().toString(), file.toString(), TrackWeight.FAULT, null);
    }

    @Test
    void fileIsReadWhenItChanges() throws IOException {
        Path file = directory.resolve("number");
        TrackedFile tracked = new TrackedFile(
                "number", file.toString(), TrackWeight.FAULT, new TrackedFile.Start(5, false));
        watcher.start(new Trackers(List.of(), List.of(), List.of(tracked), ScriptPolicy.DEFAULTS));
        await(() -> state(Kind.FILE, "number").number() == 5);
        Files.writeString(file, "-7\n");
        await(() -> state(Kind.FILE, "number").number() == -7);
        Files.delete(file);
        await(() -> state(Kind.FILE, "number").number() == 0);
    }

    @Test
    void processesAreCounted() throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), directory.resolve("lvsd-tracked"));
        TrackedProcess tracked = new TrackedProcess(
                "app", "lvsd-tracked", List.of(), null, false, 2, Integer.MAX_VALUE, TrackWeight.FAULT, Duration.ZERO,
                Duration.ZERO);
        Process first = new ProcessBuilder(program.toString(), "1000").start();
        try {
            watcher.start(new Trackers(List.of(), List.of(tracked), List.of(), ScriptPolicy.DEFAULTS));
            await(() -> state(Kind.PROCESS, "app").number() == 1);
            assertEquals(TrackerState.Level.DOWN, level(Kind.PROCESS, "app"));
            Process second = new ProcessBuilder(program.toString(), "1000").start();
            await(() -> level(Kind.PROCESS, "app") == TrackerState.Level.UP);
            second.destroyForcibly();
            await(() -> level(Kind.PROCESS, "app") == TrackerState.Level.DOWN);
        } finally {
            first.destroyForcibly();
        }
    }

    private TrackerState.Level level(Kind kind, String name) {
        return state(kind, name).level();
    }

    private TrackerState state(Kind kind, String name) {
        return watcher.status().things().stream()
                .filter(thing -> thing.key().equals(new Tracking.Key(kind, name)))
                .map(TrackStatus.Thing::state)
                .findFirst().orElse(TrackerState.PENDING);
    }

    private ScriptCounts counts(String name) {
        return watcher.status().things().stream()
                .filter(thing -> thing.key().name().equals(name))
                .map(thing -> Objects.requireNonNull(thing.counts()))
                .findFirst().orElse(ScriptCounts.ZERO);
    }

    private void awaitTold(Kind kind, String name, TrackerState.Level level) {
        await(() -> {
            TrackerStates states = told.poll();
            return states != null && states.of(new Tracking.Key(kind, name)).level() == level;
        });
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within " + PATIENCE);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static Trackers scripts(TrackedScript... scripts) {
        return new Trackers(List.of(scripts), List.of(), List.of(), ScriptPolicy.DEFAULTS);
    }

    private static TrackedScript script(String name, String command, int millis) {
        boolean shell = command.startsWith("sh -c ");
        List<String> arguments = shell
                ? List.of("sh", "-c", command.substring("sh -c '".length(), command.length() - 1))
                : List.of(command.split(" ", -1));
        return new TrackedScript(
                name, new ScriptCommand(command, arguments), Duration.ofMillis(millis), Duration.ofSeconds(10), 1, 1,
                TrackWeight.FAULT, false, null);
    }
}
