package dev.lvsd.sysctl;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.SysctlName;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.RouteNetlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads of this node what warnings have to know.
public final class NodeReader {
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
    private static final Path MODULES = Path.of("/proc/modules");
    /// What makes chains of type nat work, in nftables and in iptables.
    private static final Set<String> TRANSLATORS = Set.of("nft_chain_nat", "iptable_nat", "ip6table_nat");

    private NodeReader() {}

    /// What hurts a configuration on this node, as `lvsd check` tells it: sysctls that the configuration sets count as
    /// set. A node whose kernel has not loaded IPVS is taken for none that the configuration is for.
    public static List<String> warnings(Configuration configuration) {
        Map<SysctlName, SysctlReading> readings = new SysctlFiles().read(ShownSysctls.of(configuration));
        NodeFacts here = facts(readings, Set.of()).with(configuration.daemon().sysctls());
        boolean isDirector = here.number("expire_nodest_conn") != null;
        NodeFacts facts = isDirector ? here : NodeFacts.NONE;
        return SysctlWarnings.of(configuration, facts).stream()
                .map(warning -> (isDirector ? "on this node: " : "") + warning.sentence())
                .toList();
    }

    /// The facts as they are now.
    ///
    /// @param heard addresses of other directors
    static NodeFacts facts(Map<SysctlName, SysctlReading> readings, Set<IpAddress> heard) {
        Map<SysctlName, String> values = new HashMap<>();
        readings.forEach((name, reading) -> {
            if (reading instanceof SysctlReading.Value(String text)) {
                values.put(name, text);
            }
        });
        return new NodeFacts(values, text(RELEASE).strip(),
                text(MODULES).lines().anyMatch(line -> TRANSLATORS.contains(line.split(" ", 2)[0])), local(), heard);
    }

    private static Set<IpAddress> local() {
        Set<IpAddress> addresses = new HashSet<>();
        try (RouteNetlink netlink = RouteNetlink.open()) {
            netlink.addresses().forEach(address -> addresses.add(address.prefix().address()));
        } catch (IOException _) {
            return Set.of(); // Nothing is known, and nothing is warned of.
        }
        return addresses;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException _) {
            return "";
        }
    }
}
