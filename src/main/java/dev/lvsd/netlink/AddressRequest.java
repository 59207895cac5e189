package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CREATE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_REPLACE;
import static dev.lvsd.netlink.RouteAbi.IFA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFA_BROADCAST;
import static dev.lvsd.netlink.RouteAbi.IFA_CACHEINFO;
import static dev.lvsd.netlink.RouteAbi.IFA_FLAGS;
import static dev.lvsd.netlink.RouteAbi.IFA_LABEL;
import static dev.lvsd.netlink.RouteAbi.IFA_LOCAL;
import static dev.lvsd.netlink.RouteAbi.RTM_DELADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWADDR;

import dev.lvsd.linux.Errno;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A change of an interface's addresses; many make a batch.
public sealed interface AddressRequest extends NetlinkRequest {
    /// The address with the length of its prefix.
    Prefix prefix();

    /// Gives an interface an address; one that it has gets its lifetime anew.
    ///
    /// @param spec the address as it is to be
    record Add(AddressSpec spec) implements AddressRequest {
        @Override
        public Prefix prefix() {
            return spec.prefix();
        }

        @Override
        public int type() {
            return RTM_NEWADDR;
        }

        @Override
        public int flags() {
            return NLM_F_CREATE | NLM_F_REPLACE;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, spec.prefix(), spec.peer(), spec.scope(), spec.interfaceIndex());
            if (spec.broadcast() != null) {
                writer.bytes(IFA_BROADCAST, spec.broadcast().bytes());
            }
            if (!spec.label().isEmpty()) {
                writer.string(IFA_LABEL, spec.label());
            }
            if (spec.flags() != 0) {
                writer.u32(IFA_FLAGS, spec.flags());
            }
            if (spec.validSeconds() != AddressSpec.FOREVER || spec.preferredSeconds() != AddressSpec.FOREVER) {
                writer.bytes(IFA_CACHEINFO, lifetimes(spec));
            }
        }

        @Override
        public String command() {
            return "add address " + prefix() + " to " + spec.interfaceName();
        }

        /// `struct ifa_cacheinfo`.
        private static byte[] lifetimes(AddressSpec spec) {
            return ByteBuffer.allocate(RouteAbi.SIZEOF_IFA_CACHEINFO)
                    .order(ByteOrder.nativeOrder())
                    .putInt(RouteAbi.OFFSETOF_IFA_CACHEINFO_IFA_PREFERED, (int) spec.preferredSeconds())
                    .putInt(RouteAbi.OFFSETOF_IFA_CACHEINFO_IFA_VALID, (int) spec.validSeconds())
                    .array();
        }
    }

    /// Takes an address from an interface.
    ///
    /// @param prefix the address with the length of its prefix
    /// @param interfaceIndex of the interface
    /// @param interfaceName of the interface, for messages
    /// @param peer the other end of a point-to-point link; null for none
    record Delete(Prefix prefix, int interfaceIndex, String interfaceName, @Nullable IpAddress peer)
            implements AddressRequest {
        /// An address of a network.
        public Delete(Prefix prefix, int interfaceIndex, String interfaceName) {
            this(prefix, interfaceIndex, interfaceName, null);
        }

        @Override
        public int type() {
            return RTM_DELADDR;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, prefix, peer, 0, interfaceIndex);
        }

        @Override
        public String command() {
            return "delete address " + prefix + " from " + interfaceName;
        }

        /// Whether an error says that the address is not there any more, alone or with its interface: a
        /// secondary address goes with its primary.
        public static boolean isGoneAlready(NetlinkError error) {
            return error.errno().equals(Errno.EADDRNOTAVAIL) || error.errno().equals(Errno.ENODEV);
        }
    }

    private static void header(
            MessageWriter writer, Prefix prefix, @Nullable IpAddress peer, int scope, int interfaceIndex) {
        writer.u8(prefix.address().family().number()).u8(prefix.length()).u8(0).u8(scope).u32(interfaceIndex);
        byte[] address = prefix.address().bytes();
        writer.bytes(IFA_LOCAL, address).bytes(IFA_ADDRESS, peer == null ? address : peer.bytes());
    }
}
