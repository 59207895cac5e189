package dev.lvsd.vrrp;

import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A virtual or static address that lvsd puts on an interface, or did: a line of the list in the state directory,
/// `10.9.0.100/24 eth0`.
///
/// @param prefix the address with the length of its prefix
/// @param interfaceName of the interface
public record OwnedAddress(Prefix prefix, String interfaceName) {
    /// All virtual addresses of an instance.
    public static Set<OwnedAddress> of(VrrpInstance instance) {
        Set<OwnedAddress> all = new LinkedHashSet<>();
        instance.virtualAddresses().forEach(address -> all.add(of(instance, address)));
        instance.excludedAddresses().forEach(address -> all.add(of(instance, address)));
        return all;
    }

    /// All static addresses.
    public static Set<OwnedAddress> of(StaticSettings statics) {
        Set<OwnedAddress> all = new LinkedHashSet<>();
        statics.addresses().forEach(one -> all.add(new OwnedAddress(one.address().prefix(), one.device())));
        return all;
    }

    private static OwnedAddress of(VrrpInstance instance, VirtualAddress address) {
        String device = address.device();
        return new OwnedAddress(address.prefix(), device == null ? instance.interfaceName() : device);
    }

    /// The addresses of a list; lines that are none are left out.
    public static Set<OwnedAddress> parse(List<String> lines) {
        Set<OwnedAddress> addresses = new LinkedHashSet<>();
        for (String line : lines) {
            String[] words = line.strip().split(" +", -1);
            Prefix prefix = words.length == 2 ? prefix(words[0]) : null;
            if (prefix != null) {
                addresses.add(new OwnedAddress(prefix, words[1]));
            }
        }
        return addresses;
    }

    private static @Nullable Prefix prefix(String text) {
        int slash = text.indexOf('/');
        IpAddress address = slash < 0 ? null : IpAddress.parse(text.substring(0, slash));
        try {
            return address == null ? null : new Prefix(address, Integer.parseInt(text.substring(slash + 1)));
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// The line of the list.
    @Override
    public String toString() {
        return prefix + " " + interfaceName;
    }
}
