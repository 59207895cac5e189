package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import dev.lvsd.netlink.Dump;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One virtual server as the last read had it, kept so that the next read makes new values of what changed only.
///
/// @param read the virtual server itself
/// @param realServers the dump of its real servers
/// @param entry both, without counters
/// @param counters those of both
record KnownEntry(
        ReadVirtualServer read,
        Dump<ReadRealServer> realServers,
        VirtualServerEntry entry,
        VirtualServerCounters counters) {

    /// What was read now.
    ///
    /// @param before what was read the last time, null for nothing
    /// @return `before` itself where nothing changed, with its entry itself where only counters did
    @SuppressWarnings("ReferenceEquality") // a dump of the same list is the same object
    static KnownEntry of(ReadVirtualServer read, Dump<ReadRealServer> realServers, @Nullable KnownEntry before) {
        if (before != null && before.realServers == realServers && before.read.equals(read)) {
            return before;
        }
        VirtualServerCounters known = before == null ? VirtualServerCounters.ZERO : before.counters;
        TreeMap<Endpoint, RealServerOptions> options = new TreeMap<>();
        Map<Endpoint, RealServerCounters> counts = HashMap.newHashMap(realServers.values().size());
        for (ReadRealServer realServer : realServers.values()) {
            Endpoint endpoint = realServer.endpoint();
            options.put(endpoint, realServer.options());
            counts.put(
                    endpoint,
                    realServer.narrow() ? realServer.counters(known.of(endpoint)) : realServer.counters());
        }
        VirtualServerEntry entry = new VirtualServerEntry(read.options(), options);
        return new KnownEntry(
                read,
                realServers,
                before != null && before.entry.equals(entry) ? before.entry : entry,
                new VirtualServerCounters(read.traffic(known.traffic()), counts));
    }
}
