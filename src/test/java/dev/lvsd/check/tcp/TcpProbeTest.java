package dev.lvsd.check.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.check.Verdicts;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpProbeTest {
    private final MockTicker ticker = Ticker.newMockTicker();
    private final ManualIoEventLoop loop =
            new ManualIoEventLoop(null, Thread.currentThread(), EpollIoHandler.newFactory(), ticker);
    private final Verdicts check = new Verdicts(loop);

    @AfterEach
    void close() {
        Future<?> end = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        for (int i = 0; i < 1000 && !end.isDone(); i++) {
            ticker.advanceMillis(1);
            loop.runNow();
        }
        assertTrue(end.isDone());
    }

    @Test
    void answerCountsThoughTheLoopComesToItAfterTheTimeLimit() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            start(server.getLocalPort());
            Future<?> limit = loop.schedule(() -> check.heard().add("time limit"), 3, TimeUnit.SECONDS);
            ticker.advance(10, TimeUnit.SECONDS);
            loop.runNow();
            assertEquals(List.of("passed", "time limit"), check.heard());
            assertTrue(limit.isSuccess());
        }
    }

    @Test
    void connectionIsResetAndLeavesNothingBehind() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            start(server.getLocalPort());
            loop.runNow();
            assertEquals(List.of("passed"), check.heard());
            assertEquals(List.of(), connections(server.getLocalPort()));
        }
    }

    @Test
    void closedPortRefuses() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            start(bound.getLocalPort());
            loop.runNow();
            assertEquals(List.of("connection refused"), check.heard());
        }
    }

    /// As where the kernel picks, of all local ports, the closed one that is checked.
    @Test
    void connectionThatMeetsItselfIsNoAnswer() throws Exception {
        LinuxSocket socket = LinuxSocket.newSocketStream(SocketProtocolFamily.INET);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TcpConnection connection = new TcpConnection(socket, socket.localAddress(), check);
        check.onEnd(connection::close);
        connection.open();
        loop.runNow();
        assertEquals(List.of("connection refused"), check.heard());
    }

    private void start(int port) {
        Endpoint target = new Endpoint(IpAddress.of("127.0.0.1"), port);
        Duration second = Duration.ofSeconds(1);
        CheckTiming timing = new CheckTiming(second, Duration.ofSeconds(3), 0, second, Duration.ZERO);
        new TcpProbe(new CheckSpec.Tcp(target, timing)).start(check);
    }

    /// Connections of this namespace from or to a port, but for the listening socket.
    private static List<String> connections(int port) throws IOException {
        String suffix = String.format(":%04X ", port);
        return Files.readAllLines(Path.of("/proc/self/net/tcp")).stream()
                .filter(line -> line.contains(suffix) && !line.contains(":0000 0A "))
                .toList();
    }
}
