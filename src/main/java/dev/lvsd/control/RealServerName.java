package dev.lvsd.control;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What people write for a real server: `192.0.2.21:80`, `[2001:db8::21]:80`, or the address alone for each port:
/// `192.0.2.21`, `2001:db8::21`, `[2001:db8::21]`.
///
/// @param at its address
/// @param port its port, null for each
public record RealServerName(IpAddress at, @Nullable Integer port) {
    /// The forms, for messages.
    static final String FORMS = "ADDRESS:PORT or ADDRESS";

    /// Whether a real server is meant.
    public boolean matches(Endpoint endpoint) {
        return at.equals(endpoint.address()) && (port == null || port == endpoint.port());
    }

    /// Reads a name.
    ///
    /// @return null where the text has none of the forms
    public static @Nullable RealServerName parse(String text) {
        String name = text.strip();
        boolean bracketed = name.startsWith("[") && name.endsWith("]");
        IpAddress address = IpAddress.parse(bracketed ? name.substring(1, name.length() - 1) : name);
        if (address != null) {
            return bracketed && address instanceof IpAddress.V4 ? null : new RealServerName(address, null);
        }
        Endpoint endpoint = Endpoint.parse(name);
        return endpoint == null ? null : new RealServerName(endpoint.address(), endpoint.port());
    }

    /// The real servers that a text names: at least one.
    ///
    /// @param known all that there are
    /// @throws NameException where the text is no name or nothing has it
    public static List<Endpoint> all(String text, Collection<Endpoint> known) throws NameException {
        RealServerName name = parse(text);
        return NameSearch.REAL_SERVERS.all(text, name == null ? null : name::matches, known);
    }

    /// The one real server that a text names.
    ///
    /// @param known all that there are, those of one virtual server
    /// @throws NameException where the text is no name, or nothing or more than one has it
    public static Endpoint one(String text, Collection<Endpoint> known) throws NameException {
        return NameSearch.REAL_SERVERS.one(text, all(text, known));
    }
}
