package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.routing.NextHop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads where a route leads: `via`, `dev`, `onlink`, `or`, and `nexthop`, behind which these and `weight` are those of
/// the one among several.
final class HopsReader {
    private final RoutingWords words;
    private final List<NextHop> several = new ArrayList<>();
    private final List<IpAddress> alternatives = new ArrayList<>();
    private boolean inHop;
    private @Nullable IpAddress gateway;
    private @Nullable String device;
    private int weight = 1;
    private boolean onlink;

    HopsReader(RoutingWords words) {
        this.words = words;
    }

    /// Whether a word is of a next hop; it has been read then, with its value.
    boolean reads(Word word) throws Unreadable {
        switch (word.text()) {
            case "via", "gw" -> gateway = gateway(word);
            case "or" -> {
                words.otherwise(word.position(), "\"or\" is old", "it is read as one more nexthop of equal weight");
                alternatives.add(gateway(word));
            }
            case "dev", "oif" -> device = words.name(word);
            case "onlink" -> onlink = true;
            case "nexthop" -> {
                finish(word);
                inHop = true;
            }
            case "weight" -> {
                if (!inHop) {
                    throw words.unreadable(word.position(), "weight is of a nexthop", null);
                }
                weight = (int) words.number(word, 1, 256);
            }
            case String _ -> {
                return false;
            }
        }
        return true;
    }

    /// All that were read; none for a dead end.
    List<NextHop> hops() throws Unreadable {
        if (inHop) {
            if (gateway == null && device == null) {
                throw words.unreadable(words.start(), "a nexthop needs via or dev", null);
            }
            several.add(new NextHop(gateway, device, weight, onlink));
            inHop = false;
        }
        if (!several.isEmpty() || (gateway == null && device == null)) {
            return several;
        }
        several.add(new NextHop(gateway, device, 1, onlink));
        alternatives.forEach(other -> several.add(new NextHop(other, device, 1, onlink)));
        return several;
    }

    private void finish(Word word) throws Unreadable {
        if (!inHop && (gateway != null || device != null)) {
            throw words.unreadable(word.position(), "a route has via and dev, or nexthop, not both", null);
        }
        if (inHop) {
            hops();
        }
        gateway = null;
        device = null;
        weight = 1;
        onlink = false;
    }

    private IpAddress gateway(Word word) throws Unreadable {
        Family said = words.takes("inet") ? Family.IPV4 : words.takes("inet6") ? Family.IPV6 : null;
        IpAddress address = words.address(word);
        if (said != null && address.family() != said) {
            throw words.unreadable(word.position(), address + " is of another family than said", null);
        }
        return address;
    }
}
