package dev.lvsd.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// gzip (RFC 1952) at its fastest level: metrics repeat themselves enough to shrink to a fifteenth even so.
final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 8192;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER_BYTES);
        def.setLevel(Deflater.BEST_SPEED);
    }
}
