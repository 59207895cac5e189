package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes a `virtual_server` with its real servers. A virtual server without real servers is dropped.
final class ServerDecoder {
    private final Node.Statement block;
    private final ServerGroups groups;
    private final Section section;
    private final Values values;
    private final ProblemCollector problems;
    private final ForwardingReader forwarding;

    private ServerDecoder(Node.Statement block, ServerGroups groups, Values values) {
        this.block = block;
        this.groups = groups;
        this.section = new Section(Place.VIRTUAL_SERVER, block, values);
        this.values = values;
        this.problems = values.problems();
        this.forwarding = new ForwardingReader(values);
    }

    /// The virtual server of a block; null where it is dropped, which has been reported.
    static @Nullable VirtualServer decode(Node.Statement block, ServerGroups groups, Values values) {
        return block.words().isEmpty() ? null : new ServerDecoder(block, groups, values).decode();
    }

    private @Nullable VirtualServer decode() {
        List<VirtualServerKey> keys = new ServiceKeyReader(values, groups).read(block, section);
        if (keys.isEmpty()) {
            return null;
        }
        Word group = ServiceKeyReader.group(block);
        String title = group == null ? keys.getFirst().toString() : "group " + group.text();
        EndpointReader endpoints = new EndpointReader(values, keys, group != null);
        ForwardingReader.Method method = forwarding.read(section.statement("lb_kind"), ForwardingReader.Method.NAT);
        List<RealServer> realServers = realServers(new Places(keys), endpoints, method, title);
        if (realServers.isEmpty()) {
            problems.mistake(block.position(), "virtual_server " + title + " has no real servers", "it is ignored",
                    null);
            return null;
        }
        QuorumReader quorum = new QuorumReader(section, values);
        return new VirtualServer(
                new ServiceOptionsReader(section).services(keys),
                group == null ? null : group.text(),
                realServers,
                quorum.quorum(realServers),
                quorum.sorryServer(endpoints, method));
    }

    /// The places in the table that real servers have taken: behind a service of each port.
    private static final class Places {
        private final Map<Integer, VirtualServerKey> services = new LinkedHashMap<>();
        private final Set<Endpoint> taken = new HashSet<>();
        private final Map<Integer, Set<Endpoint>> takenInTable = new HashMap<>();

        Places(List<VirtualServerKey> keys) {
            keys.forEach(key -> services.putIfAbsent(key.port(), key));
        }

        /// Takes a place; false where a real server has it already.
        boolean take(EndpointReader.Place place) {
            boolean isFree = taken.add(place.endpoint());
            for (Map.Entry<Integer, VirtualServerKey> service : services.entrySet()) {
                isFree &= takenInTable.computeIfAbsent(service.getKey(), _ -> new HashSet<>())
                        .add(place.in(service.getValue()));
            }
            return isFree;
        }
    }

    private List<RealServer> realServers(
            Places places, EndpointReader endpoints, ForwardingReader.Method method, String title) {
        CheckDecoder checks = new CheckDecoder(section, values);
        int weight = Math.toIntExact(section.whole("weight"));
        boolean inhibit = section.onOff("inhibit_on_failure");
        List<RealServer> realServers = new ArrayList<>();
        for (Node.Statement statement : section.all("real_server")) {
            Section server = new Section(Place.REAL_SERVER, statement, values);
            ForwardingReader.Method own = forwarding.read(server.statement("lvs_method"), method);
            EndpointReader.Place place = endpoints.read(statement, own.forwarding());
            if (place == null) {
                continue;
            }
            Boolean ownInhibit = server.givenOnOff("inhibit_on_failure");
            RealServer realServer = new RealServer(
                    place.endpoint(),
                    place.port(),
                    options(server, own, weight),
                    checks.decode(server, place.endpoint()),
                    (ownInhibit == null ? inhibit : ownInhibit) ? OnFailure.INHIBIT : OnFailure.REMOVE);
            if (places.take(place)) {
                realServers.add(realServer);
            } else {
                problems.mistake(statement.position(), "real_server " + place.endpoint() + " is given twice in"
                        + " virtual_server " + title, "it is ignored here", null);
            }
        }
        return realServers;
    }

    private RealServerOptions options(Section server, ForwardingReader.Method method, int defaultWeight) {
        Long weight = server.givenWhole("weight");
        long upper = server.whole("uthreshold");
        long lower = server.whole("lthreshold");
        if (lower > upper) {
            problems.mistake(server.position(), "lthreshold is above uthreshold", "it is ignored", null);
            lower = 0;
        }
        return new RealServerOptions(method.forwarding(),
                weight == null ? defaultWeight : weight.intValue(), (int) upper, (int) lower, method.tunnel());
    }
}
