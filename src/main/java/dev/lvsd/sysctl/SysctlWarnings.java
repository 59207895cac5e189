package dev.lvsd.sysctl;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Origin;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What hurts a configuration with the sysctls of this node: at most one warning for a subject, with a count. A value
/// that is not known hurts nobody. What the kernel does is that of net/netfilter/ipvs/ip_vs_core.c and ip_vs_conn.c.
final class SysctlWarnings {
    /// Schedulers that choose the same real server on every director: by the client's address.
    private static final Set<String> STATELESS = Set.of("sh", "mh");

    private final Configuration configuration;
    private final NodeFacts facts;
    private final List<SysctlWarning> warnings = new ArrayList<>();

    private SysctlWarnings(Configuration configuration, NodeFacts facts) {
        this.configuration = configuration;
        this.facts = facts;
    }

    /// All of them.
    static List<SysctlWarning> of(Configuration configuration, NodeFacts facts) {
        SysctlWarnings all = new SysctlWarnings(configuration, facts);
        all.persistence();
        all.removal();
        all.reuse();
        all.forwarding();
        all.conntrack();
        all.takeover();
        all.warnings.addAll(DirectorLoops.of(configuration, facts));
        return List.copyOf(all.warnings);
    }

    private void persistence() {
        List<VirtualServer> stuck = which(server -> server.options().isPersistent() && canHaveWeightZero(server));
        if (!stuck.isEmpty() && facts.has("expire_quiescent_template", 0)) {
            add("expire_quiescent_template", stuck, "with net.ipv4.vs.expire_quiescent_template 0, persistence of "
                    + text(stuck) + " keeps sending a client to its real server at weight 0, dead or not, for as long"
                    + " as it comes back within persistence_timeout", set("expire_quiescent_template: 1"));
        }
    }

    private void removal() {
        List<VirtualServer> hanging = which(server -> server.realServers().stream().anyMatch(
                real -> real.onFailure() == OnFailure.REMOVE && !real.checks().isEmpty()));
        if (!hanging.isEmpty() && facts.has("expire_nodest_conn", 0)) {
            add("expire_nodest_conn", hanging, "with net.ipv4.vs.expire_nodest_conn 0, connections of " + text(hanging)
                    + " to a real server that leaves the table hang: their packets are dropped without an answer until"
                    + " the connection times out, which is 15 minutes after its last packet with TCP",
                    set("expire_nodest_conn: 1"));
        }
    }

    /// Linux 5.16 looks at the weight where `expire_nodest_conn` is on, before it looks at `conn_reuse_mode`; up to
    /// 5.8 the first packet of a port used again was dropped for the sake of conntrack.
    private void reuse() {
        List<VirtualServer> stuck = which(SysctlWarnings::canHaveWeightZero);
        boolean isGuarded = facts.has("expire_nodest_conn", 1) && !facts.isKernelBefore(5, 16);
        if (!stuck.isEmpty() && facts.has("conn_reuse_mode", 0) && !isGuarded) {
            add("conn_reuse_mode", stuck, "with net.ipv4.vs.conn_reuse_mode 0, a client of " + text(stuck)
                    + " that uses a port again comes to its old real server even at weight 0",
                    set("conn_reuse_mode: 1"));
        }
        Long mode = facts.number("conn_reuse_mode");
        List<VirtualServer> slow = which(server -> isTcp(server.key()));
        if (!slow.isEmpty() && mode != null && mode > 0 && facts.has("conntrack", 1) && facts.isKernelBefore(5, 9)) {
            add("conn_reuse_mode", slow, "with net.ipv4.vs.conntrack 1 and conn_reuse_mode " + mode + ", Linux before"
                    + " 5.9 drops the first packet of a client of " + text(slow)
                    + " that uses a port again: a delay of a second", set("conn_reuse_mode: 0, expire_nodest_conn: 1"));
        }
    }

    private void forwarding() {
        for (Family family : Family.values()) {
            String name = family == Family.IPV4 ? "net.ipv4.ip_forward" : "net.ipv6.conf.all.forwarding";
            List<VirtualServer> mute = which(server -> server.realServers().stream().anyMatch(
                    real -> isNat(real) && real.endpoint().address().family() == family
                            && !facts.local().contains(real.endpoint().address())));
            if (!mute.isEmpty() && facts.has(name, 0)) {
                add(name, mute, "with " + name + " 0, answers of the real servers of " + text(mute)
                        + " by NAT are not routed: clients get none", set("\"" + name + "\": 1"));
            }
        }
    }

    private void conntrack() {
        List<VirtualServer> nat = which(server -> server.realServers().stream().anyMatch(SysctlWarnings::isNat));
        if (!nat.isEmpty() && facts.has("conntrack", 0) && facts.translates()) {
            add("conntrack", nat, "with net.ipv4.vs.conntrack 0, rules of nftables or iptables that translate sources"
                    + " (masquerade, SNAT) do not see the connections of " + text(nat) + ", should there be any",
                    set("conntrack: 1"));
        }
    }

    private void takeover() {
        List<VirtualServer> cut = which(server ->
                isTcp(server.key()) && STATELESS.contains(server.options().scheduler()));
        if (!cut.isEmpty() && !configuration.vrrpInstances().isEmpty() && facts.has("sloppy_tcp", 0)) {
            add("sloppy_tcp", cut, "with net.ipv4.vs.sloppy_tcp 0, connections of " + text(cut) + " that are not"
                    + " synchronised end at a takeover, although its scheduler would send them to the same real server",
                    set("sloppy_tcp: 1"));
        }
    }

    private List<VirtualServer> which(Predicate<VirtualServer> affected) {
        return configuration.virtualServers().stream().filter(affected).toList();
    }

    private void add(String subject, List<VirtualServer> affected, String message, String remedy) {
        warnings.add(new SysctlWarning(subject, place(configuration, affected.getFirst()), message, remedy));
    }

    /// Where a virtual server stands.
    static @Nullable String place(Configuration configuration, VirtualServer server) {
        Origin origin = configuration.places().get(server.key());
        return origin == null ? null : origin.text();
    }

    /// What to write: `set lvsd: {sysctl: {backup_only: 1}}`.
    static String set(String pairs) {
        return "set lvsd: {sysctl: {" + pairs + "}}";
    }

    /// `TCP 192.0.2.1:80`, and how many more.
    static String text(List<VirtualServer> servers) {
        String first = "virtual server " + servers.getFirst().title();
        return servers.size() == 1 ? first : first + " and " + (servers.size() - 1) + " more";
    }

    private static boolean isTcp(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address address -> address.protocol() == Protocol.TCP;
            case VirtualServerKey.Fwmark _ -> true;
        };
    }

    private static boolean isNat(RealServer real) {
        return real.options().forwarding() == Forwarding.NAT;
    }

    private static boolean canHaveWeightZero(VirtualServer server) {
        return server.realServers().stream().anyMatch(
                real -> real.options().weight() == 0 || real.onFailure() == OnFailure.INHIBIT);
    }
}
