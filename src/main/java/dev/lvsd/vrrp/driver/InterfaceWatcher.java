package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.Poll;
import dev.lvsd.linux.VrrpSocket;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteMonitor;
import dev.lvsd.netlink.RouteNetlink;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The thread "interfaces": knows links and addresses, opens the sockets of those that appear, and tells the
/// others what has changed. Whatever the news are, it reads the whole state again: nothing can get lost.
final class InterfaceWatcher implements Runnable {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final List<VrrpInstance> instances;
    private final Set<IpAddress> virtual;
    private final RouteMonitor monitor;
    private final RouteNetlink netlink;
    private final VrrpSocket unicast;
    private final EventFd stop;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private final Map<Integer, LinkState> known = new HashMap<>();
    private final Map<Integer, VrrpSocket> sockets = new HashMap<>();
    private @Nullable Receiver receiver;
    private volatile Interfaces interfaces = Interfaces.NONE;
    private volatile boolean running = true;

    /// Who is told.
    interface Receiver {
        /// For the vrrp thread.
        void tell(Command command);

        /// For the addresses thread.
        void order(Order order);
    }

    /// @param unicast the socket of all unicast instances
    InterfaceWatcher(
            List<VrrpInstance> instances,
            RouteMonitor monitor,
            RouteNetlink netlink,
            VrrpSocket unicast,
            EventFd stop,
            NewsDesk news,
            MonotonicClock clock) {
        this.instances = instances;
        virtual = Interfaces.virtual(instances);
        this.monitor = monitor;
        this.netlink = netlink;
        this.unicast = unicast;
        this.stop = stop;
        this.news = news;
        this.clock = clock;
    }

    /// Says who is told, before the thread starts.
    void tells(Receiver who) {
        receiver = who;
    }

    /// What was read last; for any thread.
    Interfaces interfaces() {
        return interfaces;
    }

    /// Ends the thread.
    void stop() {
        running = false;
        stop.signal();
    }

    @Override
    public void run() {
        Poll poll = new Poll(stop.descriptor(), monitor.descriptor());
        long wait = 0;
        while (running) {
            poll.await(wait);
            wait = read() ? Poll.FOREVER : RETRY_NANOS;
        }
        monitor.close();
        netlink.close();
    }

    private boolean read() {
        long began = clock.nanos();
        try {
            boolean more = true;
            while (more) {
                more = !monitor.next(0).isEmpty();
            }
            interfaces = Interfaces.of(netlink.links(), netlink.addresses());
        } catch (IOException e) {
            news.line(Level.ERROR, "vrrp: cannot read links and addresses: " + e.getMessage());
            return false;
        }
        Receiver who = receiver;
        if (who != null) {
            boolean complete = true;
            for (int i = 0; i < instances.size(); i++) {
                complete &= update(i, instances.get(i), who);
            }
            closeGone(who);
            who.order(new Order.Verify(began));
            return complete;
        }
        return true;
    }

    /// @return whether nothing is left to be tried again
    private boolean update(int router, VrrpInstance instance, Receiver who) {
        LinkState state = interfaces.stateFor(instance, virtual);
        LinkState before = known.get(router);
        boolean complete = true;
        VrrpSocket socket = null;
        if (state instanceof LinkState.Usable usable && !(before != null && usable.isLike(before))) {
            try {
                socket = socket(instance, usable.link());
                who.tell(new Command.LinkUp(router, usable.source(), socket));
            } catch (LinuxException e) {
                state = new LinkState.Faulty(String.valueOf(e.getMessage()));
                complete = false;
            }
        }
        if (state instanceof LinkState.Faulty(String reason) && !state.equals(before)) {
            who.tell(new Command.LinkDown(router, reason));
        }
        known.put(router, state);
        return complete;
    }

    private VrrpSocket socket(VrrpInstance instance, Link link) throws LinuxException {
        if (!instance.unicastPeers().isEmpty()) {
            return unicast;
        }
        VrrpSocket socket = sockets.get(link.index());
        if (socket == null) {
            socket = VrrpSocket.multicast(link.index(), link.name());
            sockets.put(link.index(), socket);
        }
        return socket;
    }

    private void closeGone(Receiver who) {
        sockets.entrySet().removeIf(entry -> {
            boolean gone = interfaces.links().values().stream().noneMatch(link -> link.index() == entry.getKey());
            if (gone) {
                who.tell(new Command.SocketGone(entry.getValue()));
            }
            return gone;
        });
    }
}
