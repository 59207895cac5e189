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

/// Tables from a seed that a configuration can make and ipvsadm can save: with all that either can say.
public final class ConfigurableTables {
    private static final List<String> SCHEDULERS = List.of("rr", "wrr", "wlc", "sh", "mh", "sed", "fo");
    private static final int SCHEDULER_FLAGS =
            IpvsAbi.IP_VS_SVC_F_SCHED1 | IpvsAbi.IP_VS_SVC_F_SCHED2 | IpvsAbi.IP_VS_SVC_F_SCHED3;

    private final Random random;

    /// Tables that depend on nothing but the seed.
    public ConfigurableTables(long seed) {
        this.random = new Random(seed);
    }

    /// A table of one to eight virtual servers, each with real servers.
    public IpvsTable table() {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            VirtualServerKey key = key();
            entries.put(key, VirtualServerEntry.of(options(key), realServers(key)));
        }
        return new IpvsTable(entries);
    }

    private VirtualServerKey key() {
        Family family = random.nextInt(3) == 0 ? Family.IPV6 : Family.IPV4;
        if (random.nextInt(4) == 0) {
            return new VirtualServerKey.Fwmark(family, random.nextBoolean() ? -1 : 1 + random.nextInt(5));
        }
        Protocol protocol = List.of(Protocol.values()).get(random.nextInt(3));
        int port = random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(65535);
        return new VirtualServerKey.Address(protocol, new Endpoint(address(family), port));
    }

    private IpAddress address(Family family) {
        int host = 1 + random.nextInt(250);
        return IpAddress.of(family == Family.IPV4 ? "192.0.2." + host : "2001:db8::" + Integer.toHexString(host));
    }

    private VirtualServerOptions options(VirtualServerKey key) {
        boolean everyPort = key instanceof VirtualServerKey.Address(_, Endpoint endpoint) && endpoint.port() == 0;
        boolean persistent = everyPort || random.nextBoolean();
        boolean onePacket = !(key instanceof VirtualServerKey.Address(Protocol protocol, _))
                || protocol == Protocol.UDP;
        int flags = (random.nextInt() & SCHEDULER_FLAGS)
                | (persistent ? IpvsAbi.IP_VS_SVC_F_PERSISTENT : 0)
                | (onePacket && random.nextBoolean() ? IpvsAbi.IP_VS_SVC_F_ONEPACKET : 0);
        int host = VirtualServerOptions.hostNetmask(key.family());
        int mask = key.family() == Family.IPV4 ? -1 << random.nextInt(31) : 1 + random.nextInt(128);
        return new VirtualServerOptions(
                SCHEDULERS.get(random.nextInt(SCHEDULERS.size())),
                flags,
                persistent ? 1 + random.nextInt(2678400) : 0,
                persistent && random.nextBoolean() ? mask : host,
                persistent && random.nextInt(4) == 0 ? "sip" : "");
    }

    private Map<Endpoint, RealServerOptions> realServers(VirtualServerKey key) {
        Map<Endpoint, RealServerOptions> realServers = new HashMap<>();
        int port = key instanceof VirtualServerKey.Address(_, Endpoint endpoint) ? endpoint.port() : 0;
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            Forwarding forwarding =
                    List.of(Forwarding.NAT, Forwarding.TUN, Forwarding.DR).get(random.nextInt(3));
            Family family = forwarding != Forwarding.TUN || random.nextBoolean() ? key.family()
                    : List.of(Family.values()).get(random.nextInt(2));
            int upper = random.nextInt(3) == 0 ? random.nextInt() : 0;
            realServers.put(
                    new Endpoint(address(family), forwarding == Forwarding.NAT ? random.nextInt(65536) : port),
                    new RealServerOptions(
                            forwarding,
                            random.nextInt() & Integer.MAX_VALUE,
                            upper,
                            upper == 0 ? 0 : random.nextBoolean() ? upper : 1,
                            forwarding == Forwarding.TUN ? tunnel() : Tunnel.IPIP));
        }
        return realServers;
    }

    private Tunnel tunnel() {
        int flags = random.nextInt(3);
        return switch (random.nextInt(3)) {
            case 0 -> Tunnel.IPIP;
            case 1 -> new Tunnel(IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE, 1 + random.nextInt(65535), flags);
            default -> new Tunnel(IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GRE, 0, random.nextInt(2));
        };
    }
}
