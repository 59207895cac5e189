package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NETLINK_ROUTE;

import dev.lvsd.linux.LinuxException;
import java.io.IOException;
import java.util.List;

/// Interfaces and their addresses in the network namespace of the thread that opened it. Of one thread.
public final class RouteNetlink implements AutoCloseable {
    private final NetlinkConnection connection;

    /// Speaks through a connection, which is closed with this.
    public RouteNetlink(NetlinkConnection connection) {
        this.connection = connection;
    }

    /// Opens a socket to the kernel.
    public static RouteNetlink open() throws LinuxException {
        return new RouteNetlink(new NetlinkConnection(KernelTransport.open(NETLINK_ROUTE)));
    }

    /// Every interface.
    public List<Link> links() throws IOException {
        return connection.dump(RouteCodec.LIST_LINKS, RouteCodec::link);
    }

    /// Every address of both families.
    public List<InterfaceAddress> addresses() throws IOException {
        return connection.dump(RouteCodec.LIST_ADDRESSES, RouteCodec::address);
    }

    /// Gives an interface an address; one that it has gets its lifetime anew.
    public void add(AddressSpec spec) throws IOException {
        connection.request(new AddressRequest.Add(spec));
    }

    /// Takes an address from an interface.
    ///
    /// @return whether it was there
    public Removal delete(AddressRequest.Delete request) throws IOException {
        try {
            connection.request(request);
            return Removal.REMOVED;
        } catch (NetlinkException e) {
            if (AddressRequest.Delete.isGoneAlready(e.error())) {
                return Removal.GONE_ALREADY;
            }
            throw e;
        }
    }

    /// Makes many changes in one go; a refused one does not stop those after it.
    public BatchOutcome change(List<? extends NetlinkRequest> requests) throws IOException {
        return connection.batch(requests);
    }

    @Override
    public void close() {
        connection.close();
    }

    /// What the deletion of an address found.
    public enum Removal {
        /// The address was there and is no more.
        REMOVED,
        /// The address was not there, or its interface was not.
        GONE_ALREADY
    }
}
