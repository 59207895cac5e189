package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.Dump;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.NetlinkException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
        return dump(read, others, (int) (connection.repeats() - repeats));
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

    @SuppressWarnings("ReferenceEquality") // a dump of the same list is the same object
    private Set<VirtualServerKey> vanished(Dump<ReadVirtualServer> read, Set<VirtualServerKey> wanted) {
        if (read == known) {
            return Set.of();
        }
        Set<VirtualServerKey> vanished = new HashSet<>(knownEntries.keySet());
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
