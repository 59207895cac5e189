package dev.lvsd.check;

import io.netty.channel.IoEventLoop;
import java.util.ArrayList;
import java.util.List;

/// One check of a probe on its own: notes every verdict, where [RunningCheck] takes the first only.
public final class Verdicts implements ProbeContext {
    private final IoEventLoop loop;
    private final List<String> heard = new ArrayList<>();
    private Runnable release = () -> {};

    /// A check on a loop.
    public Verdicts(IoEventLoop loop) {
        this.loop = loop;
    }

    /// `passed`, the reason of a failure, or `not run: ` and a reason.
    public List<String> heard() {
        return heard;
    }

    @Override
    public IoEventLoop loop() {
        return loop;
    }

    @Override
    public void onEnd(Runnable newRelease) {
        release = newRelease;
    }

    @Override
    public void passed() {
        end("passed");
    }

    @Override
    public void failed(String reason) {
        end(reason);
    }

    @Override
    public void notRun(String reason) {
        end("not run: " + reason);
    }

    private void end(String verdict) {
        release.run();
        heard.add(verdict);
    }
}
