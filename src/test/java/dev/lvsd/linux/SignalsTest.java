package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SignalsTest {
    @Test
    void hangUpRunsTheActionInsteadOfEndingTheProcess() throws IOException, InterruptedException {
        CountDownLatch came = new CountDownLatch(1);
        Signals.handle(Signals.Kind.HUP, came::countDown);

        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid())).start().waitFor();

        assertTrue(came.await(10, TimeUnit.SECONDS));
    }
}
