package dev.lvsd.sysctl;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SyncSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Directors that are real servers too, by direct routing or a tunnel. What the master sends such a backup is for the
/// virtual address, so that the backup's table balances it again, perhaps back to the master. `backup_only` keeps the
/// table out of it, in the kernel only while the sync daemon runs as backup (`sysctl_backup_only` of
/// include/net/ip_vs.h).
final class DirectorLoops {
    private static final String SUBJECT = "backup_only";
    private static final String CONDITION =
            "backup_only counts only while the sync daemon of the kernel runs as backup";

    private final Configuration configuration;
    private final NodeFacts facts;

    private DirectorLoops(Configuration configuration, NodeFacts facts) {
        this.configuration = configuration;
        this.facts = facts;
    }

    /// The warnings about them.
    static List<SysctlWarning> of(Configuration configuration, NodeFacts facts) {
        return configuration.vrrpInstances().isEmpty()
                ? List.of()
                : new DirectorLoops(configuration, facts).warnings();
    }

    private List<SysctlWarning> warnings() {
        Set<IpAddress> directors = directors();
        List<VirtualServer> affected = configuration.virtualServers().stream()
                .filter(server -> server.realServers().stream().anyMatch(real -> isDirector(real, directors)))
                .toList();
        if (affected.isEmpty()) {
            return List.of();
        }
        List<SysctlWarning> warnings = new ArrayList<>();
        String place = SysctlWarnings.place(configuration, affected.getFirst());
        String who = "among the real servers of " + SysctlWarnings.text(affected) + " are directors ("
                + names(affected, directors) + ")";
        if (!facts.has("backup_only", 1)) {
            warnings.add(new SysctlWarning(SUBJECT, place, who + ": a backup balances what the master sends it once"
                    + " more, and where both are real servers packets go round between them until their TTL ends",
                    SysctlWarnings.set("backup_only: 1") + " on both, and lvs_sync_daemon: " + CONDITION));
        } else if (!isSynchronised()) {
            warnings.add(new SysctlWarning(SUBJECT, place, who + ", and " + CONDITION,
                    "say lvs_sync_daemon with the vrrp_instance in global_defs"));
        }
        warnings.addAll(neighbours(affected, directors, place));
        return warnings;
    }

    /// A backup that has the virtual address, as a real server must, and tells neighbours so.
    private List<SysctlWarning> neighbours(
            List<VirtualServer> affected, Set<IpAddress> directors, @Nullable String place) {
        Set<IpAddress> own = new HashSet<>(directors);
        own.retainAll(facts.local());
        boolean isRealServer = affected.stream().flatMap(server -> server.realServers().stream())
                .anyMatch(real -> isDirector(real, own));
        List<String> telling = configuration.vrrpInstances().stream().map(VrrpInstance::interfaceName).distinct()
                .filter(name -> facts.number("net.ipv4.conf." + name + ".arp_ignore") != null
                        && facts.greaterOf(name, "arp_ignore") == 0)
                .toList();
        if (!isRealServer || telling.isEmpty()) {
            return List.of();
        }
        String name = telling.getFirst();
        return List.of(new SysctlWarning("arp_ignore", place, "with net.ipv4.conf." + name + ".arp_ignore 0, this"
                + " director, a real server too, answers ARP for virtual addresses that it has on lo while another"
                + " one is master", SysctlWarnings.set("\"net.ipv4.conf." + name + ".arp_ignore\": 1, \"net.ipv4.conf."
                + name + ".arp_announce\": 2")));
    }

    /// Whether the sync daemon runs as backup on a backup alone. Where it runs as both, the kernel would keep the
    /// master from balancing, too.
    private boolean isSynchronised() {
        SyncSettings sync = configuration.table().sync();
        return sync != null && sync.instance() != null;
    }

    private Set<IpAddress> directors() {
        Set<IpAddress> directors = new HashSet<>(facts.local());
        directors.addAll(facts.heard());
        for (VrrpInstance instance : configuration.vrrpInstances()) {
            directors.addAll(instance.path().unicastPeers());
            if (instance.path().unicastSource() != null) {
                directors.add(instance.path().unicastSource());
            }
        }
        return directors;
    }

    private static boolean isDirector(RealServer real, Set<IpAddress> directors) {
        Forwarding forwarding = real.options().forwarding();
        return (forwarding == Forwarding.DR || forwarding == Forwarding.TUN)
                && directors.contains(real.endpoint().address())
                && !isLoopback(real.endpoint().address());
    }

    /// Each node has its own.
    private static boolean isLoopback(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> bits >>> 24 == 127;
            case IpAddress.V6(long high, long low) -> high == 0 && low == 1;
        };
    }

    private static String names(List<VirtualServer> affected, Set<IpAddress> directors) {
        return affected.stream().flatMap(server -> server.realServers().stream())
                .filter(real -> isDirector(real, directors))
                .map(real -> real.endpoint().address().toString())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream().limit(4).collect(Collectors.joining(", "));
    }
}
