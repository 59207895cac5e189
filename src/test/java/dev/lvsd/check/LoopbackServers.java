package dev.lvsd.check;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/// Ports on loopback: open ones listen, closed ones are bound without listening, so that nobody else opens
/// them, silent ones drop what comes.
final class LoopbackServers implements AutoCloseable {
    private final List<Closeable> sockets = new ArrayList<>();

    Endpoint open(String address) throws IOException {
        return listen(new Endpoint(IpAddress.of(address), 0), 128);
    }

    Endpoint open(Endpoint endpoint) throws IOException {
        return listen(endpoint, 128);
    }

    Endpoint closed(String address) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        IpAddress ip = IpAddress.of(address);
        socket.bind(new InetSocketAddress(ip.toInetAddress(), 0));
        return new Endpoint(ip, socket.getLocalPort());
    }

    /// A port whose queue of connections is full: the kernel drops further SYNs.
    Endpoint silent() throws IOException {
        Endpoint endpoint = listen(new Endpoint(IpAddress.of("127.0.0.1"), 0), 1);
        InetSocketAddress target = new InetSocketAddress(endpoint.address().toInetAddress(), endpoint.port());
        try {
            for (int i = 0; i < 10; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(target, 100);
            }
        } catch (SocketTimeoutException _) {
            return endpoint;
        }
        throw new IOException("the queue of " + endpoint + " never fills");
    }

    /// Closes an open port.
    void close(Endpoint endpoint) throws IOException {
        for (Closeable socket : sockets) {
            if (socket instanceof ServerSocket server && server.getLocalPort() == endpoint.port()) {
                server.close();
            }
        }
    }

    private Endpoint listen(Endpoint endpoint, int backlog) throws IOException {
        ServerSocket server = new ServerSocket();
        sockets.add(server);
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(endpoint.address().toInetAddress(), endpoint.port()), backlog);
        return new Endpoint(endpoint.address(), server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (Closeable socket : sockets) {
            socket.close();
        }
    }
}
