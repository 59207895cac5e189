package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text of [OwnedFile]: a virtual server on each line, as [VirtualServerKey] prints it.
final class OwnedText {
    private static final String FWMARK = "FWM";
    private static final String IPV6 = "IPv6";

    private OwnedText() {}

    /// The lines of these virtual servers.
    static List<String> of(Set<VirtualServerKey> keys) {
        return keys.stream().map(VirtualServerKey::toString).toList();
    }

    /// The virtual servers of some lines; lines that are none are left out.
    static Set<VirtualServerKey> parse(List<String> lines) {
        Set<VirtualServerKey> keys = new LinkedHashSet<>();
        for (String line : lines) {
            VirtualServerKey key = key(line);
            if (key != null) {
                keys.add(key);
            }
        }
        return keys;
    }

    /// The virtual server of a text, null where it is none.
    static @Nullable VirtualServerKey key(String text) {
        return key(text.strip().split(" +", -1));
    }

    private static @Nullable VirtualServerKey key(String[] words) {
        if (words[0].equals(FWMARK)) {
            return fwmark(words);
        }
        Endpoint endpoint = words.length == 2 ? Endpoint.parse(words[1]) : null;
        for (Protocol protocol : Protocol.values()) {
            if (endpoint != null && protocol.name().equals(words[0])) {
                return new VirtualServerKey.Address(protocol, endpoint);
            }
        }
        return null;
    }

    private static @Nullable VirtualServerKey fwmark(String[] words) {
        boolean ipv6 = words.length == 3 && words[2].equals(IPV6);
        if (words.length != 2 && !ipv6) {
            return null;
        }
        try {
            int mark = Integer.parseUnsignedInt(words[1]);
            return mark == 0 ? null : new VirtualServerKey.Fwmark(ipv6 ? Family.IPV6 : Family.IPV4, mark);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
