package dev.lvsd.metrics;

import dev.lvsd.net.Endpoint;
import dev.lvsd.watch.Pulse;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scrape address: HTTP/1.1, read-only, `/metrics` and `/` and nothing else, one thread of its own.
///
/// Bounds: 4 KiB of request line, 8 KiB of headers, no body, 32 connections, half a minute for a request and as
/// much for its answer, four answers on their way at once.
public final class ScrapeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScrapeServer.class);
    private static final int MAX_CONNECTIONS = 32;
    private static final int MAX_LINE = 4096;
    private static final int MAX_HEADERS = 8192;
    private static final int MAX_BODY = 0;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// When the first answer is made for nobody, so that the first scrape does not wait for classes to load.
    private static final int WARM_UP_SECONDS = 3;

    private final EventLoopGroup loop;
    private final ChannelGroup connections;
    private final Channel listener;
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong refused;

    private ScrapeServer(EventLoopGroup loop, ChannelGroup connections, Channel listener, AtomicLong refused) {
        this.loop = loop;
        this.connections = connections;
        this.listener = listener;
        this.refused = refused;
    }

    /// Opens the scrape address and begins to record pauses.
    ///
    /// @param endpoint where to listen; port 0 chooses a free one
    /// @throws IOException where the address cannot be had: the message names it and says what to do
    public static ScrapeServer open(Endpoint endpoint, Metrics metrics) throws IOException {
        return open(endpoint, metrics, PATIENCE);
    }

    /// Opens the scrape address with a patience of its own.
    static ScrapeServer open(Endpoint endpoint, Metrics metrics, Duration patience) throws IOException {
        if (!Epoll.isAvailable()) {
            throw failure(endpoint, "Netty's native epoll transport does not load: "
                    + Epoll.unavailabilityCause().getMessage(), Epoll.unavailabilityCause());
        }
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("metrics", true), EpollIoHandler.newFactory());
        ChannelGroup connections = new DefaultChannelGroup("metrics", GlobalEventExecutor.INSTANCE);
        AtomicLong refused = new AtomicLong();
        Answers answers = new Answers(metrics);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(EpollServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel, connections, new ScrapeHandler(answers, patience), refused);
                    }
                })
                .bind(new InetSocketAddress(endpoint.address().toInetAddress(), endpoint.port()))
                .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            Future<?> _ = loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw failure(endpoint, String.valueOf(cause.getMessage()), cause);
        }
        Future<?> _ = loop.schedule(() -> warmUp(metrics), WARM_UP_SECONDS, TimeUnit.SECONDS);
        ScrapeServer server = new ScrapeServer(loop, connections, bound.channel(), refused);
        LOG.info("metrics are at {}", server.url());
        return server;
    }

    private static void accept(
            Channel channel, ChannelGroup connections, ScrapeHandler handler, AtomicLong refused) {
        if (connections.size() >= MAX_CONNECTIONS) {
            if (refused.getAndIncrement() == 0) {
                LOG.warn("metrics: {} connections are open, refused one more; further ones are only counted",
                        MAX_CONNECTIONS);
            }
            ChannelFuture _ = channel.close();
            return;
        }
        connections.add(channel);
        channel.pipeline().addLast(
                new HttpServerCodec(MAX_LINE, MAX_HEADERS, 8192),
                new HttpObjectAggregator(MAX_BODY, true),
                new FlowControlHandler(),
                handler);
    }

    private static void warmUp(Metrics metrics) {
        try {
            metrics.recordPauses();
            metrics.write(OutputStream.nullOutputStream());
        } catch (IOException | RuntimeException e) {
            LOG.error("metrics: a first look at them failed in a defect of lvsd", e);
        }
    }

    private static IOException failure(Endpoint endpoint, String reason, Throwable cause) {
        return new IOException("scrape address " + endpoint + ": " + reason.replaceFirst("^bind\\(\\.\\.\\) .*: ", "")
                + "; --http ADDRESS:PORT (or lvsd: {http: {listen: ADDRESS:PORT}}) names another, none does without",
                cause);
    }

    /// Connections closed at once because too many were open.
    public long refused() {
        return refused.get();
    }

    /// The sign of life of the server's thread.
    public Pulse pulse() {
        return new Pulse("metrics", () -> loop.execute(turns::incrementAndGet), turns::get);
    }

    /// Where the metrics are: `http://127.0.0.1:9166/metrics`.
    public String url() {
        InetSocketAddress address = (InetSocketAddress) listener.localAddress();
        InetAddress host = address.getAddress();
        String text = host instanceof java.net.Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return "http://" + text + ":" + address.getPort() + "/metrics";
    }

    /// Closes the address and every connection. Once closed it stays so.
    @Override
    public void close() {
        if (!listener.isOpen()) {
            return;
        }
        listener.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
