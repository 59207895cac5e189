package dev.lvsd.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A client that sends whatever bytes a test wants.
final class RawConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final InputStream in;

    RawConnection(Path socket) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        in = Channels.newInputStream(channel);
    }

    RawConnection send(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return this;
    }

    /// One answer with a body of `Content-Length` bytes: status line, headers and body.
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        HttpAnswer parsed = HttpAnswer.parse(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        byte[] body = in.readNBytes(parsed.contentLength());
        return head + new String(body, StandardCharsets.UTF_8);
    }

    /// Everything up to the end of the connection.
    String rest() throws IOException {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "reset: " + e.getMessage();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
