package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Tables from a seed, few addresses in them so that two tables meet.
public final class RandomTables {
    private static final List<String> SCHEDULERS = List.of("rr", "wlc", "sh", "mh");
    private static final List<Protocol> PROTOCOLS = List.of(Protocol.values());
    private static final List<Forwarding> FORWARDINGS =
            List.of(Forwarding.NAT, Forwarding.LOCAL, Forwarding.TUN, Forwarding.DR);

    private final Random random;

    /// Tables that depend on nothing but the seed.
    public RandomTables(long seed) {
        this.random = new Random(seed);
    }

    /// A table of up to a dozen virtual servers.
    public IpvsTable table() {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            VirtualServerKey key = key();
            entries.put(key, VirtualServerEntry.of(options(key.family()), realServers(key.family())));
        }
        return new IpvsTable(entries);
    }

    /// One of about thirty keys.
    public VirtualServerKey key() {
        Family family = random.nextInt(3) == 0 ? Family.IPV6 : Family.IPV4;
        if (random.nextInt(5) == 0) {
            return new VirtualServerKey.Fwmark(family, 1 + random.nextInt(3));
        }
        Protocol protocol = pick(PROTOCOLS);
        return new VirtualServerKey.Address(protocol, new Endpoint(address(family, 3), 80 + random.nextInt(2)));
    }

    private IpAddress address(Family family, int count) {
        int host = 1 + random.nextInt(count);
        return IpAddress.of(family == Family.IPV4 ? "10.0.0." + host : "2001:db8::" + host);
    }

    /// The address of one of a few real servers.
    public Endpoint realServer(Family family) {
        return new Endpoint(address(family, 6), 8080);
    }

    /// Some options of a virtual server.
    public VirtualServerOptions options(Family family) {
        String scheduler = pick(SCHEDULERS);
        return random.nextBoolean()
                ? VirtualServerOptions.of(scheduler, family)
                : VirtualServerOptions.persistent(scheduler, family, 60 * (1 + random.nextInt(3)));
    }

    private Map<Endpoint, RealServerOptions> realServers(Family family) {
        Map<Endpoint, RealServerOptions> realServers = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            Forwarding forwarding = pick(FORWARDINGS);
            int upper = random.nextInt(3);
            realServers.put(
                    realServer(family),
                    new RealServerOptions(
                            forwarding, random.nextInt(3), upper, random.nextInt(upper + 1), Tunnel.IPIP));
        }
        return realServers;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
