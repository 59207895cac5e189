package dev.lvsd.check.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/// Reads one HTTP answer of bounded size, as leniently as clients do: lines may end in a bare line feed (RFC 9112,
/// 2.2). It keeps the first bytes, for telling what came instead of HTTP.
final class BoundedDecoder extends HttpResponseDecoder {
    /// Most bytes of an answer in all, of its headers, and of its first line.
    static final int MOST = 16 << 20;
    static final int MOST_HEADERS = 64 << 10;
    static final int MOST_LINE = 4 << 10;

    private static final int KEPT = 32;

    private final StringBuilder beginning = new StringBuilder(KEPT);
    private long received;

    /// The answer is larger than [#MOST].
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;
    }

    BoundedDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MOST_LINE)
                .setMaxHeaderSize(MOST_HEADERS)
                .setStrictLineParsing(false)
                .setUseRfc9112TransferEncoding(false)
                .setHeadersFactory(DefaultHttpHeadersFactory.headersFactory().withValidation(false))
                .setTrailersFactory(DefaultHttpHeadersFactory.trailersFactory().withValidation(false)));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (message instanceof ByteBuf bytes) {
            keep(bytes);
            received += bytes.readableBytes();
            if (received > MOST) {
                ReferenceCountUtil.release(message);
                context.fireExceptionCaught(new TooLargeException());
                return;
            }
        }
        super.channelRead(context, message);
    }

    /// Bytes that came so far.
    long received() {
        return received;
    }

    /// The first bytes as text, unprintable ones as dots.
    String beginning() {
        return beginning.toString().replaceAll("[^ -~]", ".");
    }

    private void keep(ByteBuf bytes) {
        int more = Math.min(KEPT - beginning.length(), bytes.readableBytes());
        if (more > 0) {
            beginning.append(bytes.toString(bytes.readerIndex(), more, StandardCharsets.ISO_8859_1));
        }
    }
}
