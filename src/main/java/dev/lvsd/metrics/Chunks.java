package dev.lvsd.metrics;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import java.io.OutputStream;

/// Writes into a composite buffer chunk by chunk, so that megabytes are never copied to grow.
final class Chunks extends OutputStream {
    private static final int CHUNK_BYTES = 1 << 16;

    private final CompositeByteBuf whole;
    private ByteBuf chunk;

    /// @param whole grows with every chunk that is full, and at the end
    Chunks(CompositeByteBuf whole) {
        this.whole = whole;
        this.chunk = whole.alloc().buffer(CHUNK_BYTES, CHUNK_BYTES);
    }

    @Override
    public void write(int octet) {
        room();
        chunk.writeByte(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length) {
            room();
            int part = Math.min(chunk.writableBytes(), length - done);
            chunk.writeBytes(bytes, offset + done, part);
            done += part;
        }
    }

    @Override
    public void close() {
        whole.addComponent(true, chunk);
    }

    private void room() {
        if (!chunk.isWritable()) {
            whole.addComponent(true, chunk);
            chunk = whole.alloc().buffer(CHUNK_BYTES, CHUNK_BYTES);
        }
    }
}
