package dev.lvsd.control;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people write for a virtual server. Of any case:
///
/// | text | virtual servers |
/// |---|---|
/// | `192.0.2.1:80`, `[2001:db8::1]:443` | of every protocol at the address and port |
/// | `tcp/192.0.2.1:80`, `tcp://192.0.2.1:80`, `TCP  192.0.2.1:80` | of the protocol |
/// | `192.0.2.1`, `2001:db8::1`, `udp/192.0.2.1` | with every port |
/// | `fwmark:7`, `FWM6 7`, `FWM 7 IPv6`, `fwmark:0x7/ipv6` | with the firewall mark, of both families or of one |
public sealed interface ServiceName {
    /// The forms, for messages.
    String FORMS = "ADDRESS:PORT, tcp/ADDRESS:PORT, ADDRESS, fwmark:MARK";

    /// Virtual servers at an address.
    ///
    /// @param protocol their protocol, null for each
    /// @param at their address
    /// @param port their port, null for each
    record Addressed(@Nullable Protocol protocol, IpAddress at, @Nullable Integer port) implements ServiceName {
        @Override
        public boolean matches(VirtualServerKey key) {
            return key instanceof VirtualServerKey.Address(Protocol its, Endpoint(IpAddress address, int itsPort))
                    && (protocol == null || protocol == its)
                    && at.equals(address)
                    && (port == null || port == itsPort);
        }
    }

    /// Virtual servers for a firewall mark.
    ///
    /// @param mark as an unsigned number
    /// @param family their family, null for both
    record Marked(int mark, @Nullable Family family) implements ServiceName {
        @Override
        public boolean matches(VirtualServerKey key) {
            return key instanceof VirtualServerKey.Fwmark(Family its, int itsMark)
                    && mark == itsMark
                    && (family == null || family == its);
        }
    }

    /// Whether a virtual server is meant.
    boolean matches(VirtualServerKey key);

    /// Reads a name.
    ///
    /// @return null where the text has none of the forms
    static @Nullable ServiceName parse(String text) {
        Matcher marked = Forms.MARK.matcher(text.strip());
        if (marked.matches()) {
            return marked(marked);
        }
        Matcher addressed = Forms.PROTOCOL.matcher(text.strip());
        boolean named = addressed.matches();
        Protocol protocol = named ? Protocol.valueOf(addressed.group(1).toUpperCase(Locale.ROOT)) : null;
        RealServerName place = RealServerName.parse(named ? addressed.group(2) : text);
        return place == null ? null : new Addressed(protocol, place.at(), place.port());
    }

    private static @Nullable ServiceName marked(Matcher parts) {
        String number = parts.group(2);
        boolean hexadecimal = number.startsWith("0x") || number.startsWith("0X");
        long mark = Long.parseLong(hexadecimal ? number.substring(2) : number, hexadecimal ? 16 : 10);
        if (mark == 0 || mark >>> Integer.SIZE != 0) {
            return null;
        }
        String family = parts.group(3);
        boolean six = parts.group(1).endsWith("6") || (family != null && family.endsWith("6"));
        return new Marked((int) mark, six ? Family.IPV6 : family == null ? null : Family.IPV4);
    }

    /// The spelling of a virtual server that [#parse] reads as that one alone, and that a shell takes as a word:
    /// `tcp/192.0.2.1:80`, `fwmark:7`, `fwmark:7/ipv6`.
    static String of(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address(Protocol protocol, Endpoint endpoint) ->
                protocol.name().toLowerCase(Locale.ROOT) + "/" + endpoint;
            case VirtualServerKey.Fwmark(Family family, int mark) ->
                "fwmark:" + Integer.toUnsignedString(mark) + "/" + family.name().toLowerCase(Locale.ROOT);
        };
    }

    /// The virtual servers that a text names: at least one.
    ///
    /// @param known all that there are
    /// @throws NameException where the text is no name or nothing has it
    static List<VirtualServerKey> all(String text, Collection<VirtualServerKey> known) throws NameException {
        ServiceName name = parse(text);
        return NameSearch.VIRTUAL_SERVERS.all(text, name == null ? null : name::matches, known);
    }

    /// The one virtual server that a text names.
    ///
    /// @param known all that there are
    /// @throws NameException where the text is no name, or nothing or more than one has it
    static VirtualServerKey one(String text, Collection<VirtualServerKey> known) throws NameException {
        return NameSearch.VIRTUAL_SERVERS.one(text, all(text, known));
    }

    /// The patterns of the forms.
    final class Forms {
        private static final Pattern MARK = Pattern.compile(
                "(fwmark|fwm6?|mark)(?:://|[:/]|\\s+)([0-9]{1,10}|0x[0-9a-f]{1,8})(?:[/\\s]+(ipv[46]))?",
                Pattern.CASE_INSENSITIVE);
        private static final Pattern PROTOCOL =
                Pattern.compile("(tcp|udp|sctp)(?:://|/|\\s+)(.*)", Pattern.CASE_INSENSITIVE);

        private Forms() {}
    }
}
