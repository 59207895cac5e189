package dev.lvsd.net.routing;

import dev.lvsd.net.Family;
import dev.lvsd.net.Prefix;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A rule of the routing policy as it is to be.
///
/// @param family of the packets
/// @param priority `preference`: the lowest is looked at first
/// @param selector which packets
/// @param action what becomes of them
/// @param protocol who made it, 0 for nobody
/// @param tracked whether it is put back when someone else removes it
public record Rule(Family family, long priority, Selector selector, Action action, int protocol, boolean tracked)
        implements RoutingEntry {
    /// Which packets. Parts that are null match all.
    ///
    /// @param inverted `not`: all others
    /// @param from source
    /// @param to destination
    /// @param tos `tos`, 0 for any
    /// @param mark `fwmark`
    /// @param iif interface where it came in
    /// @param oif interface that a socket is bound to
    /// @param transport what is inside
    /// @param users `uidrange`: whose
    /// @param tunnel `tunnel-id`, 0 for any
    public record Selector(
            boolean inverted,
            @Nullable Prefix from,
            @Nullable Prefix to,
            int tos,
            @Nullable Mark mark,
            @Nullable String iif,
            @Nullable String oif,
            Transport transport,
            @Nullable Range users,
            long tunnel) {
        /// All packets.
        public static final Selector ALL =
                new Selector(false, null, null, 0, null, null, null, Transport.ANY, null, 0);
    }

    /// A firewall mark.
    ///
    /// @param value the mark
    /// @param mask bits of it that count; all ones for all
    public record Mark(long value, long mask) {
        /// `0x10/0xff`.
        @Override
        public String toString() {
            return "0x" + Long.toHexString(value) + (mask == 0xffff_ffffL ? "" : "/0x" + Long.toHexString(mask));
        }
    }

    /// What is inside of packets.
    ///
    /// @param protocol `ipproto`, 0 for any
    /// @param source `sport`, null for any
    /// @param destination `dport`, null for any
    public record Transport(int protocol, @Nullable Range source, @Nullable Range destination) {
        /// Anything.
        public static final Transport ANY = new Transport(0, null, null);
    }

    /// What becomes of packets.
    public sealed interface Action {
        /// A table is searched.
        ///
        /// @param table its number, 0 for that of the interface's VRF (`l3mdev`)
        /// @param suppressPrefixLength routes with prefixes of at most this length do not count; -1 for none
        /// @param suppressGroup routes to interfaces of this group do not count; -1 for none
        /// @param realms `realms`, 0 for none
        record Lookup(long table, int suppressPrefixLength, long suppressGroup, long realms) implements Action {
            @Override
            public String toString() {
                return (table == 0 ? "l3mdev" : "lookup " + table)
                        + (suppressPrefixLength < 0 ? "" : " suppress_prefixlength " + suppressPrefixLength)
                        + (suppressGroup < 0 ? "" : " suppress_ifgroup " + suppressGroup)
                        + (realms == 0 ? "" : " realms " + (realms >> 16) + "/" + (realms & 0xffff));
            }
        }

        /// The rules before that one are passed over.
        ///
        /// @param priority of the rule where the search goes on
        record Goto(long priority) implements Action {
            @Override
            public String toString() {
                return "goto " + priority;
            }
        }

        /// Without a table.
        enum Plain implements Action {
            /// The next rule is looked at.
            NOP,
            /// They are dropped.
            BLACKHOLE,
            /// They are answered: no route to host.
            UNREACHABLE,
            /// They are answered: administratively prohibited.
            PROHIBIT;

            @Override
            public String toString() {
                return switch (this) {
                    case NOP -> "nop";
                    case BLACKHOLE -> "blackhole";
                    case UNREACHABLE -> "unreachable";
                    case PROHIBIT -> "prohibit";
                };
            }
        }
    }

    /// None: a rule waits for its interfaces by their names.
    @Override
    public Set<String> devices() {
        return Set.of();
    }

    /// Names of the interfaces that it speaks of.
    public Set<String> mentioned() {
        Set<String> names = new LinkedHashSet<>();
        String iif = selector.iif();
        if (iif != null) {
            names.add(iif);
        }
        String oif = selector.oif();
        if (oif != null) {
            names.add(oif);
        }
        return names;
    }

    @Override
    public String kind() {
        return "rule";
    }

    /// `from 10.0.0.0/8 preference 100 lookup 5`; what is not said is left out.
    @Override
    public String toString() {
        Selector s = selector;
        return (family == Family.IPV6 && s.from() == null && s.to() == null ? "inet6 " : "")
                + (s.inverted() ? "not " : "")
                + "from " + (s.from() == null ? "all" : s.from())
                + said(" to ", s.to())
                + " preference " + priority
                + (s.tos() == 0 ? "" : " tos " + s.tos())
                + said(" fwmark ", s.mark())
                + said(" iif ", s.iif())
                + said(" oif ", s.oif())
                + (s.transport().protocol() == 0 ? "" : " ipproto " + s.transport().protocol())
                + said(" sport ", s.transport().source())
                + said(" dport ", s.transport().destination())
                + said(" uidrange ", s.users())
                + (s.tunnel() == 0 ? "" : " tunnel-id " + s.tunnel())
                + " " + action
                + (protocol == (tracked ? PROTOCOL : 0) ? "" : " protocol " + protocol)
                + (tracked ? "" : " no_track");
    }

    private static String said(String word, @Nullable Object value) {
        return value == null ? "" : word + value;
    }
}
