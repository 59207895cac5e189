package dev.lvsd.config;

/// Which port a real server has in the table.
public enum TablePort {
    /// That of its endpoint.
    OWN,
    /// That of each service, 0 with a firewall mark: real servers of a group or a mark that are not translated to, or
    /// for which a group says no port.
    OF_SERVICE
}
