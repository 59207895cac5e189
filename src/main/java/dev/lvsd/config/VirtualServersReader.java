package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads all blocks `virtual_server`. A service belongs to the first virtual server that has it.
final class VirtualServersReader {
    private record Owner(String title, Position position) {}

    private final List<VrrpInstance> instances;
    private final ProblemCollector problems;
    private final Map<VirtualServerKey, Owner> owners = new HashMap<>();

    private VirtualServersReader(List<VrrpInstance> instances, ProblemCollector problems) {
        this.instances = instances;
        this.problems = problems;
    }

    /// The virtual servers in the order of the file; no service is in two of them.
    ///
    /// @param places is told where each stands
    static List<VirtualServer> read(
            Section root, List<VrrpInstance> instances, Map<VirtualServerKey, Origin> places, Values values) {
        VirtualServersReader reader = new VirtualServersReader(instances, values.problems());
        ServerGroups groups = new ServerGroups(root, values);
        List<VirtualServer> servers = new ArrayList<>();
        for (Node.Statement block : root.all("virtual_server")) {
            VirtualServer read = ServerDecoder.decode(block, groups, values);
            VirtualServer server = read == null ? null : reader.own(read, block.position());
            if (server != null) {
                servers.add(server);
                places.put(server.key(), new Origin(block.position().toString()));
                reader.warnOfDropped(server, block.position());
            }
        }
        return servers;
    }

    /// The virtual server without the services that others have; null where none is left.
    private @Nullable VirtualServer own(VirtualServer server, Position position) {
        Owner owner = new Owner(server.title(), position);
        Set<VirtualServerKey> taken = new HashSet<>();
        for (Service service : server.services()) {
            Owner other = owners.putIfAbsent(service.key(), owner);
            if (other != null) {
                if (taken.isEmpty()) {
                    problems.mistake(position, said(server, service.key(), other), "it is ignored here", null);
                }
                taken.add(service.key());
            }
        }
        return taken.isEmpty() ? server : server.only(key -> !taken.contains(key));
    }

    private static String said(VirtualServer server, VirtualServerKey key, Owner other) {
        String service = server.group() == null ? "virtual_server " + key
                : key + " of virtual_server " + server.title();
        String place = other.position().source().name() + ":" + other.position().line();
        return other.title().equals(server.title()) ? service + " is given twice, in " + place + " already"
                : service + " is in virtual_server " + other.title() + " in " + place + " already";
    }

    /// Warns where packets to a service are dropped; of a group's services the first one says it for all.
    private void warnOfDropped(VirtualServer server, Position position) {
        boolean warned = false;
        for (Service service : server.services()) {
            warned = warned || AcceptModeReader.warnOfDropped(service.key(), position, instances, problems);
        }
    }
}
