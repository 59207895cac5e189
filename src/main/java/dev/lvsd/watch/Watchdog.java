package dev.lvsd.watch;

import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.SdNotify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread "watchdog": tells the service manager that we are ready, what we do, and that we live. It says the
/// last only while every watched thread turns, so that a thread that hangs makes systemd restart lvsd. The hang
/// itself is logged, with the place where the thread stands, with or without a service manager.
///
/// A thread hangs that has not turned for half of the manager's time; where there is none, for ten seconds.
public final class Watchdog {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final Duration DEFAULT_PERIOD = Duration.ofSeconds(20);
    /// Rounds in one period of the manager.
    private static final int ROUNDS = 10;
    private static final Duration READY_ROUND = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int SHOWN_FRAMES = 12;

    private final SdNotify manager;
    private final boolean feeding;
    private final long limitNanos;
    private final long roundNanos;
    private final BlockingQueue<Message> mailbox = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;
    private volatile List<String> complaints = List.of();

    // Of the watchdog thread alone.
    private boolean running = true;
    private boolean ready;
    private boolean deaf;
    private String shownStatus = "";

    /// What the service manager is to know of lvsd; asked by the watchdog thread, must not wait.
    public interface View {
        /// Whether the start is done; asked until it is.
        boolean isReady();

        /// One line for `systemctl status`.
        String status();
    }

    private sealed interface Message {
        record Tell(Notice notice) implements Message {}

        record Look() implements Message {}

        record End() implements Message {}
    }

    /// @throws LinuxException where the kernel refuses a socket
    public Watchdog(Supervisor manager) throws LinuxException {
        this.manager = open(manager.socket());
        Duration wanted = manager.watchdog();
        feeding = wanted != null;
        long period = (wanted == null ? DEFAULT_PERIOD : wanted).toNanos();
        limitNanos = period / 2;
        roundNanos = Math.max(1, period / ROUNDS);
    }

    private static SdNotify open(String socket) throws LinuxException {
        try {
            return SdNotify.to(socket);
        } catch (IllegalArgumentException e) {
            LOG.warn("{}", e.getMessage());
            return SdNotify.nobody();
        }
    }

    /// Starts the thread. Called once.
    ///
    /// @param pulses of the threads to be watched
    public void start(List<Pulse> pulses, View view) {
        List<Pulse> watched = List.copyOf(pulses);
        thread = Thread.ofPlatform().name("watchdog").daemon().start(() -> run(watched, view));
    }

    /// Tells the service manager; never waits. Before the start is done it is told of no reload, whose end it would
    /// take for the end of the start.
    public void tell(Notice notice) {
        mailbox.add(new Message.Tell(notice));
    }

    /// Something has changed that the status line may show; never waits.
    public void look() {
        mailbox.add(new Message.Look());
    }

    /// A line for each thread that hangs; for any thread.
    public List<String> complaints() {
        return complaints;
    }

    /// Says that the end has begun, and ends the thread.
    public void stop() throws InterruptedException {
        Thread started = thread;
        if (started != null) {
            mailbox.add(new Message.End());
            started.join(PATIENCE);
        }
    }

    private void run(List<Pulse> pulses, View view) {
        Watch watch = new Watch(pulses.stream().map(Pulse::thread).toList(), limitNanos, System.nanoTime());
        long next = System.nanoTime();
        while (running) {
            long now = System.nanoTime();
            if (now - next >= 0) {
                next = now + roundNanos;
                round(pulses, watch.on(now, counters(pulses)));
            }
            if (!ready && view.isReady()) {
                ready = true;
                send(new Notice.Ready());
            }
            showStatus(view.status());
            obey(Math.min(next - System.nanoTime(), ready ? roundNanos : READY_ROUND.toNanos()));
        }
        manager.close();
    }

    private void obey(long nanos) {
        try {
            Message first = mailbox.poll(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            List<Message> messages = new ArrayList<>();
            if (first != null) {
                messages.add(first);
                mailbox.drainTo(messages);
            }
            messages.forEach(this::obey);
        } catch (InterruptedException _) {
            running = false;
        }
    }

    private void obey(Message message) {
        switch (message) {
            case Message.Tell(Notice notice) -> {
                if (ready) {
                    send(notice);
                }
            }
            case Message.Look _ -> { }
            case Message.End _ -> {
                running = false;
                send(new Notice.Stopping());
            }
        }
    }

    private void round(List<Pulse> pulses, Watch.Round round) {
        pulses.forEach(pulse -> pulse.nudge().run());
        complaints = round.hung().stream().map(Watchdog::complaint).toList();
        if (round.isSound() && feeding) {
            send(new Notice.Alive());
        }
        for (Watch.Hung hung : round.fresh()) {
            LOG.error("{}{}", complaint(hung), feeding ? "; systemd's watchdog is not fed until it does" : "");
            LOG.error("the thread {} stands at {}", hung.thread(), place(hung.thread()));
        }
        round.recovered().forEach(name -> LOG.warn("the thread {} turns again", name));
    }

    private static String complaint(Watch.Hung hung) {
        return "the thread " + hung.thread() + " hangs: it has not turned for "
                + TimeUnit.NANOSECONDS.toMillis(hung.silentNanos()) / 1000.0 + " s";
    }

    private static String place(String name) {
        for (var entry : Thread.getAllStackTraces().entrySet()) {
            if (entry.getKey().getName().startsWith(name)) {
                List<StackTraceElement> frames = List.of(entry.getValue());
                return frames.subList(0, Math.min(SHOWN_FRAMES, frames.size())).toString();
            }
        }
        return "its end: there is no such thread any more";
    }

    private static long[] counters(List<Pulse> pulses) {
        return pulses.stream().mapToLong(pulse -> pulse.turns().getAsLong()).toArray();
    }

    private void showStatus(String status) {
        if (!status.equals(shownStatus)) {
            shownStatus = status;
            send(new Notice.Status(status));
        }
    }

    private void send(Notice notice) {
        try {
            manager.send(notice.text());
            deaf = false;
        } catch (LinuxException e) {
            if (!deaf) {
                deaf = true;
                LOG.warn("the service manager does not hear us: {}", e.getMessage());
            }
        }
    }
}
