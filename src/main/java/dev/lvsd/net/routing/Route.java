package dev.lvsd.net.routing;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A route as it is to be.
///
/// @param type what becomes of the packets
/// @param destination the packets: their destination; no bit is set behind the prefix
/// @param key what distinguishes it from other routes to this destination
/// @param attributes what else is said of it
/// @param hops where it leads: none for a dead end, several share the packets
/// @param metrics what it says about connections
/// @param insertion how it is added where others of this key are
/// @param tracked whether it is put back when someone else removes it
public record Route(
        RouteType type,
        Prefix destination,
        Key key,
        Attributes attributes,
        List<NextHop> hops,
        RouteMetrics metrics,
        Insertion insertion,
        boolean tracked)
        implements RoutingEntry {
    /// The table where routes stand that name none.
    public static final long MAIN_TABLE = 254;

    /// Copies the list.
    public Route {
        hops = List.copyOf(hops);
    }

    /// What distinguishes routes to one destination.
    ///
    /// @param tos `tos`, 0 for any
    /// @param table `table`
    /// @param metric `metric`: the lowest counts; 0 is the kernel's default
    public record Key(int tos, long table, long metric) {
        /// A route that says nothing of it.
        public static final Key DEFAULT = new Key(0, MAIN_TABLE, 0);
    }

    /// What a route says of itself.
    ///
    /// @param protocol who made it
    /// @param scope how far its destination is, 0 for global
    /// @param source `src`: address that this host speaks from; null for the kernel's choice
    /// @param realms `realms`: source's in the upper 16 bits, 0 for none
    /// @param preference `pref` of IPv6: `high`, `medium` or `low`; empty for none
    /// @param expires seconds after which the kernel removes it (IPv6), 0 for never
    public record Attributes(
            int protocol, int scope, @Nullable IpAddress source, long realms, String preference, long expires) {
        /// A route that says nothing of it.
        public static final Attributes DEFAULT = new Attributes(PROTOCOL, 0, null, 0, "", 0);
    }

    /// How a route is added where there are others of its destination and key.
    public enum Insertion {
        /// Before them: it counts.
        PREPEND,
        /// Behind them: they count.
        APPEND,
        /// Not at all.
        ADD
    }

    @Override
    public Family family() {
        return destination.address().family();
    }

    @Override
    public Set<String> devices() {
        Set<String> devices = new LinkedHashSet<>();
        for (NextHop hop : hops) {
            String device = hop.device();
            if (device != null) {
                devices.add(device);
            }
        }
        return devices;
    }

    @Override
    public String kind() {
        return "route";
    }

    /// `192.168.1.0/24 via 192.0.2.1 dev eth0 table 100`; what is not said is left out.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type == RouteType.UNICAST ? "" : type.word() + " ").append(destination);
        word(text, "tos", key.tos(), 0);
        if (hops.size() == 1) {
            text.append(hops.getFirst().within(this));
        }
        word(text, "table", key.table(), MAIN_TABLE);
        word(text, "metric", key.metric(), 0);
        word(text, "proto", attributes.protocol(), PROTOCOL);
        word(text, "scope", attributes.scope(), defaultScope(type, family()));
        text.append(attributes.source() == null ? "" : " src " + attributes.source());
        text.append(attributes.realms() == 0 ? ""
                : " realms " + (attributes.realms() >> 16) + "/" + (attributes.realms() & 0xffff));
        text.append(attributes.preference().isEmpty() ? "" : " pref " + attributes.preference());
        word(text, "expires", attributes.expires(), 0);
        text.append(metrics);
        text.append(insertion == Insertion.PREPEND ? "" : " " + insertion.name().toLowerCase(Locale.ROOT));
        text.append(tracked ? "" : " no_track");
        if (hops.size() > 1) {
            hops.forEach(hop ->
                    text.append(" nexthop").append(hop.within(this)).append(" weight ").append(hop.weight()));
        }
        return text.toString();
    }

    /// The scope of a route that says none: `host` (254) and `link` (253) for what the kernel takes in no other.
    public static int defaultScope(RouteType type, Family family) {
        return switch (type) {
            case LOCAL -> family == Family.IPV4 ? 254 : 0;
            case BROADCAST, MULTICAST, ANYCAST -> family == Family.IPV4 ? 253 : 0;
            case UNICAST, BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> 0;
        };
    }

    private static void word(StringBuilder text, String word, long value, long preset) {
        if (value != preset) {
            text.append(' ').append(word).append(' ').append(value);
        }
    }
}
