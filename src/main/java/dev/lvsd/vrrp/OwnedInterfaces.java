package dev.lvsd.vrrp;

import dev.lvsd.config.VirtualInterface;
import dev.lvsd.net.Family;
import dev.lvsd.net.MacAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The interfaces that lvsd makes, and the settings of others that it changes: the lines of a list in the
/// state directory, `interface vrrp.51 eth0 IPV4 00:00:5e:00:01:33` and `setting net/ipv4/conf/eth0/arp_ignore 0`.
///
/// @param interfaces by name
/// @param settings what was there before, by path below `/proc/sys`
public record OwnedInterfaces(Map<String, VirtualInterface> interfaces, Map<String, String> settings) {
    private static final String INTERFACE = "interface";
    private static final String SETTING = "setting";

    /// Nothing.
    public static final OwnedInterfaces NONE = new OwnedInterfaces(Map.of(), Map.of());

    /// Copies the maps.
    public OwnedInterfaces {
        interfaces = Collections.unmodifiableMap(new TreeMap<>(interfaces));
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }

    /// Those of a list; lines that are none are left out.
    public static OwnedInterfaces parse(Collection<String> lines) {
        Map<String, VirtualInterface> interfaces = new TreeMap<>();
        Map<String, String> settings = new TreeMap<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +", -1);
            VirtualInterface one = words[0].equals(INTERFACE) && words.length == 5 ? parse(words) : null;
            if (one != null) {
                interfaces.put(one.name(), one);
            } else if (words[0].equals(SETTING) && words.length == 3) {
                settings.put(words[1], words[2]);
            }
        }
        return new OwnedInterfaces(interfaces, settings);
    }

    private static @Nullable VirtualInterface parse(String[] words) {
        MacAddress mac = MacAddress.parse(words[4]);
        for (Family family : Family.values()) {
            if (mac != null && family.name().equals(words[3])) {
                return new VirtualInterface(words[1], words[2], family, mac);
            }
        }
        return null;
    }

    /// The lines of the list.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (VirtualInterface one : interfaces.values()) {
            lines.add(String.join(" ", INTERFACE, one.name(), one.base(), one.family().name(), one.mac().toString()));
        }
        settings.forEach((path, value) -> lines.add(String.join(" ", SETTING, path, value)));
        return lines;
    }

    /// Whether an interface stands on a base for addresses of a family.
    public boolean hasOn(String base, Family family) {
        return interfaces.values().stream().anyMatch(one -> one.base().equals(base) && one.family() == family);
    }

    /// With an interface.
    public OwnedInterfaces with(VirtualInterface one) {
        Map<String, VirtualInterface> next = new TreeMap<>(interfaces);
        next.put(one.name(), one);
        return new OwnedInterfaces(next, settings);
    }

    /// Without an interface.
    public OwnedInterfaces without(VirtualInterface one) {
        Map<String, VirtualInterface> next = new TreeMap<>(interfaces);
        next.remove(one.name(), one);
        return new OwnedInterfaces(next, settings);
    }

    /// With a setting that is about to be changed; what was there before the first change counts.
    public OwnedInterfaces with(String path, String before) {
        Map<String, String> next = new TreeMap<>(settings);
        next.putIfAbsent(path, before);
        return new OwnedInterfaces(interfaces, next);
    }

    /// Without a setting.
    public OwnedInterfaces without(String path) {
        Map<String, String> next = new TreeMap<>(settings);
        next.remove(path);
        return new OwnedInterfaces(interfaces, next);
    }
}
