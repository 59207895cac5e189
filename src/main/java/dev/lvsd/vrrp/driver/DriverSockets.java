package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.linux.PacketSocket;
import dev.lvsd.linux.VrrpSocket;
import dev.lvsd.netlink.RouteMonitor;
import dev.lvsd.netlink.RouteNetlink;
import java.util.ArrayDeque;
import java.util.Deque;

/// All that the threads need of the kernel from the start. Netlink and packet sockets are closed by the thread
/// that owns them.
///
/// @param unicast of the vrrp thread
/// @param wakeVrrp wakes the vrrp thread
/// @param packets of the addresses thread
/// @param addresses of the addresses thread
/// @param monitor of the interfaces thread
/// @param links of the interfaces thread
/// @param wakeInterfaces wakes the interfaces thread
record DriverSockets(
        VrrpSocket unicast,
        EventFd wakeVrrp,
        PacketSocket packets,
        RouteNetlink addresses,
        RouteMonitor monitor,
        RouteNetlink links,
        EventFd wakeInterfaces) {
    /// Opens all of them, or none.
    static DriverSockets open() throws LinuxException {
        Deque<Opened> opened = new ArrayDeque<>();
        try {
            VrrpSocket unicast = VrrpSocket.unicast(VrrpSocket.VRRP);
            opened.push(unicast::close);
            EventFd wakeVrrp = EventFd.open();
            opened.push(wakeVrrp::close);
            PacketSocket packets = PacketSocket.open();
            opened.push(packets::close);
            RouteNetlink addresses = RouteNetlink.open();
            opened.push(addresses::close);
            RouteMonitor monitor = RouteMonitor.open();
            opened.push(monitor::close);
            RouteNetlink links = RouteNetlink.open();
            opened.push(links::close);
            return new DriverSockets(
                    unicast, wakeVrrp, packets, addresses, monitor, links, EventFd.open());
        } catch (LinuxException e) {
            opened.forEach(Opened::close);
            throw e;
        }
    }

    /// Closes what more than one thread knows; when none of them runs any more.
    void closeShared() {
        unicast.close();
        wakeVrrp.close();
        wakeInterfaces.close();
    }

    /// Something to close when what comes after it fails.
    private interface Opened {
        void close();
    }
}
