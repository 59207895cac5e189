package dev.lvsd.check;

import io.netty.channel.IoEventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;

/// A loop without sockets whose time passes only when the test says so.
final class VirtualLoop {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker);

    IoEventLoop loop() {
        return loop;
    }

    long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime());
    }

    /// Lets time pass in steps of a millisecond and runs what is due at each.
    void advanceMillis(long millis) {
        for (long i = 0; i < millis; i++) {
            ticker.advanceMillis(1);
            loop.runNow();
        }
    }
}
