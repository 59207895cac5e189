package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the path of an instance's adverts.
final class AdvertPathReader {
    private AdvertPathReader() {}

    /// Reads `unicast_src_ip`, `unicast_peer` and `mcast_src_ip` of an instance. As in keepalived a unicast
    /// source without peers is the source of multicast adverts.
    static AdvertPath read(Section instance, Family family, GlobalDefaults defaults, Values values) {
        List<UnicastPeer> peers = peers(instance, family, values);
        IpAddress unicast = source(instance, "unicast_src_ip", family);
        IpAddress multicast = source(instance, "mcast_src_ip", family);
        boolean meant = unicast != null || !instance.all("unicast_peer").isEmpty();
        if (!meant || !peers.isEmpty()) {
            return path(instance, defaults, group(instance, family, defaults), unicast, peers, multicast, false);
        }
        IpAddress source = multicast == null ? unicast : multicast;
        if (instance.flag("unicast_fault_no_peer")) {
            return path(instance, defaults, group(instance, family, defaults), null, peers, source, true);
        }
        instance.problems().mistake(instance.positionOf("unicast_src_ip"),
                "without unicast_peer adverts are multicast"
                        + (unicast == null ? "" : ", from this address"),
                "list the other nodes in unicast_peer, or say mcast_src_ip");
        return path(instance, defaults, group(instance, family, defaults), null, peers, source, false);
    }

    private static AdvertPath path(
            Section instance,
            GlobalDefaults defaults,
            @Nullable IpAddress group,
            @Nullable IpAddress unicast,
            List<UnicastPeer> peers,
            @Nullable IpAddress multicast,
            boolean missesPeers) {
        Boolean checksum = instance.givenOnOff("v3_checksum_as_v2");
        return new AdvertPath(
                unicast,
                peers,
                multicast,
                group,
                Math.toIntExact(instance.whole("unicast_ttl")),
                instance.flag("check_unicast_src") || defaults.checkUnicastSource()
                        || peers.stream().anyMatch(UnicastPeer::isBounded),
                checksum == null ? defaults.checksumWithoutPseudoHeader() : checksum,
                missesPeers);
    }

    /// `mcast_dst_ip`, or what holds for all instances; null for the group of the RFC.
    private static @Nullable IpAddress group(Section instance, Family family, GlobalDefaults defaults) {
        IpAddress group = source(instance, "mcast_dst_ip", family);
        if (group != null && !group.isMulticast()) {
            instance.problems().mistake(instance.positionOf("mcast_dst_ip"), group + " is no multicast address",
                    "it is skipped", null);
            group = null;
        }
        return group == null ? defaults.group(family) : group;
    }

    private static List<UnicastPeer> peers(Section instance, Family family, Values values) {
        ProblemCollector problems = instance.problems();
        List<UnicastPeer> peers = new ArrayList<>();
        for (Node.Line line : instance.lines("unicast_peer")) {
            Word word = line.words().getFirst();
            IpAddress peer = values.address("a unicast peer", word);
            if (peer != null && peer.family() != family) {
                problems.mistake(word.position(), foreign(peer.toString()), "it is ignored", null);
            } else if (peer != null && peers.stream().anyMatch(other -> other.address().equals(peer))) {
                problems.mistake(word.position(), peer + " is given twice", "it is ignored here", null);
            } else if (peer != null) {
                peers.add(peer(peer, line.words(), values));
            }
        }
        return peers;
    }

    /// A peer with the bounds that stand behind its address.
    private static UnicastPeer peer(IpAddress address, List<Word> words, Values values) {
        Shape.Whole hops = new Shape.Whole(0, AdvertPath.NEAREST);
        Long least = null;
        Long most = null;
        for (int i = 1; i < words.size(); i += 2) {
            Word option = words.get(i);
            boolean known = option.text().equals("min_ttl") || option.text().equals("max_ttl");
            if (!known || i + 1 == words.size()) {
                values.problems().mistake(option.position(),
                        "behind a peer stand min_ttl and max_ttl with a number, not \"" + option.text() + "\"",
                        "the rest of the line is ignored", null);
                break;
            }
            Long value = values.whole(option.text(), hops, words.get(i + 1));
            least = option.text().equals("min_ttl") ? value : least;
            most = option.text().equals("max_ttl") ? value : most;
        }
        return new UnicastPeer(
                address,
                least == null ? 0 : least.intValue(),
                most == null ? AdvertPath.NEAREST : most.intValue());
    }

    private static @Nullable IpAddress source(Section instance, String keyword, Family family) {
        IpAddress address = instance.givenAddress(keyword);
        if (address == null || address.family() == family) {
            return address;
        }
        instance.problems().mistake(instance.positionOf(keyword), foreign(keyword), "it is skipped", null);
        return null;
    }

    private static String foreign(String what) {
        return what + " is of another family than the virtual addresses";
    }
}
