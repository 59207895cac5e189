package dev.lvsd.ipvs.connections;

import dev.lvsd.net.Endpoint;

/// One connection of the kernel's list, or a persistence template.
///
/// @param protocol the kernel's word: `TCP`, `UDP`, `IP` for a template of a firewall mark
/// @param client where it comes from; port 0 in a template, whose address is that of the client's network
/// @param virtual what the client sees; the firewall mark as an address in a template for one
/// @param destination the real server
/// @param state the kernel's word: `ESTABLISHED`; `NONE` or `ASSURED` for a template
/// @param template whether it is a persistence template, which binds the next connections of a client
/// @param expiresSeconds when the kernel forgets it, unless a packet comes
/// @param engine name of the persistence engine, empty for none
/// @param engineData what the engine goes by, empty for nothing
public record Connection(
        String protocol,
        Endpoint client,
        Endpoint virtual,
        Endpoint destination,
        String state,
        boolean template,
        long expiresSeconds,
        String engine,
        String engineData) {}
