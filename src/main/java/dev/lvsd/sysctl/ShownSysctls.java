package dev.lvsd.sysctl;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.KnownSysctl;
import dev.lvsd.config.SysctlName;
import dev.lvsd.config.VrrpInstance;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Which sysctls are read for a configuration.
final class ShownSysctls {
    /// Interfaces of whose sysctls more than these are not shown.
    private static final int INTERFACES = 8;
    /// What the kernel adds to a tunnel's own value.
    static final String TUNNEL = "tunl0";

    private ShownSysctls() {}

    /// Their names: what is wanted is among them.
    static Set<SysctlName> of(Configuration configuration) {
        Set<SysctlName> names = new LinkedHashSet<>();
        KnownSysctl.IPVS.forEach(known -> add(names, SysctlName.IPVS + known.name()));
        KnownSysctl.FORWARDING.forEach(known -> add(names, known.name()));
        Stream<String> interfaces = configuration.vrrpInstances().stream()
                .map(VrrpInstance::interfaceName).distinct().limit(INTERFACES);
        Stream.concat(Stream.of("all", TUNNEL), interfaces).forEach(interfaceName -> KnownSysctl.INTERFACE.forEach(
                known -> add(names, "net.ipv4.conf." + interfaceName + "." + known.name())));
        configuration.daemon().sysctls().wishes().forEach(wish -> names.add(wish.name()));
        return names;
    }

    private static void add(Set<SysctlName> names, String text) {
        SysctlName name = SysctlName.parse(text);
        if (name != null) {
            names.add(name);
        }
    }
}
