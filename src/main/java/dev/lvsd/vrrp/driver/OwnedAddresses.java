package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.owned.OwnedList;
import dev.lvsd.vrrp.OwnedAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of the virtual addresses that lvsd may have put on interfaces, in the state directory. All that are
/// configured are written down before any can be added, so that a takeover never waits for a disk. Of one thread.
public final class OwnedAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedAddresses.class);

    private final OwnedList list;
    private final OwnedTables tables;
    private volatile Set<OwnedAddress> written = Set.of();

    /// @param path of the list; its directory exists
    /// @param tables what drops packets to the addresses, which is kept along with them
    public OwnedAddresses(Path path, OwnedTables tables) {
        list = new OwnedList(path);
        this.tables = tables;
    }

    /// Whether the list has something, as far as it was written last; for any thread.
    public boolean lists(Object thing) {
        return thing instanceof OwnedAddress address && written.contains(address);
    }

    /// Before virtual routers start: removes the addresses that an earlier run left and nobody wants any more, and
    /// writes down those that are wanted. An owner's (priority 255) and static ones that are there without being
    /// listed are the interface's own, and stay out of the list.
    ///
    /// @throws IOException where the list cannot be read, or the kernel not asked
    public void begin(List<VrrpInstance> instances, StaticSettings statics) throws IOException {
        Set<OwnedAddress> listed = OwnedAddress.parse(list.read());
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Interfaces interfaces = read(netlink);
            Set<OwnedAddress> wanted = wanted(instances, statics, listed, interfaces);
            Set<OwnedAddress> unwanted = new HashSet<>(listed);
            instances.forEach(instance -> unwanted.removeAll(OwnedAddress.of(instance)));
            unwanted.removeAll(OwnedAddress.of(statics));
            Set<OwnedAddress> all = new HashSet<>(wanted);
            all.addAll(unwanted);
            boolean isWritten = keep(all);
            remove(netlink, interfaces, unwanted);
            wanted.addAll(Leftovers.present(unwanted, read(netlink)));
            if (isWritten) {
                keep(wanted);
            }
        }
        tables.begin(instances);
    }

    /// A disk that is full keeps nobody from serving: the list stays as it is, which is logged.
    private boolean keep(Set<OwnedAddress> addresses) {
        try {
            write(addresses);
            return true;
        } catch (IOException e) {
            LOG.error("a crash may leave virtual addresses behind: their list {}", e.getMessage());
            return false;
        }
    }

    /// Before a reload: writes down what another configuration wants too; of an owner as [#begin] does.
    ///
    /// @throws IOException where the list cannot be read or written, or the kernel not asked
    public void expect(List<VrrpInstance> next, StaticSettings statics) throws IOException {
        tables.expect(next);
        Set<OwnedAddress> all = new HashSet<>(OwnedAddress.parse(list.read()));
        try (RouteNetlink netlink = RouteNetlink.open()) {
            all.addAll(wanted(next, statics, Set.copyOf(all), read(netlink)));
        }
        write(all);
    }

    /// After a reload: what the configuration no longer has, and is gone, is not ours any more.
    ///
    /// @throws IOException where the list cannot be read or written, or the kernel not asked
    public void settle(List<VrrpInstance> instances, StaticSettings statics) throws IOException {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Set<OwnedAddress> listed = OwnedAddress.parse(list.read());
            Set<OwnedAddress> ours = Leftovers.present(listed, read(netlink));
            instances.forEach(instance -> ours.addAll(OwnedAddress.of(instance)));
            ours.addAll(OwnedAddress.of(statics));
            ours.retainAll(listed);
            write(ours);
        }
    }

    /// Removes all that is listed and there, and empties the list.
    ///
    /// @return what was removed
    /// @throws IOException where that failed, of some addresses or altogether; they stay in the list
    public Set<OwnedAddress> removeAll() throws IOException {
        Set<OwnedAddress> listed = OwnedAddress.parse(list.read());
        if (listed.isEmpty()) {
            return Set.of();
        }
        try (RouteNetlink netlink = RouteNetlink.open()) {
            Interfaces before = read(netlink);
            Set<OwnedAddress> there = new HashSet<>(Leftovers.present(listed, before));
            remove(netlink, before, listed);
            Set<OwnedAddress> left = Leftovers.present(listed, read(netlink));
            write(left);
            if (!left.isEmpty()) {
                throw new IOException("could not remove " + new TreeSet<>(lines(left)));
            }
            return there;
        }
    }

    /// After virtual routers have ended: what is still there stays listed, the rest does not.
    public void end() {
        try (RouteNetlink netlink = RouteNetlink.open()) {
            write(Leftovers.present(OwnedAddress.parse(list.read()), read(netlink)));
        } catch (IOException e) {
            LOG.warn("the list of our virtual addresses keeps what was in it: {}", e.getMessage());
        }
    }

    private static Set<OwnedAddress> wanted(
            List<VrrpInstance> instances, StaticSettings statics, Set<OwnedAddress> listed, Interfaces interfaces) {
        Set<OwnedAddress> wanted = OwnedAddress.of(statics);
        Set<OwnedAddress> others = Leftovers.present(wanted, interfaces);
        wanted.removeIf(address -> others.contains(address) && !listed.contains(address));
        for (VrrpInstance instance : instances) {
            Set<OwnedAddress> addresses = OwnedAddress.of(instance);
            if (Interfaces.owns(instance)) {
                Set<OwnedAddress> own = Leftovers.present(addresses, interfaces);
                addresses.removeIf(address -> own.contains(address) && !listed.contains(address));
            }
            wanted.addAll(addresses);
        }
        return wanted;
    }

    private static void remove(RouteNetlink netlink, Interfaces interfaces, Set<OwnedAddress> unwanted)
            throws IOException {
        List<AddressRequest> removals =
                Leftovers.removals(Leftovers.present(unwanted, interfaces), interfaces);
        if (removals.isEmpty()) {
            return;
        }
        BatchOutcome outcome = netlink.change(removals);
        for (BatchOutcome.Failure failure : outcome.failures()) {
            if (!AddressRequest.Delete.isGoneAlready(failure.error())) {
                LOG.error("{}: {}", removals.get(failure.index()).command(), failure.error());
            }
        }
        for (AddressRequest request : removals) {
            LOG.info("vrrp: an earlier run left a virtual address that is not configured: {}", request.command());
        }
        List<AddressRequest> gone = Leftovers.restorations(interfaces, read(netlink), unwanted);
        if (!gone.isEmpty()) {
            netlink.change(gone);
            LOG.info("vrrp: {} addresses went along and were added again", gone.size());
        }
    }

    private static Interfaces read(RouteNetlink netlink) throws IOException {
        return Interfaces.of(netlink.links(), netlink.addresses());
    }

    private void write(Set<OwnedAddress> addresses) throws IOException {
        list.write(lines(addresses));
        written = Set.copyOf(addresses);
    }

    private static List<String> lines(Set<OwnedAddress> addresses) {
        return addresses.stream().map(OwnedAddress::toString).toList();
    }
}
