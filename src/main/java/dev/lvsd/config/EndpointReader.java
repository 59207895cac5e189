package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;

/// Reads the address and port behind `real_server` and `sorry_server`. With `DR` and `TUN` the port is that of the
/// virtual server, whatever is said; another family than the virtual server's needs `TUN`.
final class EndpointReader {
    private static final Shape.Whole PORT = new Shape.Whole(1, 65535);

    private final Values values;
    private final ProblemCollector problems;
    private final VirtualServerKey key;

    EndpointReader(Values values, VirtualServerKey key) {
        this.values = values;
        this.problems = values.problems();
        this.key = key;
    }

    /// The endpoint of a statement; null where it has none that can be used, which has been reported.
    @Nullable Endpoint read(Node.Statement statement, Forwarding method) {
        String keyword = statement.keyword().name();
        if (statement.words().isEmpty()) {
            return null;
        }
        Word first = statement.words().getFirst();
        IpAddress address = values.address("a " + keyword.replace('_', ' '), first);
        if (address == null) {
            return null;
        }
        if (address.family() != key.family() && method != Forwarding.TUN) {
            String message = keyword + " " + address + " is of another family than its virtual server";
            problems.mistake(first.position(), message, "it is ignored", "only tunnelled ones may be");
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
            String message = "with " + method + " a " + keyword + " has the port of its virtual server";
            problems.mistake(second.position(), message, servicePort + " is taken", null);
            return new Endpoint(address, servicePort);
        }
        return new Endpoint(address, port.intValue());
    }
}
