package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a `virtual_server` with its real servers. A virtual server without real servers is dropped.
final class ServerDecoder {
    private final Node.Statement block;
    private final Section section;
    private final Values values;
    private final ProblemCollector problems;
    private final ForwardingReader forwarding;

    private ServerDecoder(Node.Statement block, Values values) {
        this.block = block;
        this.section = new Section(Place.VIRTUAL_SERVER, block, values);
        this.values = values;
        this.problems = values.problems();
        this.forwarding = new ForwardingReader(values);
    }

    /// The virtual server of a block; null where it is dropped, which has been reported.
    static @Nullable VirtualServer decode(Node.Statement block, Values values) {
        return block.words().isEmpty() ? null : new ServerDecoder(block, values).decode();
    }

    private @Nullable VirtualServer decode() {
        VirtualServerKey key = new ServiceKeyReader(values).read(block, section);
        if (key == null) {
            return null;
        }
        ForwardingReader.Method method = forwarding.read(section.statement("lb_kind"), ForwardingReader.Method.NAT);
        Map<Endpoint, RealServer> realServers = realServers(key, method);
        if (realServers.isEmpty()) {
            problems.mistake(block.position(), "virtual_server " + key + " has no real servers", "it is ignored", null);
            return null;
        }
        QuorumReader quorum = new QuorumReader(section, values);
        return new VirtualServer(
                key,
                new ServiceOptionsReader(section).read(key),
                List.copyOf(realServers.values()),
                quorum.quorum(realServers.values()),
                quorum.sorryServer(key, method));
    }

    private Map<Endpoint, RealServer> realServers(VirtualServerKey key, ForwardingReader.Method method) {
        CheckDecoder checks = new CheckDecoder(section, values);
        EndpointReader endpoints = new EndpointReader(values, key);
        int weight = Math.toIntExact(section.whole("weight"));
        boolean inhibit = section.onOff("inhibit_on_failure");
        Map<Endpoint, RealServer> realServers = new LinkedHashMap<>();
        for (Node.Statement statement : section.all("real_server")) {
            Section server = new Section(Place.REAL_SERVER, statement, values);
            ForwardingReader.Method own = forwarding.read(server.statement("lvs_method"), method);
            Endpoint endpoint = endpoints.read(statement, own.forwarding());
            if (endpoint == null) {
                continue;
            }
            Boolean ownInhibit = server.givenOnOff("inhibit_on_failure");
            RealServer realServer = new RealServer(
                    endpoint,
                    options(server, own, weight),
                    checks.decode(server, endpoint),
                    (ownInhibit == null ? inhibit : ownInhibit) ? OnFailure.INHIBIT : OnFailure.REMOVE);
            if (realServers.putIfAbsent(endpoint, realServer) != null) {
                problems.mistake(statement.position(), "real_server " + endpoint + " is given twice in virtual_server "
                        + key, "it is ignored here", null);
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
