package dev.lvsd.net.routing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What becomes of a packet that a route matches: the types of `ip route`.
public enum RouteType {
    /// It goes to a gateway or an interface.
    UNICAST,
    /// It is this host's.
    LOCAL,
    /// It is this host's and goes out as link broadcast.
    BROADCAST,
    /// It goes out as unicast and is taken as broadcast.
    ANYCAST,
    /// It goes to a group.
    MULTICAST,
    /// It is dropped.
    BLACKHOLE,
    /// It is answered: no route to host.
    UNREACHABLE,
    /// It is answered: administratively prohibited.
    PROHIBIT,
    /// The search goes on in the next table.
    THROW;

    /// The type of a word of `ip route`, null for any other word.
    public static @Nullable RouteType of(String word) {
        for (RouteType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        return null;
    }

    /// The word of `ip route`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether such a route leads to no interface.
    public boolean isDeadEnd() {
        return switch (this) {
            case UNICAST, LOCAL, BROADCAST, ANYCAST, MULTICAST -> false;
            case BLACKHOLE, UNREACHABLE, PROHIBIT, THROW -> true;
        };
    }
}
