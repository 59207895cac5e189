package dev.lvsd.metrics;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the scrape address answers to which request. Belongs to the server's thread.
///
/// | request | answer |
/// |---|---|
/// | `GET /metrics` | all metrics, compressed where the client takes gzip |
/// | `GET /` | one line that names `/metrics` |
///
/// `HEAD` is answered as `GET` without the body. Any other path is 404, any other method 405, a request that
/// cannot be read 400, 413, 414 or 431; 503 while [#MAX_UNDER_WAY] answers have not been taken yet.
final class Answers {
    /// Each answer is some megabytes with thousands of real servers.
    static final int MAX_UNDER_WAY = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Pattern GZIP =
            Pattern.compile("(?i)(^|,)\\s*gzip\\s*(,|$|;\\s*q=(1|0\\.0*[1-9]))");
    private static final String PATH = "/metrics";
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Metrics metrics;
    private int underWay;

    Answers(Metrics metrics) {
        this.metrics = metrics;
    }

    /// An answer was begun.
    void begin() {
        underWay++;
    }

    /// An answer was written, or its connection is gone.
    void end() {
        underWay--;
    }

    /// The answer to a request.
    FullHttpResponse answer(HttpRequest request, ByteBufAllocator allocator) {
        if (!request.decoderResult().isSuccess()) {
            return malformed(request.decoderResult().cause());
        }
        String path = request.uri().split("\\?", 2)[0];
        if (!path.equals(PATH) && !path.equals("/")) {
            return text(HttpResponseStatus.NOT_FOUND, "no such path; the metrics are at " + PATH);
        }
        String method = request.method().name();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            FullHttpResponse refused = text(HttpResponseStatus.METHOD_NOT_ALLOWED, "read-only: use GET");
            refused.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
            return refused;
        }
        return path.equals("/") ? text(HttpResponseStatus.OK, "lvsd: the metrics are at " + PATH)
                : scrape(request.headers(), allocator);
    }

    /// An answer without the body, as `HEAD` asks for; the length of the body stays.
    static FullHttpResponse withoutBody(FullHttpResponse answer) {
        FullHttpResponse head = answer.replace(Unpooled.EMPTY_BUFFER);
        answer.release();
        return head;
    }

    private FullHttpResponse scrape(HttpHeaders headers, ByteBufAllocator allocator) {
        if (underWay >= MAX_UNDER_WAY) {
            return text(HttpResponseStatus.SERVICE_UNAVAILABLE, MAX_UNDER_WAY + " scrapes are under way already");
        }
        boolean gzip = takesGzip(headers);
        CompositeByteBuf body = allocator.compositeBuffer(Integer.MAX_VALUE);
        try (OutputStream out = gzip ? new FastGzip(new Chunks(body)) : new Chunks(body)) {
            metrics.write(out);
        } catch (IOException | RuntimeException e) {
            body.release();
            LOG.error("metrics: a scrape failed in a defect of lvsd", e);
            return text(HttpResponseStatus.INTERNAL_SERVER_ERROR, "a defect of lvsd, its log says more: " + e);
        }
        FullHttpResponse answer = response(HttpResponseStatus.OK, Metrics.CONTENT_TYPE, body);
        answer.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        if (gzip) {
            answer.headers().set(HttpHeaderNames.CONTENT_ENCODING, HttpHeaderValues.GZIP);
        }
        return answer;
    }

    /// Whether `Accept-Encoding` (RFC 9110, 12.5.3) names gzip, and not with the weight 0.
    private static boolean takesGzip(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.ACCEPT_ENCODING).stream().anyMatch(value -> GZIP.matcher(value).find());
    }

    private static FullHttpResponse malformed(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ ->
                text(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
            case TooLongHttpHeaderException _ ->
                text(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too long");
            case Throwable other ->
                text(HttpResponseStatus.BAD_REQUEST, "not an HTTP/1.1 request: " + other.getMessage());
        };
    }

    private static FullHttpResponse text(HttpResponseStatus status, String line) {
        return response(status, PLAIN, Unpooled.copiedBuffer(line + "\n", StandardCharsets.UTF_8));
    }

    private static FullHttpResponse response(HttpResponseStatus status, String type, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        response.headers()
                .set(HttpHeaderNames.SERVER, "lvsd")
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        return response;
    }
}
