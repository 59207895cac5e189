package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NETLINK_ROUTE;
import static dev.lvsd.netlink.RouteAbi.RTNLGRP_IPV4_IFADDR;
import static dev.lvsd.netlink.RouteAbi.RTNLGRP_IPV6_IFADDR;
import static dev.lvsd.netlink.RouteAbi.RTNLGRP_LINK;
import static dev.lvsd.netlink.RoutingAbi.RTNLGRP_IPV4_ROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTNLGRP_IPV4_RULE;
import static dev.lvsd.netlink.RoutingAbi.RTNLGRP_IPV6_ROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTNLGRP_IPV6_RULE;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.NetlinkSocket;
import java.util.ArrayList;
import java.util.List;

/// News about interfaces and addresses, and lost routes and rules, of the network namespace of the thread that opened
/// it. Open it first, then list with a [RouteNetlink]: so nothing falls between. Of one thread.
public final class RouteMonitor implements AutoCloseable {
    private static final int BUFFER_BYTES = 4 << 20;
    private static final int DATAGRAM_BYTES = 1 << 16;

    private final NetlinkSocket socket;
    private final byte[] incoming = new byte[DATAGRAM_BYTES];

    private RouteMonitor(NetlinkSocket socket) {
        this.socket = socket;
    }

    /// Opens a socket and joins the groups of links, and of addresses, routes and rules of both families. Of routes
    /// it hears of lost ones alone that have our protocol, of rules of lost ones.
    public static RouteMonitor open() throws LinuxException {
        NetlinkSocket socket = NetlinkSocket.open(NETLINK_ROUTE, BUFFER_BYTES, 1);
        try {
            socket.filter(RoutingFilter.program());
            socket.join(RTNLGRP_LINK);
            socket.join(RTNLGRP_IPV4_IFADDR);
            socket.join(RTNLGRP_IPV6_IFADDR);
            socket.join(RTNLGRP_IPV4_ROUTE);
            socket.join(RTNLGRP_IPV6_ROUTE);
            socket.join(RTNLGRP_IPV4_RULE);
            socket.join(RTNLGRP_IPV6_RULE);
            return new RouteMonitor(socket);
        } catch (LinuxException e) {
            socket.close();
            throw e;
        }
    }

    /// Takes the next news.
    ///
    /// @param timeoutNanos how long to wait for it; 0 takes only what is there
    /// @return what came in one datagram; empty where nothing came in time. [RouteEvent.Lost] where news
    ///     were lost
    public List<RouteEvent> next(long timeoutNanos) throws LinuxException, NetlinkFormatException {
        int length;
        try {
            length = socket.receive(incoming, timeoutNanos);
        } catch (LinuxException e) {
            if (e.errno().equals(Errno.ENOBUFS)) {
                return List.of(new RouteEvent.Lost());
            }
            throw e;
        }
        List<RouteEvent> events = new ArrayList<>();
        MessageCursor message = new MessageCursor(incoming, Math.max(length, 0));
        while (message.next()) {
            RouteEvent event = RouteCodec.event(message);
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }

    /// Descriptor for poll(2); owned by this object.
    public int descriptor() {
        return socket.descriptor();
    }

    @Override
    public void close() {
        socket.close();
    }
}
