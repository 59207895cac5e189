package dev.lvsd.metrics;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;

/// A virtual server as labels; no two virtual servers have the same.
///
/// @param virtualServer `192.0.2.1:80`, `[2001:db8::1]:80`, or the firewall mark: `7`
/// @param protocol `TCP`, `UDP`, `SCTP`; with a firewall mark `FWM`, `FWM6` for IPv6
record ServiceLabel(String virtualServer, String protocol) {
    static ServiceLabel of(VirtualServerKey key) {
        return switch (key) {
            case VirtualServerKey.Address(Protocol protocol, Endpoint endpoint) ->
                new ServiceLabel(endpoint.toString(), protocol.toString());
            case VirtualServerKey.Fwmark(Family family, int mark) ->
                new ServiceLabel(Integer.toUnsignedString(mark), family == Family.IPV6 ? "FWM6" : "FWM");
        };
    }
}
