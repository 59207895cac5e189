package dev.lvsd.metrics;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of the scrape address. It takes the next request when the answer to the last one is written.
/// One deadline runs at any time, for the request or for its answer; progress does not move it, so that nobody
/// holds a connection with a byte now and then.
final class ScrapeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeHandler.class);

    private final Answers answers;
    private final Duration patience;
    private @Nullable Future<?> deadline;

    ScrapeHandler(Answers answers, Duration patience) {
        this.answers = answers;
        this.patience = patience;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        restart(context);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
        FullHttpResponse response = answers.answer(request, context.alloc());
        if (request.method().equals(HttpMethod.HEAD)) {
            response = Answers.withoutBody(response);
        }
        HttpUtil.setKeepAlive(response, keepAlive);
        context.channel().config().setAutoRead(false);
        restart(context);
        answers.begin();
        context.writeAndFlush(response).addListener(written -> {
            answers.end();
            if (keepAlive && written.isSuccess()) {
                restart(context);
                // From the loop and not from here, or pipelined requests would be answered recursively.
                context.executor().execute(() -> context.channel().config().setAutoRead(true));
            } else {
                ChannelFuture _ = context.close();
            }
        });
    }

    private void restart(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = context.executor().schedule(
                () -> {
                    ChannelFuture _ = context.close();
                },
                patience.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("metrics: connection closed: {}", cause.toString());
        ChannelFuture _ = context.close();
    }
}
