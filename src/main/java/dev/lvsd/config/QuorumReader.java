package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.ipvs.RealServerOptions;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Reads `quorum`, `hysteresis` and the sorry server of a virtual server.
final class QuorumReader {
    private final Section section;
    private final Values values;
    private final ProblemCollector problems;

    QuorumReader(Section virtualServer, Values values) {
        this.section = virtualServer;
        this.values = values;
        this.problems = values.problems();
    }

    /// The quorum: at most the sum of the weights, since it could never be reached otherwise.
    Quorum quorum(Collection<RealServer> realServers) {
        long all = realServers.stream().mapToLong(server -> server.options().weight()).sum();
        long weight = section.whole("quorum");
        long hysteresis = section.whole("hysteresis");
        if (weight > Math.max(1, all)) {
            problems.mistake(section.positionOf("quorum"), "quorum " + weight + " is more than the weights of all real"
                    + " servers together, " + all, "it is reduced to " + Math.max(1, all), null);
            weight = Math.max(1, all);
        }
        if (hysteresis >= weight) {
            problems.mistake(section.positionOf("hysteresis"), "hysteresis " + hysteresis
                    + " is not less than the quorum, " + weight, "it is reduced to " + (weight - 1), null);
            hysteresis = weight - 1;
        }
        if (hysteresis > 0 && weight + hysteresis > all) {
            problems.warning(section.positionOf("hysteresis"), "quorum and hysteresis together, "
                    + (weight + hysteresis) + ", are more than the weights of all real servers, " + all
                    + ": once down the quorum comes back when all of them are up", null);
        }
        return new Quorum(weight, hysteresis);
    }

    /// The sorry server, null where there is none.
    ///
    /// @param endpoints reads its address
    /// @param method forwarding method of the virtual server
    @Nullable SorryServer sorryServer(EndpointReader endpoints, ForwardingReader.Method method) {
        Node.@Nullable Statement statement = section.statement("sorry_server");
        boolean inhibit = section.flag("sorry_server_inhibit");
        Node.@Nullable Statement own = section.statement("sorry_server_lvs_method");
        if (statement == null) {
            if (inhibit || own != null) {
                problems.mistake(section.positionOf(inhibit ? "sorry_server_inhibit" : "sorry_server_lvs_method"),
                        "there is no sorry_server that this is for", "it is ignored", null);
            }
            return null;
        }
        if (statement.words().isEmpty()) {
            problems.error(statement.position(), "sorry_server has no address", "it needs an address, and a port");
            return null;
        }
        ForwardingReader.Method used = new ForwardingReader(values).read(own, method);
        EndpointReader.Place place = endpoints.read(statement, used.forwarding());
        return place == null ? null : new SorryServer(
                place.endpoint(),
                place.port(),
                new RealServerOptions(used.forwarding(), 1, 0, 0, used.tunnel()),
                inhibit ? OnFailure.INHIBIT : OnFailure.REMOVE);
    }
}
