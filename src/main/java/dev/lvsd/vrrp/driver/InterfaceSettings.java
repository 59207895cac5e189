package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VirtualInterface;
import dev.lvsd.net.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings below `/proc/sys` that an interface with a virtual link-layer address needs (ip-sysctl of the kernel's
/// documentation), as keepalived makes them: only the interface that has an address answers for it.
///
/// @param root `/proc/sys`
record InterfaceSettings(Path root) {
    private static final String IPV4 = "net/ipv4/conf/";
    /// The best address of the interface itself, whatever the packet's source is.
    private static final String ANNOUNCE = "2";
    private static final String PROMOTION = "/promote_secondaries";
    private static final String IPV6 = "net/ipv6/conf/";

    /// What to set for the interface itself. Packets to its addresses come in there while the route back goes through
    /// the one below: strict filtering by source (`rp_filter` 1) would drop them. The kernel takes the greater of the
    /// interface's value and that of `all`, so loose filtering (2) is the least where `all` has any.
    Map<String, String> of(VirtualInterface made) {
        String ipv4 = IPV4 + made.name() + "/";
        String ipv6 = IPV6 + made.name() + "/";
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(ipv4 + "arp_ignore", "1");
        wanted.put(ipv4 + "accept_local", "1");
        wanted.put(ipv4 + "promote_secondaries", "1");
        wanted.put(ipv4 + "rp_filter", "0".equals(read(IPV4 + "all/rp_filter")) ? "0" : "2");
        wanted.put(ipv6 + "addr_gen_mode", "1");
        wanted.put(ipv6 + "accept_ra", "0");
        return wanted;
    }

    /// What to set for the interface below, where it is less now: it must not answer for the addresses above it, nor
    /// ask for others with them, as their neighbours would learn its own link-layer address then.
    static Map<String, String> below(VirtualInterface made) {
        return made.family() == Family.IPV6 ? Map.of() : Map.of(
                IPV4 + made.base() + "/arp_ignore", "1",
                IPV4 + made.base() + "/arp_filter", "1",
                IPV4 + made.base() + "/arp_announce", ANNOUNCE);
    }

    /// The setting with which an address stays when the first of its network goes (`promote_secondaries`): on is 1.
    static String promotion(String interfaceName) {
        return IPV4 + interfaceName + PROMOTION;
    }

    /// Whether a setting is that of [#promotion].
    static boolean isPromotion(String path) {
        return path.endsWith(PROMOTION);
    }

    /// What [#below] and [#promotion] set a setting to.
    static String raised(String path) {
        return path.endsWith("/arp_announce") ? ANNOUNCE : "1";
    }

    /// The name of the interface that a setting is of.
    static String interfaceOf(String path) {
        String[] parts = path.split("/", -1);
        return parts.length > 1 ? parts[parts.length - 2] : "";
    }

    /// The value of a setting; null where it is not there or cannot be read.
    @Nullable String read(String path) {
        try {
            return Files.readString(root.resolve(path)).strip();
        } catch (IOException _) {
            return null;
        }
    }

    /// Changes a setting.
    ///
    /// @return what went wrong, null for nothing; a setting that is not there is none of this kernel's
    @Nullable String write(String path, String value) {
        Path file = root.resolve(path);
        try {
            if (Files.exists(file)) {
                Files.writeString(file, value);
            }
            return null;
        } catch (NoSuchFileException _) {
            return null;
        } catch (IOException e) {
            return "cannot set " + file + " to " + value + ": " + e.getMessage();
        }
    }
}
