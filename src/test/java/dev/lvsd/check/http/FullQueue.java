package dev.lvsd.check.http;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// Fills the queue of a listening socket, so that the kernel drops further SYNs.
final class FullQueue implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    FullQueue(ServerSocket server) throws IOException {
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(server.getLocalSocketAddress(), 100);
            }
        } catch (SocketTimeoutException _) {
            return;
        }
        throw new IOException("the queue never fills");
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
