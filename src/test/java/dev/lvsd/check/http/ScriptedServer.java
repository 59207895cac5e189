package dev.lvsd.check.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on loopback that reads a request and then does what the test says.
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /// What it does after a request; the connection is closed behind it.
    interface Behaviour {
        void answer(Socket client, OutputStream out) throws IOException, InterruptedException;
    }

    ScriptedServer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /// A server that sends a text, in which line feeds are those of HTTP, and closes.
    static ScriptedServer sending(String text) throws IOException {
        return new ScriptedServer((_, out) -> out.write(bytes(text)));
    }

    static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    int port() {
        return server.getLocalPort();
    }

    /// The requests that came, in their order.
    List<String> requests() {
        return requests;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            requests.add(request(client.getInputStream()));
            behaviour.answer(client, client.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // The probe has gone: its verdict is what is looked at.
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
