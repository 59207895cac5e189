package dev.lvsd.net;

import org.jspecify.annotations.Nullable;

/// An address and a port: `192.0.2.1:80`, `[2001:db8::1]:80`. Port 0 stands for every port.
///
/// @param address the address
/// @param port 0 to 65535
public record Endpoint(IpAddress address, int port) implements Comparable<Endpoint> {
    /// Checks the port.
    public Endpoint {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not in 0..65535");
        }
    }

    /// Reads `192.0.2.1:80` or `[2001:db8::1]:80`.
    ///
    /// @return the endpoint, or null where the text is none
    public static @Nullable Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || colon + 1 == text.length() || colon + 6 < text.length()) {
            return null;
        }
        int port = 0;
        for (int i = colon + 1; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            port = port * 10 + digit;
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        IpAddress address = IpAddress.parse(bracketed ? host.substring(1, host.length() - 1) : host);
        return address == null || bracketed != (address instanceof IpAddress.V6) || port > 65535
                ? null
                : new Endpoint(address, port);
    }

    @Override
    public int compareTo(Endpoint other) {
        int order = address.compareTo(other.address);
        return order != 0 ? order : Integer.compare(port, other.port);
    }

    @Override
    public String toString() {
        return address instanceof IpAddress.V6 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
