package dev.lvsd.check.http;

import dev.lvsd.check.Probe;
import dev.lvsd.check.ProbeContext;
import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.HttpPage;
import dev.lvsd.config.HttpVersion;
import dev.lvsd.net.Family;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/// Asks for the pages of an `HTTP_GET`, each over a connection of its own, the next one when the one before was as
/// expected. The first that is not ends the check.
public final class HttpProbe implements Probe {
    private final InetSocketAddress target;
    private final SocketProtocolFamily family;
    private final Duration stepLimit;
    private final HttpVersion version;
    private final List<HttpPage> pages;

    /// A probe of one `HTTP_GET` block.
    public HttpProbe(CheckSpec.Http spec) {
        this.target = new InetSocketAddress(spec.target().address().toInetAddress(), spec.target().port());
        this.family = spec.target().address().family() == Family.IPV4
                ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6;
        this.stepLimit = spec.timing().connectTimeout();
        this.version = spec.version();
        this.pages = spec.pages();
    }

    /// `connect_timeout` for connecting and as much for the answer, for every page.
    @Override
    public Duration timeLimit() {
        return stepLimit.multipliedBy(2L * pages.size());
    }

    @Override
    public void start(ProbeContext context) {
        fetch(0, context);
    }

    private void fetch(int index, ProbeContext context) {
        if (index == pages.size()) {
            context.passed();
            return;
        }
        new PageFetch(context, pages.get(index), version, stepLimit, () -> fetch(index + 1, context))
                .start(target, family);
    }
}
