package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a `virtual_server` with its real servers. With `DR` and `TUN` a real server has the port of the
/// virtual server, whatever is said. A virtual server without real servers is dropped.
final class ServerDecoder {
    private static final Shape.Whole PORT = new Shape.Whole(1, 65535);

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
        return new VirtualServer(
                key, new ServiceOptionsReader(section).read(key), List.copyOf(realServers.values()));
    }

    private Map<Endpoint, RealServer> realServers(VirtualServerKey key, ForwardingReader.Method method) {
        CheckDecoder checks = new CheckDecoder(section, values);
        int weight = Math.toIntExact(section.whole("weight"));
        Map<Endpoint, RealServer> realServers = new LinkedHashMap<>();
        for (Node.Statement statement : section.all("real_server")) {
            Section server = new Section(Place.REAL_SERVER, statement, values);
            ForwardingReader.Method own = forwarding.read(server.statement("lvs_method"), method);
            Endpoint endpoint = endpoint(statement, key, own.forwarding());
            if (endpoint == null) {
                continue;
            }
            RealServer realServer =
                    new RealServer(endpoint, options(server, own, weight), checks.decode(server, endpoint));
            if (realServers.putIfAbsent(endpoint, realServer) != null) {
                problems.mistake(statement.position(), "real_server " + endpoint + " is given twice in virtual_server "
                        + key, "it is ignored here", null);
            }
        }
        return realServers;
    }

    private @Nullable Endpoint endpoint(Node.Statement statement, VirtualServerKey key, Forwarding method) {
        if (statement.words().isEmpty()) {
            return null;
        }
        Word first = statement.words().getFirst();
        IpAddress address = values.address("a real server", first);
        if (address == null) {
            return null;
        }
        if (address.family() != key.family() && method != Forwarding.TUN) {
            String message = "real_server " + address + " is of another family than its virtual server";
            problems.mistake(first.position(), message, "it is ignored", "only tunnelled real servers may be");
            return null;
        }
        int servicePort = key instanceof VirtualServerKey.Address(_, Endpoint endpoint) ? endpoint.port() : 0;
        if (statement.words().size() < 2) {
            return new Endpoint(address, servicePort);
        }
        Word second = statement.words().get(1);
        Long port = second.text().equals("0") ? Long.valueOf(0) : values.whole("a port", PORT, second);
        if (port == null) {
            return null;
        }
        if (method != Forwarding.NAT && port != servicePort) {
            String message = "with " + method + " a real server has the port of its virtual server";
            problems.mistake(second.position(), message, servicePort + " is taken", null);
            return new Endpoint(address, servicePort);
        }
        return new Endpoint(address, port.intValue());
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
