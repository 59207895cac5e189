package dev.lvsd.config;

/// Which port a real server has in the table.
public enum TablePort {
    /// That of its endpoint.
    OWN,
    /// That of each service, 0 with a firewall mark: real servers of a group that are routed to or tunnelled to, or
    /// for which no port is said.
    OF_SERVICE
}
