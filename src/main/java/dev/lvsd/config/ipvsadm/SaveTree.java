package dev.lvsd.config.ipvsadm;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.IpvsAbi;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.ArrayList;
import java.util.List;

/// The tree of a configuration that makes a saved table. Its words stand where the commands do.
public final class SaveTree {
    /// The statements of one block, all of which stand at one place.
    private record Block(Place place, Position position, List<Node> body) {
        void add(String name, String... words) {
            List<Word> list = new ArrayList<>();
            for (String word : words) {
                list.add(new Word(position, word));
            }
            body.add(new Node.Statement(new Word(position, name), Keywords.of(place, name), list, List.of()));
        }

        Block block(Place inside, String name, Position where, List<String> words) {
            Block block = new Block(inside, where, new ArrayList<>());
            body.add(new Node.Statement(
                    new Word(where, name),
                    Keywords.of(place, name),
                    words.stream().map(word -> new Word(where, word)).toList(),
                    block.body));
            return block;
        }
    }

    private SaveTree() {}

    /// The statements at the top of the file.
    public static List<Node> of(SavedTable table) {
        List<Node> root = new ArrayList<>();
        for (SavedTable.Service service : table.services()) {
            Block top = new Block(Place.ROOT, service.position(), root);
            Block block =
                    top.block(Place.VIRTUAL_SERVER, "virtual_server", service.position(), words(service.key()));
            virtualServer(block, service);
        }
        return root;
    }

    private static List<String> words(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address(_, Endpoint endpoint) ->
                List.of(endpoint.address().toString(), Integer.toString(endpoint.port()));
            case VirtualServerKey.Fwmark(_, int mark) -> List.of("fwmark", Integer.toUnsignedString(mark));
        };
    }

    private static void virtualServer(Block block, SavedTable.Service service) {
        VirtualServerOptions options = service.options();
        switch (service.key()) {
            case VirtualServerKey.Address(Protocol protocol, _) -> block.add("protocol", protocol.name());
            case VirtualServerKey.Fwmark(Family family, _) -> {
                if (family == Family.IPV6) {
                    block.add("ip_family", "inet6");
                }
            }
        }
        block.add("lb_algo", options.scheduler());
        flags(block, options);
        if (options.isPersistent()) {
            block.add("persistence_timeout", Integer.toUnsignedString(options.timeoutSeconds()));
            if (options.netmask() != VirtualServerOptions.hostNetmask(service.key().family())) {
                block.add("persistence_granularity", netmask(service.key().family(), options.netmask()));
            }
        }
        if (!options.persistenceEngine().isEmpty()) {
            block.add("persistence_engine", options.persistenceEngine());
        }
        String kind = service.realServers().isEmpty() ? "NAT"
                : method(service.realServers().values().iterator().next().options());
        block.add("lb_kind", kind.split(" "));
        service.realServers().forEach((endpoint, server) -> realServer(block, endpoint, server, kind));
    }

    private static void flags(Block block, VirtualServerOptions options) {
        boolean named = options.scheduler().equals("sh") || options.scheduler().equals("mh");
        if ((options.flags() & IpvsAbi.IP_VS_SVC_F_SCHED1) != 0) {
            block.add(named ? options.scheduler() + "-fallback" : "flag-1");
        }
        if ((options.flags() & IpvsAbi.IP_VS_SVC_F_SCHED2) != 0) {
            block.add(named ? options.scheduler() + "-port" : "flag-2");
        }
        if ((options.flags() & IpvsAbi.IP_VS_SVC_F_SCHED3) != 0) {
            block.add("flag-3");
        }
        if ((options.flags() & IpvsAbi.IP_VS_SVC_F_ONEPACKET) != 0) {
            block.add("ops");
        }
    }

    private static String netmask(Family family, int netmask) {
        return switch (family) {
            case IPV4 -> new IpAddress.V4(netmask).toString();
            case IPV6 -> Integer.toString(netmask);
        };
    }

    private static void realServer(Block block, Endpoint endpoint, SavedTable.RealServer server, String kind) {
        RealServerOptions options = server.options();
        Block inside = block.block(Place.REAL_SERVER, "real_server", server.position(),
                List.of(endpoint.address().toString(), Integer.toString(endpoint.port())));
        inside.add("weight", Integer.toString(options.weight()));
        String method = method(options);
        if (!method.equals(kind)) {
            inside.add("lvs_method", method.split(" "));
        }
        if (options.upperThreshold() != 0) {
            inside.add("uthreshold", Integer.toUnsignedString(options.upperThreshold()));
        }
        if (options.lowerThreshold() != 0) {
            inside.add("lthreshold", Integer.toUnsignedString(options.lowerThreshold()));
        }
    }

    private static String method(RealServerOptions options) {
        if (options.forwarding() != Forwarding.TUN) {
            return options.forwarding().name();
        }
        boolean plain = options.tunnel().type() == IpvsAbi.IP_VS_CONN_F_TUNNEL_TYPE_IPIP;
        return plain ? "TUN" : "TUN type " + options.tunnel().words();
    }
}
