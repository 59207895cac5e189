package dev.lvsd.control;

import dev.lvsd.watch.Pulse;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control socket: HTTP/1.1 and JSON on a unix domain socket, one thread of its own. [ControlApi] says what
/// is answered.
///
/// Bounds: 4 KiB of request line, 8 KiB of headers, 64 KiB of body, 64 connections, ten seconds without
/// progress, one request of a connection at a time, however many are pipelined.
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 8192;
    private static final int MAX_BODY = 65536;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /// When the first answer is made for nobody, so that the first client does not wait for classes to load.
    private static final int WARM_UP_SECONDS = 2;

    private final EventLoopGroup loop;
    private final ChannelGroup connections;
    private final Channel listener;
    private final SocketFile file;
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong refused;

    private ControlServer(
            EventLoopGroup loop, ChannelGroup connections, Channel listener, SocketFile file, AtomicLong refused) {
        this.loop = loop;
        this.connections = connections;
        this.listener = listener;
        this.file = file;
        this.refused = refused;
    }

    /// Opens the control socket, mode 0660. A directory that is missing is made with mode 0755; the socket of a
    /// process that is gone is replaced.
    ///
    /// @param path path of the socket
    /// @throws ControlException where another process answers on it, or it cannot be made
    public static ControlServer open(Path path, Desks desks) throws ControlException {
        return open(path, new ControlApi(desks), PATIENCE);
    }

    /// Opens the control socket with a patience of its own.
    static ControlServer open(Path path, ControlApi api, Duration patience) throws ControlException {
        if (!Epoll.isAvailable()) {
            throw new ControlException(
                    ControlException.Kind.CANNOT_LISTEN,
                    "control socket " + path + ": Netty's native epoll transport does not load: "
                            + Epoll.unavailabilityCause().getMessage(),
                    Epoll.unavailabilityCause());
        }
        SocketFile file = SocketFile.prepare(path);
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("control", true), EpollIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup("control", GlobalEventExecutor.INSTANCE);
        AtomicLong refused = new AtomicLong();
        try {
            Channel listener = listen(loop, file, channel -> accept(channel, connections, api, patience, refused));
            file.publish();
            Future<?> _ = loop.schedule(() -> api.answer("GET", "/v1/status"), WARM_UP_SECONDS, TimeUnit.SECONDS);
            LOG.info("control socket {} is open", path);
            return new ControlServer(loop, connections, listener, file, refused);
        } catch (IOException | RuntimeException e) {
            Future<?> _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            file.abandon();
            throw new ControlException(
                    ControlException.Kind.CANNOT_LISTEN, "control socket " + path + ": " + e.getMessage(), e);
        }
    }

    private static Channel listen(EventLoopGroup loop, SocketFile file, Consumer<Channel> accept) {
        return new ServerBootstrap()
                .group(loop)
                .channel(EpollServerDomainSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept.accept(channel);
                    }
                })
                .bind(new DomainSocketAddress(file.bindPath().toString()))
                .syncUninterruptibly()
                .channel();
    }

    private static void accept(
            Channel channel, ChannelGroup connections, ControlApi api, Duration patience, AtomicLong refused) {
        if (connections.size() >= MAX_CONNECTIONS) {
            if (refused.getAndIncrement() == 0) {
                LOG.warn("control socket: {} connections are open, refused one more; further ones are only counted",
                        MAX_CONNECTIONS);
            }
            ChannelFuture _ = channel.close();
            return;
        }
        connections.add(channel);
        channel.pipeline().addLast(
                new IdleStateHandler(true, 0, 0, patience.toMillis(), TimeUnit.MILLISECONDS),
                new HttpServerCodec(MAX_LINE, MAX_HEADERS, 8192),
                new HttpObjectAggregator(MAX_BODY, true),
                new FlowControlHandler(),
                new ControlHandler(api));
    }

    /// Connections closed at once because too many were open.
    public long refused() {
        return refused.get();
    }

    /// The sign of life of the server's thread.
    public Pulse pulse() {
        return new Pulse("control", () -> loop.execute(turns::incrementAndGet), turns::get);
    }

    /// Closes the socket and every connection, and removes the file where it is still ours. Once closed it
    /// stays so.
    @Override
    public void close() {
        if (!listener.isOpen()) {
            return;
        }
        file.remove();
        listener.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
