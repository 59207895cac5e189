package dev.lvsd.config;

/// What becomes of a server that shall get no clients.
public enum OnFailure {
    /// It leaves the table.
    REMOVE,
    /// It stays in the table at weight 0: `inhibit_on_failure`, `sorry_server_inhibit`.
    INHIBIT
}
