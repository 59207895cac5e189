package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.Dump;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the kernel's table: one dump of the virtual servers, and one for the real servers of each that is wanted.
///
/// The kernel answers a dump in parts and goes on at the number of the entry, so that one may be left out where
/// another program deletes another meanwhile; and where it deletes a virtual server between both dumps, the second is
/// empty and no error. What has vanished is therefore asked for once more before anyone believes it.
///
/// What did not change since the last read is the same object. Of one thread.
final class TableReader {
    /// Dumps of the virtual servers in one read, at most.
    private static final int ATTEMPTS = 3;

    private final NetlinkConnection connection;
    private @Nullable Dump<ReadVirtualServer> known;
    private Map<VirtualServerKey, KnownEntry> knownEntries = Map.of();
    /// What was there by the last read or was added since; what was asked for and is not among it is new or gone.
    private final Set<VirtualServerKey> expected = new HashSet<>();

    TableReader(NetlinkConnection connection) {
        this.connection = connection;
    }

    /// Reads virtual servers with all of theirs, and of others that they are there.
    ///
    /// @param family the number of the family `IPVS`
    /// @throws NetlinkException with ENOENT where that is no family
    TableDump read(int family, Set<VirtualServerKey> wanted) throws IOException {
        long repeats = connection.repeats();
        Dump<ReadVirtualServer> virtualServers = virtualServers(family, wanted);
        Map<VirtualServerKey, VirtualServerOptions> others = new HashMap<>();
        Map<VirtualServerKey, KnownEntry> read = new LinkedHashMap<>();
        for (ReadVirtualServer virtualServer : virtualServers.values()) {
            VirtualServerKey key = virtualServer.key();
            if (wanted.contains(key)) {
                KnownEntry before = knownEntries.get(key);
                Dump<ReadRealServer> realServers = realServers(family, key, before);
                if (realServers != null) {
                    read.put(key, KnownEntry.of(virtualServer, realServers, before));
                }
            } else {
                others.put(key, virtualServer.options());
            }
        }
        known = virtualServers;
        knownEntries = read;
        expected.removeAll(wanted);
        expected.addAll(read.keySet());
        return dump(read, others, (int) (connection.repeats() - repeats));
    }

    /// Takes note of steps that were done, so that the next read expects what they made.
    void changed(List<Step> steps, Set<Step> refused) {
        for (Step step : steps) {
            if (!refused.contains(step)) {
                switch (step) {
                    case Step.AddVirtualServer(var key, _) -> expected.add(key);
                    case Step.DeleteVirtualServer(var key) -> expected.remove(key);
                    case Step.EditVirtualServer _,
                            Step.AddRealServer _,
                            Step.EditRealServer _,
                            Step.DeleteRealServer _ -> { }
                }
            }
        }
    }

    private static TableDump dump(
            Map<VirtualServerKey, KnownEntry> read, Map<VirtualServerKey, VirtualServerOptions> others, int repeats) {
        Map<VirtualServerKey, VirtualServerEntry> entries = LinkedHashMap.newLinkedHashMap(read.size());
        Map<VirtualServerKey, VirtualServerCounters> counters = HashMap.newHashMap(read.size());
        read.forEach((key, entry) -> {
            entries.put(key, entry.entry());
            counters.put(key, entry.counters());
        });
        return new TableDump(new IpvsTable(entries), counters, others, repeats);
    }

    /// The virtual servers, of which none has vanished since the last read, or the same ones twice.
    private Dump<ReadVirtualServer> virtualServers(int family, Set<VirtualServerKey> wanted) throws IOException {
        Dump<ReadVirtualServer> read = dump(family, known);
        Set<VirtualServerKey> vanished = vanished(read, wanted);
        for (int attempt = 1; attempt < ATTEMPTS && !vanished.isEmpty(); attempt++) {
            read = dump(family, read);
            Set<VirtualServerKey> again = vanished(read, wanted);
            if (again.equals(vanished)) {
                return read;
            }
            vanished = again;
        }
        return read;
    }

    private Dump<ReadVirtualServer> dump(int family, @Nullable Dump<ReadVirtualServer> before) throws IOException {
        return connection.dump(new IpvsRequest.VirtualServers(family), IpvsDecoder::virtualServer, before);
    }

    private Set<VirtualServerKey> vanished(Dump<ReadVirtualServer> read, Set<VirtualServerKey> wanted) {
        Set<VirtualServerKey> vanished = new HashSet<>(expected);
        vanished.retainAll(wanted);
        read.values().forEach(virtualServer -> vanished.remove(virtualServer.key()));
        return vanished;
    }

    /// The real servers of one virtual server; null where that is gone.
    private @Nullable Dump<ReadRealServer> realServers(int family, VirtualServerKey key, @Nullable KnownEntry before)
            throws IOException {
        Dump<ReadRealServer> realServers = connection.dump(
                new IpvsRequest.RealServers(family, key),
                message -> IpvsDecoder.realServer(message, key.family()),
                before == null ? null : before.realServers());
        boolean news = before == null || !before.realServers().values().isEmpty();
        return news && realServers.values().isEmpty() && isGone(family, key) ? null : realServers;
    }

    private boolean isGone(int family, VirtualServerKey key) throws IOException {
        try {
            connection.query(new IpvsRequest.OneVirtualServer(family, key), IpvsDecoder::virtualServer);
            return false;
        } catch (NetlinkException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                return true;
            }
            throw e;
        }
    }
}
