package dev.lvsd.config;

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
        List<IpAddress> peers = peers(instance, family, values);
        IpAddress unicast = source(instance, "unicast_src_ip", family);
        IpAddress multicast = source(instance, "mcast_src_ip", family);
        if (unicast == null || !peers.isEmpty()) {
            return path(instance, defaults, unicast, peers, multicast);
        }
        instance.problems().mistake(instance.positionOf("unicast_src_ip"),
                "without unicast_peer adverts are multicast, from this address",
                "list the other nodes in unicast_peer, or say mcast_src_ip");
        return path(instance, defaults, null, peers, multicast == null ? unicast : multicast);
    }

    private static AdvertPath path(
            Section instance,
            GlobalDefaults defaults,
            @Nullable IpAddress unicast,
            List<IpAddress> peers,
            @Nullable IpAddress multicast) {
        Boolean checksum = instance.givenOnOff("v3_checksum_as_v2");
        return new AdvertPath(
                unicast,
                peers,
                multicast,
                instance.flag("check_unicast_src") || defaults.checkUnicastSource(),
                checksum == null ? defaults.checksumWithoutPseudoHeader() : checksum);
    }

    private static List<IpAddress> peers(Section instance, Family family, Values values) {
        ProblemCollector problems = instance.problems();
        List<IpAddress> peers = new ArrayList<>();
        for (Node.Line line : instance.lines("unicast_peer")) {
            Word word = line.words().getFirst();
            IpAddress peer = values.address("a unicast peer", word);
            if (line.words().size() > 1) {
                Word option = line.words().get(1);
                problems.warning(option.position(), option.text() + " is not supported yet; ignored", null);
            }
            if (peer != null && peer.family() != family) {
                problems.mistake(word.position(), foreign(peer.toString()), "it is ignored", null);
            } else if (peer != null && peers.contains(peer)) {
                problems.mistake(word.position(), peer + " is given twice", "it is ignored here", null);
            } else if (peer != null) {
                peers.add(peer);
            }
        }
        return peers;
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
