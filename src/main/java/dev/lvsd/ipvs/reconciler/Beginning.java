package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the reconciler is started with.
///
/// @param configured in the order of the file, no key twice
/// @param listed virtual servers that we made earlier
/// @param drains how real servers lose their clients
record Beginning(List<VirtualServer> configured, Set<VirtualServerKey> listed, DrainSettings drains) {
    /// All virtual servers that are ours.
    Set<VirtualServerKey> wanted() {
        Set<VirtualServerKey> wanted = new LinkedHashSet<>(listed);
        configured.forEach(virtualServer -> wanted.addAll(virtualServer.keys()));
        return wanted;
    }
}
