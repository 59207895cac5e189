package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Protocol;
import org.jspecify.annotations.Nullable;

/// Who is left on a real server, as one read has it.
///
/// @param isClosed whether nobody can have come since the read began: the real server is not in the table, or was at
///     weight 0 already
/// @param connections active connections; with UDP, of which the kernel calls every one inactive, all of them
/// @param templates persistence templates
public record Clients(boolean isClosed, long connections, long templates) {
    static final Clients NONE = new Clients(true, 0, 0);

    /// Those of a real server behind one virtual server.
    ///
    /// @param before what the table is known to have had when the read began, null for absent or not known
    /// @param present what was read, null for absent
    static Clients of(
            VirtualServerKey key,
            @Nullable RealServerOptions before,
            @Nullable RealServerOptions present,
            RealServerCounters counters) {
        if (present == null) {
            return NONE;
        }
        return counted(key, before != null && before.weight() == 0 && present.weight() == 0, counters);
    }

    /// Those that were counted.
    static Clients counted(VirtualServerKey key, boolean isClosed, RealServerCounters counters) {
        boolean isUdp = key instanceof VirtualServerKey.Address(Protocol protocol, _) && protocol == Protocol.UDP;
        long active = Integer.toUnsignedLong(counters.activeConnections());
        return new Clients(
                isClosed,
                isUdp ? active + Integer.toUnsignedLong(counters.inactiveConnections()) : active,
                Integer.toUnsignedLong(counters.persistentConnections()));
    }

    /// Both together.
    Clients plus(Clients other) {
        return new Clients(
                isClosed && other.isClosed, connections + other.connections, templates + other.templates);
    }

    /// Whether a drain is done.
    boolean areGone() {
        return isClosed && connections == 0 && templates == 0;
    }
}
