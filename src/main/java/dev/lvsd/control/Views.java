package dev.lvsd.control;

import java.io.IOException;

/// What the control socket shows that takes words or time.
public interface Views {
    /// Shows nothing.
    Views NONE = new Views() {
        @Override
        public ConnectionsSnapshot connections(ConnectionsQuestion question) throws IOException {
            throw new IOException("there is no list of connections here");
        }

        @Override
        public TopSnapshot top(TopQuestion question) throws IOException {
            throw new IOException("there is no table here");
        }
    };

    /// Connections of the kernel's list. Waits for it.
    ///
    /// @throws NameException where a server is meant that there is not
    /// @throws IOException where the list cannot be read now
    ConnectionsSnapshot connections(ConnectionsQuestion question) throws NameException, IOException;

    /// The busiest virtual servers.
    ///
    /// @throws NameException where a server is meant that there is not
    /// @throws IOException where it cannot be shown
    TopSnapshot top(TopQuestion question) throws NameException, IOException;
}
