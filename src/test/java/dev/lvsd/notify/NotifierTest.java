package dev.lvsd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Notifications;
import dev.lvsd.config.NotifyPipe;
import dev.lvsd.config.NotifyScript;
import dev.lvsd.config.NotifyState;
import dev.lvsd.script.ScriptResult;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent.Departure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final NotifyScript SCRIPT = Told.script("/bin/tell");

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final List<MailText> mails = Collections.synchronizedList(new ArrayList<>());

    private final Scripts recorded = (script, more, limit, policy) -> {
        ran.add(script.command().text() + " " + String.join(" ", more));
        return new ScriptResult.Exited(0);
    };

    @Test
    void theScriptOfTheStateRunsBeforeTheOneOfEveryState() throws Exception {
        Notifications both = new Notifications(
                Map.of(NotifyState.MASTER, Told.script("/bin/master")), SCRIPT, false, false, false);
        Notifier notifier = notifier(recorded);
        notifier.happened(Told.changed(both, RouterState.MASTER));
        notifier.stop();
        assertEquals(List.of("/bin/master ", "/bin/tell INSTANCE VI MASTER 100"), ran);
    }

    @Test
    void aSlowScriptIsToldTheLastStateAndTheRestIsCounted() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Notifier notifier = notifier((script, more, limit, policy) -> {
            ran.add(more.get(2));
            end.await();
            return new ScriptResult.Exited(0);
        });
        Notifications told = Told.always(SCRIPT);
        notifier.happened(Told.changed(told, RouterState.BACKUP));
        await(() -> ran.size() == 1);
        notifier.happened(Told.changed(told, RouterState.MASTER));
        notifier.happened(Told.changed(told, RouterState.FAULT));
        notifier.happened(Told.changed(told, RouterState.INITIALIZE, Departure.STOPPED));
        end.countDown();
        notifier.stop();
        assertEquals(List.of("BACKUP", "STOP"), ran);
        NotifyStatus.Told status = notifier.status().subjects().getFirst();
        assertEquals(2, status.skipped());
        assertEquals(2, status.runs());
    }

    @Test
    void aScriptThatHangsIsEndedByItsTimeoutAndCounted() throws Exception {
        Notifier notifier = new Notifier(Told.settings(Duration.ofMillis(50)), Scripts.ofHost(), this::post);
        Notifications sleeper = new Notifications(
                Map.of(NotifyState.MASTER, Told.script("/bin/sleep", "600")), null, false, false, false);
        notifier.happened(Told.changed(sleeper, RouterState.MASTER));
        await(() -> !notifier.status().subjects().isEmpty() && notifier.status().subjects().getFirst().runs() == 1);
        assertEquals(1, notifier.status().subjects().getFirst().failures());
        assertEquals("no end within 0.05 s", Objects.requireNonNull(
                notifier.status().subjects().getFirst().last()).result());
        notifier.stop();
    }

    @Test
    void aPipeIsMadeGetsLinesWithoutAReaderAndGoesAtTheEnd(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("notify");
        Notifier notifier = new Notifier(
                Told.settings(LONG, new NotifyPipe(path.toString(), null, null)), recorded, this::post);
        notifier.start();
        try (var reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            notifier.happened(Told.changed(Notifications.NONE, RouterState.BACKUP));
            assertEquals("INSTANCE \"VI\" BACKUP 100", reader.readLine());
        }
        for (int i = 0; i < 10_000; i++) {
            notifier.happened(Told.changed(Notifications.NONE, RouterState.MASTER));
        }
        NotifyStatus.Pipe status = notifier.status().pipes().getFirst();
        assertEquals(10_001, status.lines() + status.dropped());
        assertTrue(status.dropped() > 0);
        notifier.stop();
        assertFalse(Files.exists(path));
    }

    @Test
    void aFileIsNoPipeAndStays(@TempDir Path directory) throws Exception {
        Path path = Files.writeString(directory.resolve("notify"), "precious");
        Notifier notifier = new Notifier(
                Told.settings(LONG, new NotifyPipe(path.toString(), null, null)), recorded, this::post);
        notifier.start();
        notifier.happened(Told.changed(Notifications.NONE, RouterState.BACKUP));
        assertEquals(1, notifier.status().pipes().getFirst().dropped());
        notifier.stop();
        assertEquals("precious", Files.readString(path));
    }

    @Test
    void aReloadThatKeepsAPipeDoesNotTouchIt(@TempDir Path directory) throws Exception {
        Path path = directory.resolve("notify");
        NotifyPipe pipe = new NotifyPipe(path.toString(), null, null);
        Notifier notifier = new Notifier(Told.settings(LONG, pipe), recorded, this::post);
        notifier.start();
        Object before = Files.getAttribute(path, "unix:ino");
        notifier.reload(Told.settings(Duration.ofSeconds(1), pipe));
        assertEquals(before, Files.getAttribute(path, "unix:ino"));
        notifier.reload(Told.settings(LONG));
        assertFalse(Files.exists(path));
        notifier.stop();
    }

    @Test
    void aLineAfterAPipeWasClosedGoesIntoNoOtherFile(@TempDir Path directory) {
        Pipe closed = open(directory.resolve("before"));
        closed.close();
        Pipe other = open(directory.resolve("after"));
        closed.write("of the pipe before\n");
        assertEquals(0, closed.status().lines());
        assertEquals(1, closed.status().dropped());
        other.close();
    }

    @Test
    void aDefectInOneRunOfAScriptKeepsNoLaterRunAway() throws Exception {
        Notifier notifier = notifier((script, more, limit, policy) -> {
            ran.add(more.get(2));
            if (ran.size() == 1) {
                throw new IllegalStateException("for a test");
            }
            return new ScriptResult.Exited(0);
        });
        Notifications told = Told.always(SCRIPT);
        notifier.happened(Told.changed(told, RouterState.BACKUP));
        await(() -> ran.size() == 1);
        notifier.happened(Told.changed(told, RouterState.MASTER));
        await(() -> ran.size() == 2);
        notifier.stop();
        assertEquals(1, notifier.status().subjects().getFirst().failures());
    }

    @Test
    void mailIsSentOnceForAState() throws Exception {
        Notifications mailed = new Notifications(Map.of(), null, true, false, false);
        Notifier notifier = notifier(recorded);
        notifier.happened(Told.changed(mailed, RouterState.MASTER));
        await(() -> mails.size() == 1);
        notifier.happened(Told.changed(mailed, RouterState.MASTER));
        notifier.happened(Told.changed(mailed, RouterState.BACKUP));
        notifier.stop();
        assertEquals(
                List.of(
                        new MailText("[lb1] VRRP Instance VI - Entering MASTER state",
                                "=> VRRP Instance is now owning VRRP VIPs <="),
                        new MailText("[lb1] VRRP Instance VI - Entering BACKUP state",
                                "=> VRRP Instance is no longer owning VRRP VIPs <=")),
                mails);
        assertEquals(2, notifier.status().mail().sent());
    }

    private Pipe open(Path path) {
        return Pipe.open(new NotifyPipe(path.toString(), null, null), recorded, Told.settings(LONG));
    }

    private Notifier notifier(Scripts scripts) {
        return new Notifier(Told.settings(LONG), scripts, this::post);
    }

    private @Nullable String post(MailText text, Object settings) {
        mails.add(text);
        return null;
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < until, "not within 10 s");
            Thread.onSpinWait();
        }
    }
}
