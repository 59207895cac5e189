package dev.lvsd.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Something that listens on a unix domain socket and is no lvsd: it reads what comes, answers the same bytes to
/// everybody, and closes; or stays silent where there are none.
final class FakeServer implements AutoCloseable {
    private final ServerSocketChannel listener;

    FakeServer(Path socket, String answer) throws IOException {
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        if (!answer.isEmpty()) {
            Thread.ofVirtual().start(() -> serve(answer));
        }
    }

    private void serve(String answer) {
        try (SocketChannel connection = listener.accept()) {
            connection.read(ByteBuffer.allocate(4096));
            connection.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException _) {
            // The client is gone, which is what some tests are about.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
