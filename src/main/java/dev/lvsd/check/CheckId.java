package dev.lvsd.check;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;

/// What identifies one checker of a configuration.
///
/// @param virtualServer the virtual server
/// @param realServer the real server in it
/// @param index position among the real server's checkers, from 0
public record CheckId(VirtualServerKey virtualServer, Endpoint realServer, int index) {
    @Override
    public String toString() {
        return "check " + (index + 1) + " of real server " + realServer + " in " + virtualServer;
    }
}
