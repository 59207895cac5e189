package dev.lvsd.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.FakeSupervisor;
import dev.lvsd.linux.LinuxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two threads, a service manager that wants to hear within two seconds, and hangs that are planted.
final class WatchdogTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final String name = "@lvsd-watchdog-" + ProcessHandle.current().pid();
    private final FakeSupervisor manager = FakeSupervisor.at(name);
    private final ExecutorService sound = Executors.newSingleThreadExecutor();
    private final ExecutorService planted = Executors.newSingleThreadExecutor(
            work -> Thread.ofPlatform().name("planted").unstarted(work));
    private final List<String> heard = new ArrayList<>();
    private final FakeView view = new FakeView();
    private Watchdog watchdog = watchdog();

    private static final class FakeView implements Watchdog.View {
        private volatile boolean ready;
        private volatile String status = "starting";

        @Override
        public boolean isReady() {
            return ready;
        }

        @Override
        public String status() {
            return status;
        }
    }

    @BeforeEach
    void start() {
        watchdog.start(List.of(pulse("sound", sound), pulse("planted", planted)), view);
    }

    @AfterEach
    void stop() throws InterruptedException {
        watchdog.stop();
        sound.shutdownNow();
        planted.shutdownNow();
        manager.close();
    }

    @Test
    void watchdogIsFedWhileAllThreadsTurn() {
        await(() -> count("WATCHDOG=1") > 5);
    }

    @Test
    void hangOfOneThreadStarvesTheWatchdogUntilItTurnsAgain() {
        await(() -> heard().contains("WATCHDOG=1"));
        CountDownLatch release = new CountDownLatch(1);
        planted.execute(() -> awaitLatch(release));
        await(() -> !watchdog.complaints().isEmpty());
        assertTrue(watchdog.complaints().getFirst().startsWith("the thread planted hangs"));

        manager.heard();
        long until = System.nanoTime() + PERIOD.toNanos();
        await(() -> System.nanoTime() >= until);
        assertFalse(manager.heard().contains("WATCHDOG=1"), "fed although a thread hangs");

        heard.clear();
        release.countDown();
        await(() -> heard().contains("WATCHDOG=1"));
        assertEquals(List.of(), watchdog.complaints());
    }

    @Test
    void readyIsToldOnceWhenTheStartIsDone() {
        await(() -> count("WATCHDOG=1") > 2);
        assertEquals(0, count("READY=1"));
        view.ready = true;
        await(() -> count("READY=1") == 1);
        await(() -> count("WATCHDOG=1") > 5);
        assertEquals(1, count("READY=1"));
    }

    @Test
    void statusIsToldWhenItChanges() {
        await(() -> heard().contains("STATUS=starting"));
        view.status = "VI_1 master";
        watchdog.look();
        await(() -> heard().contains("STATUS=VI_1 master"));
        assertEquals(1, count("STATUS=VI_1 master"));
    }

    @Test
    void reloadAndEndAreToldOnceTheStartIsDone() throws InterruptedException {
        watchdog.tell(new Notice.Reloading(4));
        watchdog.tell(new Notice.Ready());
        await(() -> count("WATCHDOG=1") > 2);
        assertEquals(0, count("READY=1"));
        view.ready = true;
        await(() -> count("READY=1") == 1);
        heard.clear();
        watchdog.tell(new Notice.Reloading(5));
        watchdog.tell(new Notice.Ready());
        watchdog.stop();
        List<String> told = heard().stream().filter(text -> !text.startsWith("STATUS") && !text.startsWith("WATCH"))
                .toList();
        assertEquals(List.of("RELOADING=1\nMONOTONIC_USEC=5", "READY=1", "STOPPING=1"), told);
    }

    private Watchdog watchdog() {
        try {
            return new Watchdog(new Supervisor(name, PERIOD));
        } catch (LinuxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pulse pulse(String thread, ExecutorService owner) {
        AtomicLong turns = new AtomicLong();
        return new Pulse(thread, () -> owner.execute(turns::incrementAndGet), turns::get);
    }

    private List<String> heard() {
        heard.addAll(manager.heard());
        return heard;
    }

    private long count(String text) {
        return heard().stream().filter(text::equals).count();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                throw new AssertionError("not within " + LIMIT);
            }
            Thread.onSpinWait();
        }
    }
}
