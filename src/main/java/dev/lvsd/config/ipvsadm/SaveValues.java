package dev.lvsd.config.ipvsadm;

import dev.lvsd.config.ipvsadm.SaveLine.Wrong;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Tunnel;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import org.jspecify.annotations.Nullable;

/// The values of one command: ipvsadm's words, ranges and defaults.
final class SaveValues {
    private static final int LONGEST_PERSISTENCE = 31 * 24 * 60 * 60;
    private static final int USUAL_PERSISTENCE = 300;

    private final SaveLine line;

    SaveValues(SaveLine line) {
        this.line = line;
    }

    /// The virtual server that the command is about.
    VirtualServerKey key() throws Wrong {
        Word mark = line.value(SaveOption.FWMARK);
        if (mark != null) {
            Family family = line.has(SaveOption.IPV6) ? Family.IPV6 : Family.IPV4;
            return new VirtualServerKey.Fwmark(family, (int) number(mark, "a firewall mark", 1, 4294967295L));
        }
        for (Protocol protocol : Protocol.values()) {
            Word address = line.value(switch (protocol) {
                case TCP -> SaveOption.TCP;
                case UDP -> SaveOption.UDP;
                case SCTP -> SaveOption.SCTP;
            });
            if (address != null) {
                return new VirtualServerKey.Address(protocol, endpoint(address, 0));
            }
        }
        throw new Wrong(line.position(), "the command names no virtual server by -t, -u, --sctp-service or -f");
    }

    /// The options of a virtual server.
    VirtualServerOptions serviceOptions(Family family) throws Wrong {
        Word scheduler = line.value(SaveOption.SCHEDULER);
        Word engine = line.value(SaveOption.ENGINE);
        Word persistence = line.value(SaveOption.PERSISTENT);
        Word netmask = line.value(SaveOption.NETMASK);
        String name = scheduler == null ? "wlc" : scheduler.text();
        int timeout = persistence == null ? 0
                : persistence.text().isEmpty() ? USUAL_PERSISTENCE
                : (int) number(persistence, "a persistence timeout", 1, LONGEST_PERSISTENCE);
        int flags = schedulerFlags(name)
                | (persistence == null ? 0 : IpvsAbi.IP_VS_SVC_F_PERSISTENT)
                | (line.has(SaveOption.ONE_PACKET) ? IpvsAbi.IP_VS_SVC_F_ONEPACKET : 0);
        return new VirtualServerOptions(
                name,
                flags,
                timeout,
                netmask == null || persistence == null
                        ? VirtualServerOptions.hostNetmask(family)
                        : netmask(netmask, family),
                engine == null ? "" : engine.text());
    }

    private int netmask(Word word, Family family) throws Wrong {
        return switch (family) {
            case IPV6 -> (int) number(word, "a prefix length", 1, 128);
            case IPV4 -> {
                if (IpAddress.parse(word.text()) instanceof IpAddress.V4(int mask) && mask != 0) {
                    yield mask;
                }
                throw new Wrong(word.position(), "a netmask is such as 255.255.255.0, not \"" + word.text() + "\"");
            }
        };
    }

    private int schedulerFlags(String scheduler) throws Wrong {
        Word words = line.value(SaveOption.FLAGS);
        int flags = 0;
        for (String flag : words == null ? new String[0] : words.text().split(",")) {
            flags |= switch (flag) {
                case "flag-1" -> IpvsAbi.IP_VS_SVC_F_SCHED1;
                case "flag-2" -> IpvsAbi.IP_VS_SVC_F_SCHED2;
                case "flag-3" -> IpvsAbi.IP_VS_SVC_F_SCHED3;
                case "sh-fallback", "mh-fallback" -> ofScheduler(words, flag, scheduler, IpvsAbi.IP_VS_SVC_F_SCHED1);
                case "sh-port", "mh-port" -> ofScheduler(words, flag, scheduler, IpvsAbi.IP_VS_SVC_F_SCHED2);
                case String other -> throw new Wrong(line.position(), "there is no flag \"" + other + "\"");
            };
        }
        return flags;
    }

    private static int ofScheduler(@Nullable Word word, String flag, String scheduler, int bit) throws Wrong {
        if (word != null && !flag.startsWith(scheduler + "-")) {
            throw new Wrong(word.position(), flag + " is no flag of the scheduler " + scheduler);
        }
        return bit;
    }

    /// The real server that the command is about. Without a port it has the virtual server's; with DR and TUN always,
    /// unless the virtual server is by firewall mark.
    Endpoint realServer(VirtualServerKey key) throws Wrong {
        Word word = line.value(SaveOption.REAL_SERVER);
        if (word == null) {
            throw new Wrong(line.position(), "the command names no real server by -r");
        }
        return switch (key) {
            case VirtualServerKey.Fwmark _ -> endpoint(word, 0);
            case VirtualServerKey.Address(_, Endpoint service) -> {
                Endpoint endpoint = endpoint(word, service.port());
                boolean own = forwarding() == Forwarding.NAT || line.command() == SaveCommand.DELETE_SERVER;
                yield own ? endpoint : new Endpoint(endpoint.address(), service.port());
            }
        };
    }

    private Forwarding forwarding() {
        return line.has(SaveOption.MASQUERADING) ? Forwarding.NAT
                : line.has(SaveOption.TUNNELLING) ? Forwarding.TUN
                : Forwarding.DR;
    }

    /// The options of a real server.
    RealServerOptions realServerOptions() throws Wrong {
        int weight = (int) given(SaveOption.WEIGHT, "a weight", 1, Integer.MAX_VALUE);
        long upper = given(SaveOption.UPPER, "a threshold", 0, 4294967295L);
        long lower = given(SaveOption.LOWER, "a threshold", 0, 4294967295L);
        if (lower > upper) {
            throw new Wrong(line.position(), "the lower threshold is above the upper one");
        }
        return new RealServerOptions(forwarding(), weight, (int) upper, (int) lower,
                forwarding() == Forwarding.TUN ? tunnel() : Tunnel.IPIP);
    }

    private Tunnel tunnel() throws Wrong {
        int flags = line.has(SaveOption.CHECKSUM) ? IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_CSUM
                : line.has(SaveOption.REMOTE_CHECKSUM) ? IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM
                : IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM;
        int port = (int) given(SaveOption.TUNNEL_PORT, "a port", 0, 65535);
        Word type = line.value(SaveOption.TUNNEL_TYPE);
        return switch (type == null ? "ipip" : type.text()) {
            case "ipip" -> Tunnel.IPIP;
            case "gue" -> new Tunnel(IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE, port, flags);
            case "gre" -> new Tunnel(IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GRE, 0, flags);
            case String other -> throw new Wrong(line.position(), "there is no tunnel type \"" + other + "\"");
        };
    }

    private long given(SaveOption option, String what, long preset, long max) throws Wrong {
        Word word = line.value(option);
        return word == null ? preset : number(word, what, 0, max);
    }

    private static long number(Word word, String what, long min, long max) throws Wrong {
        long value = word.text().matches("\\d{1,10}") ? Long.parseLong(word.text()) : -1;
        if (value < min || value > max) {
            throw new Wrong(word.position(), what + " is a number from " + min + " to " + max + ", not \""
                    + word.text() + "\"");
        }
        return value;
    }

    private static Endpoint endpoint(Word word, int port) throws Wrong {
        String text = word.text();
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        IpAddress address = IpAddress.parse(bare);
        Endpoint endpoint = address == null ? Endpoint.parse(text) : new Endpoint(address, port);
        if (endpoint == null) {
            throw new Wrong(word.position(), "\"" + text + "\" is no address with a port in numbers: save the table"
                    + " with ipvsadm -S -n, which writes no names");
        }
        return endpoint;
    }
}
