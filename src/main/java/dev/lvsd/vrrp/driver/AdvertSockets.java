package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.LinuxException;
import dev.lvsd.netlink.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The sockets of all instances, each opened for the first instance that needs it. Of the interfaces thread; the vrrp
/// thread closes them.
final class AdvertSockets {
    private static final int ANY_INTERFACE = 1;

    private final AdvertPort unicast;
    private final Map<SocketKey, AdvertPort> opened = new HashMap<>();

    /// @param unicast the socket of all unicast over IPv4
    AdvertSockets(AdvertPort unicast) {
        this.unicast = unicast;
    }

    /// The sockets of an instance.
    ///
    /// @param link its interface
    List<AdvertPort> of(VrrpInstance instance, Link link) throws LinuxException {
        List<AdvertPort> all = new ArrayList<>();
        for (SocketKey key : SocketKey.of(instance, link.index())) {
            if (key.equals(SocketKey.UNICAST)) {
                all.add(unicast);
                continue;
            }
            AdvertPort socket = opened.get(key);
            if (socket == null) {
                socket = key.open(link.name());
                opened.put(key, socket);
            }
            all.add(socket);
        }
        return all;
    }

    /// Whether an instance can keep its sockets when it becomes another one on the same interface.
    static boolean isKept(VrrpInstance before, VrrpInstance after) {
        return SocketKey.of(before, ANY_INTERFACE).equals(SocketKey.of(after, ANY_INTERFACE));
    }

    /// Forgets the sockets that no instance uses, or whose interface is gone.
    ///
    /// @return these sockets, to be closed; not that of unicast over IPv4, which stays
    List<AdvertPort> retain(Iterable<VrrpInstance> instances, Interfaces interfaces) {
        Set<SocketKey> used = new HashSet<>();
        for (VrrpInstance instance : instances) {
            Link link = interfaces.links().get(instance.interfaceName());
            if (link != null) {
                used.addAll(SocketKey.of(instance, link.index()));
            }
        }
        List<AdvertPort> gone = new ArrayList<>();
        opened.forEach((key, socket) -> {
            if (!used.contains(key)) {
                gone.add(socket);
            }
        });
        opened.keySet().retainAll(used);
        return gone;
    }
}
