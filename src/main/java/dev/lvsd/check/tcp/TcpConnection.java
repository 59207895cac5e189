package dev.lvsd.check.tcp;

import dev.lvsd.check.ConnectError;
import dev.lvsd.check.ProbeContext;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// The connection of one check, from `connect` to `close`.
final class TcpConnection implements EpollIoHandle {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_QUICKACK = 12;
    private static final EpollIoOps CONNECTED = EpollIoOps.EPOLLOUT.with(EpollIoOps.EPOLLET);

    private final LinuxSocket socket;
    private final InetSocketAddress target;
    private final ProbeContext context;
    private @Nullable IoRegistration registration;

    TcpConnection(LinuxSocket socket, InetSocketAddress target, ProbeContext context) {
        this.socket = socket;
        this.target = target;
        this.context = context;
    }

    /// Connects. An error of the call itself comes from this host, unless it says that the target refuses or
    /// cannot be reached.
    void open() {
        try {
            socket.setIntOpt(IPPROTO_TCP, TCP_QUICKACK, 0);
            if (socket.connect(target)) {
                connected();
                return;
            }
        } catch (IOException e) {
            ConnectError error = ConnectError.of(e);
            if (error.saysTargetIsDown()) {
                context.failed(error.remote());
            } else {
                context.notRun(error.local());
            }
            return;
        }
        context.loop().register(this).addListener(registered -> {
            if (!registered.isSuccess()) {
                context.notRun(ConnectError.of(registered.cause()).local());
                return;
            }
            watch((IoRegistration) registered.getNow());
        });
    }

    private void watch(IoRegistration newRegistration) {
        if (!socket.isOpen()) {
            newRegistration.cancel();
            return;
        }
        registration = newRegistration;
        try {
            newRegistration.submit(CONNECTED);
        } catch (UncheckedIOException e) {
            context.notRun(ConnectError.of(e).local());
        }
    }

    @Override
    public FileDescriptor fd() {
        return socket;
    }

    /// Where the socket can be written and neither EPOLLERR nor EPOLLHUP is set, there is no error to ask for.
    @Override
    public void handle(IoRegistration source, IoEvent event) {
        try {
            int errno = ((EpollIoEvent) event).ops().equals(EpollIoOps.EPOLLOUT) ? 0 : socket.getSoError();
            if (errno == 0) {
                connected();
            } else {
                context.failed(new ConnectError(errno, "").remote());
            }
        } catch (IOException e) {
            context.notRun(ConnectError.of(e).local());
        }
    }

    /// A connect to a closed port of this host can meet itself, where the kernel picks that very port as the
    /// local one (RFC 9293, 3.5: simultaneous open).
    private void connected() throws IOException {
        if (target.equals(socket.localAddress())) {
            context.failed(new ConnectError(ConnectError.ECONNREFUSED, "").remote());
            return;
        }
        socket.setSoLinger(0);
        context.passed();
    }

    /// Closes the socket, and only then forgets the registration: the kernel has taken it out of the epoll set.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // Linux releases the descriptor whatever close(2) returns.
        }
        if (registration != null) {
            registration.cancel();
        }
    }
}
