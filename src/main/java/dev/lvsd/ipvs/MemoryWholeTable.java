package dev.lvsd.ipvs;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.net.Endpoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What belongs to a table in this process as a whole, with the kernel's answers
/// (`net/netfilter/ipvs/ip_vs_ctl.c`, `ip_vs_sync.c`). It synchronises nothing. Every interface is there.
final class MemoryWholeTable implements WholeTable {
    private static final int HEADERS_IPV4 = 28;
    private static final int HEADERS_IPV6 = 48;
    private static final int DEFAULT_MTU = 1500;
    private static final int LEAST_BACKUP = 1024;
    private static final int MOST = 65535;

    private final TableModel table;
    private final Map<Role, SyncDaemon> daemons = new EnumMap<>(Role.class);
    private Timeouts timeouts = new Timeouts(900, 120, 300);

    MemoryWholeTable(TableModel table) {
        this.table = table;
    }

    @Override
    public Timeouts timeouts() {
        return timeouts;
    }

    @Override
    public void change(Timeouts wished) {
        timeouts = wished.or(timeouts);
    }

    @Override
    public List<SyncDaemon> daemons() {
        return List.copyOf(daemons.values());
    }

    @Override
    public void start(SyncDaemon daemon) throws TableException {
        if (hasMixedFamilies()) {
            throw new TableException("start the " + daemon + ": Invalid argument (EINVAL)");
        }
        if (daemons.containsKey(daemon.role())) {
            throw new TableException("start the " + daemon + ": File exists (EEXIST)");
        }
        int headers = switch (daemon.group().family()) {
            case IPV4 -> HEADERS_IPV4;
            case IPV6 -> HEADERS_IPV6;
        };
        int least = daemon.role() == Role.BACKUP ? LEAST_BACKUP : 1;
        int length = daemon.maxLength() == 0
                ? DEFAULT_MTU - headers
                : Math.clamp(daemon.maxLength(), least, MOST - headers);
        daemons.put(daemon.role(), daemon.withMaxLength(length));
    }

    @Override
    public void stop(Role role) {
        daemons.remove(role);
    }

    @Override
    public Set<VirtualServerKey> virtualServers() {
        return table.snapshot().virtualServers().keySet();
    }

    @Override
    public void flush() {
        Set.copyOf(virtualServers()).forEach(key -> table.set(key, null));
    }

    /// Whether a real server cannot be added now: one of the other family, while a daemon runs.
    boolean refuses(VirtualServerKey key, Endpoint realServer) {
        return !daemons.isEmpty() && isMixed(key, realServer);
    }

    private boolean hasMixedFamilies() {
        return table.snapshot().virtualServers().entrySet().stream().anyMatch(entry -> entry.getValue()
                .realServers().keySet().stream().anyMatch(server -> isMixed(entry.getKey(), server)));
    }

    private static boolean isMixed(VirtualServerKey key, Endpoint realServer) {
        return realServer.address().family() != key.family();
    }
}
