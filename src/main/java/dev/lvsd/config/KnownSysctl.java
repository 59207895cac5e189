package dev.lvsd.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kernel parameter that lvsd knows: Documentation/networking/ipvs-sysctl.rst and ip-sysctl.rst of the kernel, and
/// what net/netfilter/ipvs/ip_vs_ctl.c takes.
///
/// @param name with dots; of a parameter of interfaces what stands behind the interface
/// @param numbers how many numbers it has
/// @param min least number
/// @param max greatest number
/// @param help what it does, in half a line
public record KnownSysctl(String name, int numbers, long min, long max, String help) {
    private static final long INT = Integer.MAX_VALUE;

    /// Those of IPVS, without `net.ipv4.vs.`; the first ones matter most.
    public static final List<KnownSysctl> IPVS = List.of(
            one("expire_nodest_conn", 1, "ends connections of removed servers"),
            one("expire_quiescent_template", 1, "weight 0 ends persistence, too"),
            one("conn_reuse_mode", 3, "client port used again: 0 old server"),
            one("conntrack", 1, "connections in netfilter's table, too"),
            one("sloppy_tcp", 1, "takes TCP up in its middle"),
            one("sloppy_sctp", 1, "takes SCTP up in its middle"),
            one("backup_only", 1, "as sync backup: no balancing"),
            one("sync_persist_mode", 1, "synchronises persistence alone"),
            new KnownSysctl("sync_threshold", 2, 0, INT, "packets before synchronisation, period"),
            one("sync_refresh_period", INT, "seconds until it is synchronised again"),
            one("sync_retries", 3, "repetitions of a synchronisation"),
            one("sync_version", 1, "1 has IPv6 and marks, 0 is old"),
            new KnownSysctl("sync_ports", 1, 1, 64, "threads of synchronisation"),
            one("sync_qlen_max", INT, "messages that may wait to be sent"),
            one("sync_sock_size", INT, "buffer of its socket, 0 the default"),
            one("schedule_icmp", 1, "balances ICMP errors of no connection"),
            one("nat_icmp_send", 1, "NAT: unreachable for unknown ports"),
            one("snat_reroute", 1, "NAT: answers are routed by the VIP"),
            one("cache_bypass", 1, "no server: to the destination itself"),
            one("ignore_tunneled", 1, "leaves what came by a tunnel alone"),
            one("pmtu_disc", 1, "path MTU discovery of tunnels"),
            one("run_estimation", 1, "rates of ipvsadm --rate"),
            new KnownSysctl("est_nice", 1, -20, 19, "niceness of the threads of estimation"),
            one("drop_entry", 3, "defence: drops connections at random"),
            one("drop_packet", 3, "defence: drops packets"),
            one("secure_tcp", 3, "defence: short TCP timeouts"),
            one("amemthresh", INT, "defence: pages of free memory"),
            one("am_droprate", INT, "defence: drops one packet in so many"));

    /// Of a network namespace.
    public static final List<KnownSysctl> FORWARDING = List.of(
            one("net.ipv4.ip_forward", 1, "routes packets; NAT needs it"),
            one("net.ipv6.conf.all.forwarding", 1, "the same for IPv6"));

    /// Of an interface, below `net.ipv4.conf`.
    public static final List<KnownSysctl> INTERFACE = List.of(
            one("rp_filter", 2, "strange sources: 1 strict, 2 loose"),
            one("arp_ignore", 8, "1: ARP for own addresses alone"),
            one("arp_announce", 2, "2 asks with its own address"),
            one("arp_filter", 1, "answers where the route back goes"),
            one("send_redirects", 1, "tells others of shorter routes"),
            one("accept_local", 1, "takes packets with own sources"),
            one("forwarding", 1, "routes packets that come in here"));

    private static KnownSysctl one(String name, long max, String help) {
        return new KnownSysctl(name, 1, 0, max, help);
    }

    /// What is known of a name, null for nothing.
    public static @Nullable KnownSysctl of(SysctlName name) {
        String text = name.text();
        return FORWARDING.stream().filter(known -> known.name().equals(text)).findFirst()
                .orElseGet(() -> text.startsWith(SysctlName.IPVS) ? find(IPVS, name.brief())
                        : text.startsWith("net.ipv4.conf.") ? find(INTERFACE, name.last()) : null);
    }

    private static @Nullable KnownSysctl find(List<KnownSysctl> list, String last) {
        return list.stream().filter(known -> known.name().equals(last)).findFirst().orElse(null);
    }

    /// What a value is, for a message.
    public String expectation() {
        String range = min + " to " + max;
        return numbers == 1 ? "a whole number from " + range : numbers + " whole numbers from " + range;
    }

    /// Whether these numbers may be its value.
    public boolean accepts(List<Long> values) {
        return values.size() == numbers && values.stream().allMatch(value -> value >= min && value <= max);
    }
}
