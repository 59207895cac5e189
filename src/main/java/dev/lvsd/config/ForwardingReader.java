package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.Tunnel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `lb_kind` and `lvs_method`: `NAT`, `DR`, or `TUN` with `type ipip|gue port N|gre` and `nocsum`,
/// `csum` or `remcsum`; and what keepalived has no word for, `LOCAL` and `BYPASS`.
final class ForwardingReader {
    /// A forwarding method with its tunnel.
    record Method(Forwarding forwarding, Tunnel tunnel) {
        /// keepalived's default.
        static final Method NAT = new Method(Forwarding.NAT, Tunnel.IPIP);
    }

    private static final Shape.Whole PORT = new Shape.Whole(1, 65535);

    private final Values values;
    private final ProblemCollector problems;

    ForwardingReader(Values values) {
        this.values = values;
        this.problems = values.problems();
    }

    /// The method of a statement.
    ///
    /// @param statement null where it is not given
    /// @param otherwise what holds without a usable one
    Method read(Node.@Nullable Statement statement, Method otherwise) {
        if (statement == null) {
            return otherwise;
        }
        String keyword = statement.name().text();
        if (statement.words().isEmpty()) {
            problems.error(statement.position(), keyword + " has no value",
                    "it needs one of NAT, DR, TUN, LOCAL, BYPASS");
            return otherwise;
        }
        Word kind = statement.words().getFirst();
        List<Word> options = statement.words().subList(1, statement.words().size());
        return switch (kind.text()) {
            case "NAT" -> plain(Forwarding.NAT, options);
            case "DR" -> plain(Forwarding.DR, options);
            case "TUN" -> tunnel(options);
            case "LOCAL" -> plain(Forwarding.LOCAL, options);
            case "BYPASS" -> plain(Forwarding.BYPASS, options);
            case String other -> {
                problems.mistake(kind.position(), keyword + " is one of NAT, DR, TUN, LOCAL, BYPASS,"
                        + " not \"" + other + "\"", "it is skipped", null);
                yield otherwise;
            }
        };
    }

    private Method plain(Forwarding forwarding, List<Word> options) {
        options.stream().limit(1).forEach(this::tooMuch);
        return new Method(forwarding, Tunnel.IPIP);
    }

    private Method tunnel(List<Word> options) {
        int type = IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_IPIP;
        int port = 0;
        int flags = IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM;
        for (int i = 0; i < options.size(); i++) {
            Word option = options.get(i);
            switch (option.text()) {
                case "type", "ipip" -> {}
                case "gue" -> type = IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE;
                case "gre" -> type = IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GRE;
                case "nocsum" -> flags = IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_NOCSUM;
                case "csum" -> flags = IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_CSUM;
                case "remcsum" -> flags = IpvsAbi.IP_VS_TUNNEL_ENCAP_FLAG_REMCSUM;
                case "port" -> {
                    Word value = i + 1 < options.size() ? options.get(++i) : option;
                    Long number = values.whole("a tunnel's port", PORT, value);
                    port = number == null ? 0 : number.intValue();
                }
                case String _ -> tooMuch(option);
            }
        }
        if (type == IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_GUE && port == 0) {
            problems.mistake(
                    options.getFirst().position(), "type gue needs a port", "ipip is taken", "say type gue port N");
            return new Method(Forwarding.TUN, Tunnel.IPIP);
        }
        return new Method(Forwarding.TUN, new Tunnel(type, port, flags));
    }

    private void tooMuch(Word word) {
        problems.mistake(word.position(), "\"" + word.text() + "\" is too much here", "it is ignored", null);
    }
}
