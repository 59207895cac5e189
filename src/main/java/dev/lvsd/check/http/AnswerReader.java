package dev.lvsd.check.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes one answer from the decoder to its end, which is where its length says, or where the server closes. An answer
/// that ends before its Content-Length counts as complete, as with keepalived: the digest, not the length, says
/// whether a body is right. Interim answers (1xx) are passed over.
final class AnswerReader extends SimpleChannelInboundHandler<HttpObject> {
    private final AnswerJudge judge;
    private final BoundedDecoder decoder;
    private final Consumer<@Nullable String> verdict;
    private State state = State.NO_ANSWER;
    private boolean chunked;
    private boolean ended;

    /// What the next part belongs to.
    private enum State {
        NO_ANSWER,
        INTERIM,
        BODY
    }

    /// @param verdict gets, once, what is wrong, or null for an answer as expected
    AnswerReader(AnswerJudge judge, BoundedDecoder decoder, Consumer<@Nullable String> verdict) {
        this.judge = judge;
        this.decoder = decoder;
        this.verdict = verdict;
    }

    /// What to say where the answer is not complete in time.
    ///
    /// @param limit the time
    String late(String limit) {
        return decoder.received() == 0
                ? "no answer within " + limit
                : "the answer is not complete within " + limit + ", " + decoder.received() + " bytes came";
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            end(trouble(part.decoderResult().cause()));
            return;
        }
        if (part instanceof HttpResponse head) {
            begin(head);
        }
        if (part instanceof HttpContent content && !ended) {
            takeBody(content);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        switch (state) {
            case NO_ANSWER, INTERIM -> end(closedEarly());
            case BODY -> end(chunked ? "the connection was closed within the body" : judge.end());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(cause instanceof BoundedDecoder.TooLargeException
                ? "the answer is larger than " + BoundedDecoder.MOST + " bytes"
                : PageFetch.reason(cause));
    }

    private void begin(HttpResponse head) {
        if (!head.protocolVersion().protocolName().equals("HTTP")) {
            end(notHttp());
            return;
        }
        if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            state = State.INTERIM;
            return;
        }
        state = State.BODY;
        chunked = HttpUtil.isTransferEncodingChunked(head);
        String wrong = judge.status(head.status().code());
        if (wrong != null) {
            end(wrong);
        }
    }

    private void takeBody(HttpContent content) {
        if (state == State.BODY) {
            for (ByteBuffer bytes : content.content().nioBuffers()) {
                judge.body(bytes);
            }
        }
        if (content instanceof LastHttpContent) {
            if (state == State.BODY) {
                end(judge.end());
            }
            state = State.NO_ANSWER;
        }
    }

    private String trouble(Throwable cause) {
        if (cause instanceof PrematureChannelClosureException) {
            return closedEarly();
        }
        if (state == State.BODY) {
            return "the body is malformed: " + cause.getMessage();
        }
        return switch (cause) {
            case TooLongHttpHeaderException _ ->
                "the headers are larger than " + BoundedDecoder.MOST_HEADERS + " bytes";
            case TooLongHttpLineException _ when decoder.beginning().startsWith("HTTP/") ->
                "the first line is longer than " + BoundedDecoder.MOST_LINE + " bytes";
            case Throwable _ -> notHttp();
        };
    }

    private String notHttp() {
        return "the answer is not HTTP, it begins with \"" + decoder.beginning() + "\"";
    }

    private String closedEarly() {
        return decoder.received() == 0
                ? "the connection was closed without an answer"
                : "the connection was closed within the headers, " + decoder.received() + " bytes came";
    }

    private void end(@Nullable String wrong) {
        if (!ended) {
            ended = true;
            verdict.accept(wrong);
        }
    }
}
