package dev.lvsd.track;

import dev.lvsd.config.TrackedFile;
import dev.lvsd.config.TrackedProcess;
import dev.lvsd.config.TrackedScript;
import dev.lvsd.config.Trackers;
import dev.lvsd.config.Tracking;
import dev.lvsd.script.ScriptResult;
import dev.lvsd.watch.Pulse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "track": owns the states of tracked scripts, processes and files, and tells of their changes. It starts
/// scripts, scans and readings on virtual threads and waits for none of them.
public final class TrackWatcher {
    private static final Logger LOG = LoggerFactory.getLogger(TrackWatcher.class);
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    /// Between two scans because of events.
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /// How long a file may be empty while it is written.
    private static final long WRITING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Consumer<TrackerStates> listener;
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private final AtomicLong turns = new AtomicLong();
    private volatile TrackStatus status = TrackStatus.NONE;
    private @Nullable Thread thread;

    // Of the thread "track" alone.
    private boolean running = true;
    private final Map<String, WatchedScript> scripts = new LinkedHashMap<>();
    private final Map<String, WatchedProcess> processes = new LinkedHashMap<>();
    private final Map<String, WatchedFile> files = new LinkedHashMap<>();
    private @Nullable DirectoryWatch directories;
    private final RunningProcesses runningProcesses = new RunningProcesses();
    private @Nullable ProcessEvents events;
    private @Nullable String eventsProblem;
    private long lastScan = System.nanoTime() - BUSY_NANOS;
    private boolean scanning;
    private boolean reading;
    private boolean readAgain;
    private String scanFailure = "";
    private long nextRound;

    private record WatchedProcess(Watched watched, ProcessTally tally, TrackedProcess process) {}

    private record WatchedFile(Watched watched, TrackedFile file) {}

    private sealed interface Message {
        record Ended(WatchedScript script, ScriptResult result, long tookNanos) implements Message {}

        record Scanned(Map<TrackedProcess, Set<Integer>> found, String failure) implements Message {}

        record ProcessEnded(int process) implements Message {}

        record EventsOpened(String problem) implements Message {}

        record Read(Map<TrackedFile, FileReading.Outcome> outcomes) implements Message {}

        record Warning(TrackedFile file, String text) implements Message {}

        record Reload(Trackers next) implements Message {}

        enum Plain implements Message { NUDGE, FILES_CHANGED, PROCESSES_CHANGED, END }
    }

    /// @param listener gets the states after each change, on the thread "track"; must not wait
    public TrackWatcher(Consumer<TrackerStates> listener) {
        this.listener = listener;
    }

    /// Starts the thread. Called once.
    ///
    /// @param things what is watched at first ([WatchedThings])
    public void start(Trackers things) {
        mailbox.add(new Message.Reload(things));
        thread = Thread.ofPlatform().name("track").daemon().start(this::run);
    }

    /// Watches other things from now on; those that stay keep their state. Returns at once.
    public void reload(Trackers things) {
        mailbox.add(new Message.Reload(things));
    }

    /// Ends the thread and the scripts that run.
    public void stop() throws InterruptedException {
        mailbox.add(Message.Plain.END);
        Thread started = thread;
        if (started != null) {
            started.join(PATIENCE);
        }
    }

    /// What is known now; for any thread.
    public TrackStatus status() {
        return status;
    }

    /// The sign of life of this thread.
    public Pulse pulse() {
        return new Pulse("track", () -> mailbox.add(Message.Plain.NUDGE), turns::get);
    }

    private void run() {
        nextRound = System.nanoTime();
        while (running) {
            turns.lazySet(turns.getPlain() + 1);
            boolean changed = false;
            try {
                Message message = mailbox.poll(Math.max(0, deadline() - System.nanoTime()), TimeUnit.NANOSECONDS);
                while (message != null && running) {
                    changed |= obey(message);
                    message = mailbox.poll();
                }
            } catch (InterruptedException _) {
                running = false;
            }
            changed |= tick(System.nanoTime());
            publish();
            if (changed) {
                listener.accept(states());
            }
        }
        scripts.values().forEach(WatchedScript::stop);
        listenToProcesses(false);
        close();
    }

    private void close() {
        DirectoryWatch open = directories;
        directories = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("track: inotify cannot be closed: {}", e.toString());
        }
    }

    private long deadline() {
        long now = System.nanoTime();
        long wait = processes.isEmpty() && files.isEmpty() ? TimeUnit.HOURS.toNanos(1) : nextRound - now;
        for (WatchedScript script : scripts.values()) {
            wait = Math.min(wait, script.dueNanos() - now);
        }
        for (WatchedProcess process : processes.values()) {
            if (process.tally().deadlineNanos() != ProcessTally.NEVER) {
                wait = Math.min(wait, process.tally().deadlineNanos() - now);
            }
        }
        return now + wait;
    }

    private boolean obey(Message message) {
        return switch (message) {
            case Message.Ended(WatchedScript script, ScriptResult result, long took) ->
                scripts.containsValue(script) && script.take(result, took);
            case Message.Scanned(Map<TrackedProcess, Set<Integer>> found, String failure) -> scanned(found, failure);
            case Message.ProcessEnded(int process) -> runningProcesses.end(process, System.nanoTime()) && tally();
            case Message.EventsOpened(String problem) -> eventsOpened(problem);
            case Message.Read(Map<TrackedFile, FileReading.Outcome> outcomes) -> read(outcomes);
            case Message.Warning(TrackedFile file, String text) -> warned(file, text);
            case Message.Reload(Trackers next) -> follow(next, System.nanoTime());
            case Message.Plain plain -> switch (plain) {
                case NUDGE -> false;
                case FILES_CHANGED -> filesChanged();
                case PROCESSES_CHANGED -> processesChanged();
                case END -> {
                    running = false;
                    yield false;
                }
            };
        };
    }

    private boolean warned(TrackedFile file, String text) {
        WatchedFile watched = files.get(file.name());
        if (watched != null) {
            watched.watched().warn(text);
        }
        return false;
    }

    private boolean filesChanged() {
        readAgain = true;
        readFiles();
        return false;
    }

    private boolean tick(long now) {
        scripts.values().forEach(script -> script.tick(now));
        boolean changed = false;
        for (WatchedProcess process : processes.values()) {
            process.tally().elapse(now);
            changed |= process.watched().become(process.tally().state());
        }
        if (now >= nextRound && running) {
            nextRound = now + ROUND_NANOS;
            scan();
            readAgain = true;
            readFiles();
        }
        return changed;
    }

    private void scan() {
        if (processes.isEmpty() || scanning) {
            return;
        }
        scanning = true;
        lastScan = System.nanoTime();
        List<TrackedProcess> wanted = processes.values().stream().map(WatchedProcess::process).toList();
        Thread.ofVirtual().name("track-processes").start(() -> {
            try {
                mailbox.add(new Message.Scanned(ProcessScan.find(wanted), ""));
            } catch (IOException e) {
                mailbox.add(new Message.Scanned(Map.of(), e.toString()));
            }
        });
    }

    private boolean scanned(Map<TrackedProcess, Set<Integer>> found, String failure) {
        scanning = false;
        if (!failure.isEmpty() && !failure.equals(scanFailure)) {
            LOG.error("track: processes cannot be counted: {}", failure);
        }
        scanFailure = failure;
        if (failure.isEmpty()) {
            runningProcesses.found(found, System.nanoTime());
        }
        return tally();
    }

    private boolean eventsOpened(String problem) {
        eventsProblem = problem;
        if (!problem.isEmpty()) {
            events = null;
            LOG.info("track: processes are read from /proc once a second, the kernel tells no events: {}", problem);
        }
        return false;
    }

    /// At most some times a second, however busy the host is.
    private boolean processesChanged() {
        nextRound = Math.min(nextRound, Math.max(System.nanoTime(), lastScan + BUSY_NANOS));
        return false;
    }

    /// Counts anew.
    private boolean tally() {
        Map<TrackedProcess, Integer> counts = runningProcesses.counts();
        ProcessEvents open = events;
        if (open != null) {
            open.watch(runningProcesses.all(), processes.values().stream().map(WatchedProcess::process).toList());
        }
        long now = System.nanoTime();
        boolean changed = false;
        for (WatchedProcess process : processes.values()) {
            Integer count = counts.get(process.process());
            if (count != null) {
                process.tally().count(count, now);
                changed |= process.watched().become(process.tally().state());
            }
        }
        return changed;
    }

    private void readFiles() {
        if (files.isEmpty() || reading || !readAgain) {
            return;
        }
        reading = true;
        readAgain = false;
        DirectoryWatch open = directories;
        List<TrackedFile> wanted = files.values().stream().map(WatchedFile::file).toList();
        Thread.ofVirtual().name("track-reading").start(() -> {
            if (open != null) {
                open.watch(wanted);
            }
            mailbox.add(new Message.Read(FileReading.read(wanted, () -> LockSupport.parkNanos(WRITING_NANOS))));
        });
    }

    private boolean read(Map<TrackedFile, FileReading.Outcome> outcomes) {
        reading = false;
        boolean changed = false;
        for (WatchedFile file : files.values()) {
            changed |= switch (outcomes.get(file.file())) {
                case FileReading.Outcome.Value(long value, String detail) ->
                    file.watched().become(new TrackerState(TrackerState.Level.UP, value, detail));
                case FileReading.Outcome.Ignored(String reason) -> {
                    TrackerState before = file.watched().state();
                    yield file.watched().become(new TrackerState(TrackerState.Level.UP, before.number(), reason));
                }
                case null -> false;
            };
        }
        readFiles();
        return changed;
    }

    private boolean follow(Trackers next, long now) {
        followScripts(next, now);
        Map<String, WatchedProcess> oldProcesses = new HashMap<>(processes);
        processes.clear();
        for (TrackedProcess process : next.processes()) {
            WatchedProcess old = oldProcesses.get(process.name());
            boolean same = old != null && new ProcessMatch(old.process()).isLike(process);
            ProcessTally tally = old != null && same ? old.tally() : new ProcessTally(process);
            tally.reconfigure(process, now);
            processes.put(process.name(), new WatchedProcess(
                    old != null && same ? old.watched() : watched(Tracking.Kind.PROCESS, process.name()), tally,
                    process));
        }
        listenToProcesses(!processes.isEmpty());
        Map<String, WatchedFile> oldFiles = new HashMap<>(files);
        files.clear();
        List<TrackedFile> begins = new ArrayList<>();
        for (TrackedFile file : next.files()) {
            WatchedFile old = oldFiles.get(file.name());
            boolean same = old != null && old.file().path().equals(file.path());
            files.put(file.name(), new WatchedFile(
                    old != null && same ? old.watched() : watched(Tracking.Kind.FILE, file.name()), file));
            if (!same) {
                begins.add(file);
            }
        }
        begin(begins);
        nextRound = now;
        return true;
    }

    /// Listens to the kernel as long as processes are tracked; once it has refused, never again.
    private void listenToProcesses(boolean whether) {
        ProcessEvents open = events;
        if (!whether && open != null) {
            open.stop();
            events = null;
            eventsProblem = null;
        } else if (whether && open == null && eventsProblem == null) {
            events = new ProcessEvents(new ProcessEvents.Listener() {
                @Override
                public void opened(String problem) {
                    mailbox.add(new Message.EventsOpened(problem));
                }

                @Override
                public void ended(int process) {
                    mailbox.add(new Message.ProcessEnded(process));
                }

                @Override
                public void changed() {
                    mailbox.add(Message.Plain.PROCESSES_CHANGED);
                }
            });
            events.start();
        }
    }

    /// How processes are watched.
    private String processesHow() {
        String problem = eventsProblem;
        String how = problem != null && problem.isEmpty()
                ? "by the kernel's events, and /proc once a second"
                : "/proc, read once a second" + (problem == null ? "" : " (no events of the kernel: " + problem + ")");
        return how + (scanFailure.isEmpty() ? "" : "; " + scanFailure);
    }

    private static Watched watched(Tracking.Kind kind, String name) {
        return new Watched(WatchedThings.key(kind, name));
    }

    private void followScripts(Trackers next, long now) {
        Map<String, WatchedScript> old = new HashMap<>(scripts);
        scripts.clear();
        for (TrackedScript script : next.scripts()) {
            WatchedScript known = old.get(script.name());
            if (known != null && known.isLike(script)) {
                known.reconfigure(script, next.policy(), now);
                old.remove(script.name());
                scripts.put(script.name(), known);
            } else {
                scripts.put(script.name(), new WatchedScript(script, next.policy(),
                        (who, result, took) -> mailbox.add(new Message.Ended(who, result, took)), now));
            }
        }
        old.values().forEach(WatchedScript::stop);
    }

    /// Numbers of `init_file` are written before the first reading.
    private void begin(List<TrackedFile> added) {
        if (added.isEmpty()) {
            return;
        }
        if (directories == null) {
            try {
                directories = DirectoryWatch.open(() -> mailbox.add(Message.Plain.FILES_CHANGED));
            } catch (IOException e) {
                LOG.warn("track: changes of files are seen once a second only: {}", e.toString());
            }
        }
        reading = true;
        Thread.ofVirtual().name("track-init").start(() -> {
            for (TrackedFile file : added) {
                String failure = FileReading.begin(file);
                if (!failure.isEmpty()) {
                    mailbox.add(new Message.Warning(file, failure));
                }
            }
            mailbox.add(new Message.Read(Map.of()));
        });
    }

    private TrackerStates states() {
        Map<Tracking.Key, TrackerState> all = new HashMap<>();
        scripts.values().forEach(it -> all.put(it.watched().key(), it.watched().state()));
        processes.values().forEach(it -> all.put(it.watched().key(), it.watched().state()));
        files.values().forEach(it -> all.put(it.watched().key(), it.watched().state()));
        return new TrackerStates(all);
    }

    private void publish() {
        List<TrackStatus.Thing> things = new ArrayList<>();
        scripts.values().forEach(it -> things.add(it.status()));
        processes.values().forEach(it -> things.add(it.watched().status(
                processesHow(), null)));
        files.values().forEach(it -> things.add(it.watched().status(it.file().path(), null)));
        status = new TrackStatus(things);
    }
}
