package dev.lvsd.config;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the line of an address says beside interface, label and scope, in the words of ip-address(8).
///
/// @param broadcast `brd`, null for none; IPv4 only
/// @param peer the other end of a point-to-point link, to which the prefix length belongs; null for none
/// @param flags `home`, `-nodad` and others
/// @param preferredSeconds `preferred_lft`, [#FOREVER] without end; 0 is an address that no connection of this host
///     begins from
/// @param tracked whether it is put back where someone else removed it, false with `no_track`
public record AddressOptions(
        @Nullable IpAddress broadcast,
        @Nullable IpAddress peer,
        Set<Flag> flags,
        long preferredSeconds,
        boolean tracked) {
    /// A lifetime without end: all ones (`struct ifa_cacheinfo`).
    public static final long FOREVER = 0xffff_ffffL;

    /// A word that is on or not.
    public enum Flag {
        /// A home address of Mobile IPv6.
        HOME,
        /// Duplicate address detection runs, which it does not without the word (`-nodad`).
        DETECTS_DUPLICATES,
        /// The template of temporary addresses.
        MNGTMPADDR,
        /// No route to its network.
        NOPREFIXROUTE,
        /// A multicast address whose group the kernel joins.
        AUTOJOIN;

        /// As lines write it.
        public String word() {
            return this == DETECTS_DUPLICATES ? "-nodad" : name().toLowerCase(Locale.ROOT);
        }
    }

    /// Copies the set.
    public AddressOptions {
        flags = Set.copyOf(flags);
    }

    /// Those of a line that says nothing.
    public static AddressOptions of(Prefix prefix) {
        return new AddressOptions(null, null, Set.of(), preferredSeconds(prefix), true);
    }

    /// As in keepalived, an IPv6 address without a network is never the source of what this host itself begins.
    static long preferredSeconds(Prefix prefix) {
        return prefix.address().family() == Family.IPV6 && prefix.length() == Family.IPV6.bits() ? 0 : FOREVER;
    }

    /// The words of a line that says this: ` brd 192.0.2.255 noprefixroute`, empty for nothing.
    String words(Prefix prefix) {
        StringBuilder words = new StringBuilder();
        words.append(peer == null ? "" : " peer " + peer).append(broadcast == null ? "" : " brd " + broadcast);
        EnumSet<Flag> sorted = EnumSet.noneOf(Flag.class);
        sorted.addAll(flags);
        sorted.forEach(flag -> words.append(' ').append(flag.word()));
        if (preferredSeconds != preferredSeconds(prefix)) {
            words.append(" preferred_lft ").append(preferredSeconds == FOREVER ? "forever" : preferredSeconds);
        }
        return words.append(tracked ? "" : " no_track").toString();
    }
}
