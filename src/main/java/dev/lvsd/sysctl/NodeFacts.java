package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;
import dev.lvsd.config.SysctlSettings;
import dev.lvsd.net.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What warnings have to know of this node.
///
/// @param values of sysctls; what cannot be read is missing
/// @param kernel the kernel's release: `6.1.0-18-amd64`
/// @param translates whether the kernel has loaded what translates addresses for nftables or iptables
/// @param local addresses of this node
/// @param heard addresses of other directors whose adverts were heard
record NodeFacts(
        Map<SysctlName, String> values, String kernel, boolean translates, Set<IpAddress> local,
        Set<IpAddress> heard) {
    /// Nothing is known.
    static final NodeFacts NONE = new NodeFacts(Map.of(), "", false, Set.of(), Set.of());

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*", Pattern.DOTALL);

    /// Copies the collections.
    NodeFacts {
        values = Map.copyOf(values);
        local = Set.copyOf(local);
        heard = Set.copyOf(heard);
    }

    /// The first number of a sysctl, null where it is not known.
    @Nullable Long number(String text) {
        SysctlName name = SysctlName.parse(text);
        String value = name == null ? null : values.get(name);
        if (value == null || !value.matches("-?\\d{1,18}( .*)?")) {
            return null;
        }
        return Long.valueOf(value.split(" ", 2)[0]);
    }

    /// Whether a sysctl is known to have a value.
    boolean has(String text, long value) {
        return Long.valueOf(value).equals(number(text));
    }

    /// What counts for an interface where the kernel takes the greater of its own value and that of `all`; 0 where
    /// neither is known.
    long greaterOf(String interfaceName, String parameter) {
        Long all = number("net.ipv4.conf.all." + parameter);
        Long own = number("net.ipv4.conf." + interfaceName + "." + parameter);
        return Math.max(all == null ? 0 : all, own == null ? 0 : own);
    }

    /// Whether the kernel is older than a version. An unknown one is not.
    boolean isKernelBefore(int major, int minor) {
        Matcher release = RELEASE.matcher(kernel);
        if (!release.matches()) {
            return false;
        }
        int first = Integer.parseInt(release.group(1));
        return first < major || (first == major && Integer.parseInt(release.group(2)) < minor);
    }

    /// The same with what a configuration asks for, where there is such a sysctl.
    NodeFacts with(SysctlSettings wishes) {
        Map<SysctlName, String> next = new HashMap<>(values);
        wishes.wishes().forEach(wish -> next.replace(wish.name(), wish.value()));
        return new NodeFacts(next, kernel, translates, local, heard);
    }
}
