package dev.lvsd.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.check.Verdicts;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.HttpPage;
import dev.lvsd.config.HttpVersion;
import dev.lvsd.config.StatusCodes;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs one check on a loop of its own, in the test's thread and in real time.
final class ProbeRun {
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), EpollIoHandler.newFactory());
    private final Verdicts check = new Verdicts(loop);

    private ProbeRun() {}

    static String of(int port) {
        return of(port, SHORT);
    }

    static String of(int port, Duration connectTimeout) {
        return of(local(port), HttpVersion.HTTP_1_0, connectTimeout, List.of(
                HttpProbeTest.page("/", StatusCodes.SUCCESS, null)));
    }

    static String of(int port, HttpVersion version, HttpPage... pages) {
        return of(local(port), version, Duration.ofSeconds(20), List.of(pages));
    }

    /// The only verdict of the check.
    static String of(Endpoint target, HttpVersion version, Duration connectTimeout, List<HttpPage> pages) {
        Duration second = Duration.ofSeconds(1);
        CheckTiming timing = new CheckTiming(second, connectTimeout, 0, second, Duration.ZERO);
        return new ProbeRun().run(new HttpProbe(new CheckSpec.Http(target, timing, false, version, pages)));
    }

    private static Endpoint local(int port) {
        return new Endpoint(IpAddress.of("127.0.0.1"), port);
    }

    private String run(HttpProbe probe) {
        long start = System.nanoTime();
        probe.start(check);
        while (check.heard().isEmpty() && System.nanoTime() - start < PATIENCE) {
            loop.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        Future<?> end = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!end.isDone() && System.nanoTime() - start < PATIENCE) {
            loop.run(TimeUnit.MILLISECONDS.toNanos(50));
        }
        assertEquals(1, check.heard().size(), check.heard().toString());
        return check.heard().getFirst();
    }
}
