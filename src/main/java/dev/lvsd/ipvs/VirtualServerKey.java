package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;

/// What identifies a virtual server in the kernel's table: it cannot be edited, only added and deleted.
public sealed interface VirtualServerKey permits VirtualServerKey.Address, VirtualServerKey.Fwmark {

    /// A virtual server at an address.
    ///
    /// @param protocol transport protocol
    /// @param endpoint virtual address and port; port 0 with persistence is every port
    record Address(Protocol protocol, Endpoint endpoint) implements VirtualServerKey {
        @Override
        public Family family() {
            return endpoint.address().family();
        }

        @Override
        public int port() {
            return endpoint.port();
        }

        @Override
        public String toString() {
            return protocol + " " + endpoint;
        }
    }

    /// A virtual server for packets that the firewall marked.
    ///
    /// @param family family of the packets
    /// @param mark the mark, as an unsigned number; never 0
    record Fwmark(Family family, int mark) implements VirtualServerKey {
        @Override
        public int port() {
            return 0;
        }

        @Override
        public String toString() {
            return "FWM " + Integer.toUnsignedString(mark) + (family == Family.IPV6 ? " IPv6" : "");
        }
    }

    /// Family of the packets that this virtual server takes.
    Family family();

    /// Port of the packets that this virtual server takes, 0 for every port.
    int port();
}
