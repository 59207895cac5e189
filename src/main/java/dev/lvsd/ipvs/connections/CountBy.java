package dev.lvsd.ipvs.connections;

/// What connections are counted by.
public enum CountBy {
    /// The client's address.
    CLIENT,
    /// The real server.
    RS,
    /// The state.
    STATE;

    /// What a connection counts for.
    String of(ConnectionLine line) {
        return switch (this) {
            case CLIENT -> line.clientAddress().toString();
            case RS -> line.destination().endpoint().toString();
            case STATE -> line.state();
        };
    }
}
