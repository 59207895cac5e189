package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the address and port behind `real_server` and `sorry_server`. With `DR` and `TUN` the port in the table is
/// that of the service, whatever is said; of a group and a firewall mark what is said is where its checks go. Another
/// family than the service's needs `TUN`.
final class EndpointReader {
    /// An endpoint, and which port it has in the table.
    record Place(Endpoint endpoint, TablePort port) {
        /// Address and port in the table, behind one of the services.
        Endpoint in(VirtualServerKey service) {
            return RealServer.endpoint(endpoint, port, service);
        }
    }

    private static final Shape.Whole PORT = new Shape.Whole(1, 65535);

    private final Values values;
    private final ProblemCollector problems;
    private final List<VirtualServerKey> keys;
    private final boolean isGroup;
    private final int servicePort;

    /// @param keys of the services, at least one
    /// @param isGroup whether they are those of a group
    EndpointReader(Values values, List<VirtualServerKey> keys, boolean isGroup) {
        this.values = values;
        this.problems = values.problems();
        this.keys = keys;
        this.isGroup = isGroup;
        int first = keys.getFirst().port();
        this.servicePort = keys.stream().allMatch(key -> key.port() == first) ? first : 0;
    }

    /// The place of a statement; null where it has none that can be used, which has been reported.
    @Nullable Place read(Node.Statement statement, Forwarding method) {
        String keyword = statement.keyword().name();
        if (statement.words().isEmpty()) {
            return null;
        }
        Word first = statement.words().getFirst();
        IpAddress address = values.address("a " + keyword.replace('_', ' '), first);
        if (address == null || !fits(keyword, address, method, first)) {
            return null;
        }
        if (statement.words().size() < 2) {
            return new Place(new Endpoint(address, servicePort), isGroup ? TablePort.OF_SERVICE : TablePort.OWN);
        }
        Word second = statement.words().get(1);
        Long port = second.text().equals("0") ? Long.valueOf(0) : values.whole("a port", PORT, second);
        if (port == null) {
            return null;
        }
        if (method != Forwarding.NAT && (isGroup || keys.getFirst() instanceof VirtualServerKey.Fwmark)) {
            return new Place(new Endpoint(address, port.intValue()), TablePort.OF_SERVICE);
        }
        if (method != Forwarding.NAT && port != servicePort) {
            String message = "with " + method + " a " + keyword + " has the port of its virtual server";
            problems.mistake(second.position(), message, servicePort + " is taken", null);
            return new Place(new Endpoint(address, servicePort), TablePort.OWN);
        }
        return new Place(new Endpoint(address, port.intValue()), TablePort.OWN);
    }

    private boolean fits(String keyword, IpAddress address, Forwarding method, Word word) {
        if (method == Forwarding.TUN) {
            return true;
        }
        for (VirtualServerKey key : keys) {
            if (key.family() != address.family()) {
                problems.mistake(word.position(), keyword + " " + address + " is of another family than "
                        + (isGroup ? key + " of its group" : "its virtual server"), "it is ignored",
                        "only tunnelled ones may be");
                return false;
            }
        }
        return true;
    }
}
