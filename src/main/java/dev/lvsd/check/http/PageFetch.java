package dev.lvsd.check.http;

import dev.lvsd.check.ConnectError;
import dev.lvsd.check.ProbeContext;
import dev.lvsd.check.Seconds;
import dev.lvsd.config.HttpPage;
import dev.lvsd.config.HttpVersion;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One page of one check, from connecting to the end of the answer. Confined to the check's loop.
///
/// | step | ends by | takes at most |
/// |---|---|---|
/// | connecting | connected, refused | `connect_timeout` |
/// | answering | complete, closed, wrong | `connect_timeout` from then on, however busily the server sends |
final class PageFetch {
    private final ProbeContext context;
    private final HttpPage page;
    private final HttpVersion version;
    private final Duration stepLimit;
    private final Runnable next;
    private final BoundedDecoder decoder = new BoundedDecoder();
    private final AnswerReader reader;
    private @Nullable Channel channel;
    private @Nullable Future<?> timer;
    private boolean released;

    /// @param next what follows once the page was as expected
    PageFetch(ProbeContext context, HttpPage page, HttpVersion version, Duration stepLimit, Runnable next) {
        this.context = context;
        this.page = page;
        this.version = version;
        this.stepLimit = stepLimit;
        this.next = next;
        this.reader = new AnswerReader(new AnswerJudge(page), decoder, this::judged);
    }

    void start(InetSocketAddress target, SocketProtocolFamily family) {
        EpollSocketChannel opened;
        try {
            opened = new EpollSocketChannel(family);
        } catch (ChannelException e) {
            context.notRun(ConnectError.of(e).local());
            return;
        }
        channel = opened;
        context.onEnd(() -> release(true));
        within("no connection within " + Seconds.text(stepLimit));
        opened.config().setConnectTimeoutMillis(0);
        opened.pipeline().addLast(decoder, reader);
        EventLoop loop = context.loop();
        loop.register(opened).addListener(registered -> {
            if (registered.isSuccess()) {
                opened.connect(target).addListener(connected -> connected(opened, connected.cause()));
            } else if (!released) {
                context.notRun(ConnectError.of(registered.cause()).local());
            }
        });
    }

    private void connected(Channel connected, @Nullable Throwable cause) {
        if (released) {
            return;
        }
        if (cause == null) {
            within(null);
            var _ = connected.writeAndFlush(Unpooled.wrappedBuffer(RequestText.of(page, version)));
            return;
        }
        ConnectError error = ConnectError.of(cause);
        boolean wasAsked = String.valueOf(cause.getMessage()).startsWith("finishConnect");
        if (wasAsked || error.saysTargetIsDown()) {
            fail(error.remote());
        } else {
            context.notRun(error.local());
        }
    }

    /// Starts the time of a step.
    ///
    /// @param late what to say after it, null for what the reader says
    private void within(@Nullable String late) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = context.loop().schedule(
                () -> fail(late == null ? reader.late(Seconds.text(stepLimit)) : late),
                stepLimit.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    private void judged(@Nullable String wrong) {
        if (released) {
            return;
        }
        if (wrong == null) {
            release(false);
            next.run();
        } else {
            fail(wrong);
        }
    }

    private void fail(String reason) {
        context.failed("GET " + page.path() + ": " + reason);
    }

    /// Ends the connection: a finished one by closing it, any other by resetting it, so that nothing lingers.
    private void release(boolean reset) {
        released = true;
        if (timer != null) {
            timer.cancel(false);
        }
        if (channel != null) {
            if (reset && channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            var _ = channel.close();
        }
    }

    /// An error of a connection that was there, in an operator's words.
    static String reason(Throwable cause) {
        ConnectError error = ConnectError.of(cause);
        return error.saysTargetIsDown() ? error.remote() : "the connection broke: " + cause.getMessage();
    }
}
