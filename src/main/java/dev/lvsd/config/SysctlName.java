package dev.lvsd.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a kernel parameter of the network namespace: `net.ipv4.conf.eth0.rp_filter`. Where a directory has an
/// entry for each interface, all between it and the last dot is the interface's name:
/// `net.ipv4.conf.eth0.100.rp_filter` is of `eth0.100`.
///
/// @param text the name with dots
public record SysctlName(String text) {
    /// Where the parameters of IPVS stand, whose short names have no dot.
    public static final String IPVS = "net.ipv4.vs.";

    private static final List<String> OF_INTERFACES =
            List.of("net.ipv4.conf.", "net.ipv6.conf.", "net.ipv4.neigh.", "net.ipv6.neigh.", "net.mpls.conf.");
    private static final Pattern SEGMENT = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_-]*");
    /// A name that the kernel takes (`dev_valid_name` of net/core/dev.c), without control characters.
    private static final Pattern INTERFACE = Pattern.compile("(?!\\.{1,2}$)[!-~&&[^/:]]{1,15}");

    /// @throws IllegalArgumentException where it is none
    public SysctlName {
        if (!isName(text)) {
            throw new IllegalArgumentException("no name of a sysctl below net: " + text);
        }
    }

    /// The name of a text, null where it is none of a parameter below `net`. Without a dot it is one of IPVS.
    public static @Nullable SysctlName parse(String text) {
        String full = text.indexOf('.') < 0 ? IPVS + text : text;
        return isName(full) ? new SysctlName(full) : null;
    }

    /// A parameter of an interface.
    ///
    /// @param directory `net.ipv4.conf`
    public static @Nullable SysctlName ofInterface(String directory, String interfaceName, String parameter) {
        return parse(directory + "." + interfaceName + "." + parameter);
    }

    private static boolean isName(String text) {
        if (!text.startsWith("net.")) {
            return false;
        }
        String directory = directory(text);
        int last = text.lastIndexOf('.');
        if (directory == null) {
            return areSegments(text);
        }
        return last > directory.length()
                && INTERFACE.matcher(text.substring(directory.length(), last)).matches()
                && areSegments(text.substring(last + 1));
    }

    private static boolean areSegments(String text) {
        return List.of(text.split("\\.", -1)).stream().allMatch(segment -> SEGMENT.matcher(segment).matches());
    }

    private static @Nullable String directory(String text) {
        return OF_INTERFACES.stream().filter(text::startsWith).findFirst().orElse(null);
    }

    /// The path below `/proc/sys`: `net/ipv4/conf/eth0/rp_filter`.
    public String path() {
        String directory = directory(text);
        if (directory == null) {
            return text.replace('.', '/');
        }
        return directory.replace('.', '/') + text.substring(directory.length(), text.lastIndexOf('.')) + "/" + last();
    }

    /// What stands behind the last dot: `rp_filter`.
    public String last() {
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /// What stands before the last dot: `net.ipv4.conf.eth0`.
    public String group() {
        return text.substring(0, text.lastIndexOf('.'));
    }

    /// The name as a configuration may write it: without [#IPVS].
    public String brief() {
        return text.startsWith(IPVS) ? text.substring(IPVS.length()) : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
