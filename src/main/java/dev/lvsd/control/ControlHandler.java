package dev.lvsd.control;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.timeout.IdleStateEvent;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of the control socket. It takes the next request when the answer to the last one is
/// written: while it does not read, the flow control handler before it keeps what was decoded already.
final class ControlHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ControlHandler.class);

    private final ControlApi api;
    private boolean working;

    ControlHandler(ControlApi api) {
        this.api = api;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        boolean readable = request.decoderResult().isSuccess();
        boolean keepAlive = readable && HttpUtil.isKeepAlive(request);
        HttpMethod method = request.method();
        context.channel().config().setAutoRead(false);
        String target = request.uri();
        ControlApi.Work work = readable
                ? api.work(method.name(), target, request.content().toString(StandardCharsets.UTF_8),
                        () -> Callers.of(context.channel()))
                : null;
        if (work == null) {
            write(context, response(method, target, answer(request)), keepAlive);
        } else {
            working = true;
            Thread.ofVirtual().name("control-work").start(() -> {
                ControlApi.Answer answer = answer(work, target);
                context.executor().execute(() -> {
                    working = false;
                    write(context, response(method, target, answer), keepAlive);
                });
            });
        }
    }

    private static void write(ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        context.writeAndFlush(response).addListener(written -> {
            if (keepAlive && written.isSuccess()) {
                // From the loop and not from here, or pipelined requests would be answered recursively.
                context.executor().execute(() -> context.channel().config().setAutoRead(true));
            } else {
                ChannelFuture _ = context.close();
            }
        });
    }

    private ControlApi.Answer answer(FullHttpRequest request) {
        DecoderResult decoded = request.decoderResult();
        if (!decoded.isSuccess()) {
            return malformed(decoded.cause());
        }
        String target = request.uri();
        int query = target.indexOf('?');
        return answer(() -> api.answer(request.method().name(), query < 0 ? target : target.substring(0, query)),
                target);
    }

    private ControlApi.Answer answer(ControlApi.Work work, String target) {
        try {
            return work.answer();
        } catch (RuntimeException e) {
            LOG.error("control socket: {} failed", target, e);
            return api.error(500, "lvsd failed to answer, its log says why: " + e);
        }
    }

    private ControlApi.Answer malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> api.error(414, "the request line is too long");
            case TooLongHttpHeaderException _ -> api.error(431, "the headers are too long");
            default -> api.error(400, "not an HTTP/1.1 request: " + cause.getMessage());
        };
    }

    private static FullHttpResponse response(HttpMethod method, String target, ControlApi.Answer answer) {
        ByteBuf json = Unpooled.copiedBuffer(answer.json(), StandardCharsets.UTF_8);
        int length = json.readableBytes();
        boolean head = method.equals(HttpMethod.HEAD);
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : json);
        response.headers()
                .set(HttpHeaderNames.SERVER, ControlApi.SERVER)
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (answer.status() == 405) {
            response.headers().set(HttpHeaderNames.ALLOW, ControlApi.allowed(target));
        }
        return response;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            if (!working) {
                ChannelFuture _ = context.close();
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("control socket: connection closed: {}", cause.toString());
        ChannelFuture _ = context.close();
    }
}
