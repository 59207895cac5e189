package dev.lvsd.netlink;

import static dev.lvsd.netlink.LinkAbi.IFLA_INFO_DATA;
import static dev.lvsd.netlink.LinkAbi.IFLA_INFO_KIND;
import static dev.lvsd.netlink.LinkAbi.IFLA_LINK;
import static dev.lvsd.netlink.LinkAbi.IFLA_LINKINFO;
import static dev.lvsd.netlink.LinkAbi.IFLA_MACVLAN_MODE;
import static dev.lvsd.netlink.RouteAbi.IFA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFA_BROADCAST;
import static dev.lvsd.netlink.RouteAbi.IFA_CACHEINFO;
import static dev.lvsd.netlink.RouteAbi.IFA_FLAGS;
import static dev.lvsd.netlink.RouteAbi.IFA_LABEL;
import static dev.lvsd.netlink.RouteAbi.IFA_LOCAL;
import static dev.lvsd.netlink.RouteAbi.IFLA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFLA_EXT_MASK;
import static dev.lvsd.netlink.RouteAbi.IFLA_IFNAME;
import static dev.lvsd.netlink.RouteAbi.IFLA_MTU;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFADDRMSG_IFA_FAMILY;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFADDRMSG_IFA_FLAGS;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFADDRMSG_IFA_INDEX;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFADDRMSG_IFA_PREFIXLEN;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFADDRMSG_IFA_SCOPE;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFA_CACHEINFO_IFA_VALID;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFINFOMSG_IFI_FLAGS;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFINFOMSG_IFI_INDEX;
import static dev.lvsd.netlink.RouteAbi.OFFSETOF_IFINFOMSG_IFI_TYPE;
import static dev.lvsd.netlink.RouteAbi.RTEXT_FILTER_SKIP_STATS;
import static dev.lvsd.netlink.RouteAbi.RTM_DELADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_DELLINK;
import static dev.lvsd.netlink.RouteAbi.RTM_GETADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_GETLINK;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWADDR;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWLINK;
import static dev.lvsd.netlink.RouteAbi.SIZEOF_IFADDRMSG;
import static dev.lvsd.netlink.RouteAbi.SIZEOF_IFA_CACHEINFO;
import static dev.lvsd.netlink.RouteAbi.SIZEOF_IFINFOMSG;
import static dev.lvsd.netlink.RoutingAbi.RTM_DELROUTE;
import static dev.lvsd.netlink.RoutingAbi.RTM_DELRULE;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Interfaces and addresses as route netlink writes them.
public final class RouteCodec {
    /// Asks for every interface.
    public static final NetlinkRequest LIST_LINKS = new ListLinks();
    /// Asks for every address of both families.
    public static final NetlinkRequest LIST_ADDRESSES = new ListAddresses();

    /// Names of an interface's attributes.
    static final AttributeSet LINK_NAMES = AttributeSet.of("IFLA_", "UNSPEC", "ADDRESS", "BROADCAST", "IFNAME", "MTU",
            "LINK", "QDISC", "STATS", "COST", "PRIORITY", "MASTER", "WIRELESS", "PROTINFO", "TXQLEN", "MAP", "WEIGHT",
            "OPERSTATE", "LINKMODE", "LINKINFO");
    /// Names of the attributes that say what kind an interface is.
    private static final AttributeSet KIND_NAMES = AttributeSet.of("IFLA_INFO_", "UNSPEC", "KIND", "DATA");
    /// Names of a macvlan's attributes.
    private static final AttributeSet MACVLAN_NAMES = AttributeSet.of("IFLA_MACVLAN_", "UNSPEC", "MODE");
    /// Names of an address's attributes.
    static final AttributeSet ADDRESS_NAMES = AttributeSet.of("IFA_", "UNSPEC", "ADDRESS", "LOCAL", "LABEL",
            "BROADCAST", "ANYCAST", "CACHEINFO", "MULTICAST", "FLAGS");

    private RouteCodec() {}

    /// Reads an `RTM_NEWLINK` or `RTM_DELLINK`.
    public static Link link(MessageCursor message) throws NetlinkFormatException {
        String name = null;
        MacAddress mac = null;
        int mtu = 0;
        int below = 0;
        Link.Base base = null;
        AttributeCursor attribute = message.attributes(SIZEOF_IFINFOMSG, LINK_NAMES);
        while (attribute.next()) {
            switch (attribute.type()) {
                case IFLA_IFNAME -> name = attribute.string();
                case IFLA_ADDRESS -> mac = attribute.length() == 6 ? MacAddress.of(attribute.bytes(6)) : null;
                case IFLA_MTU -> mtu = attribute.u32();
                case IFLA_LINK -> below = attribute.u32();
                case IFLA_LINKINFO -> base = base(attribute.nested(KIND_NAMES));
                default -> { }
            }
        }
        if (name == null) {
            throw attribute.missing(IFLA_IFNAME);
        }
        return new Link(message.u32(OFFSETOF_IFINFOMSG_IFI_INDEX), name, message.u16(OFFSETOF_IFINFOMSG_IFI_TYPE),
                mac, message.u32(OFFSETOF_IFINFOMSG_IFI_FLAGS), mtu,
                base == null || below == 0 ? null : new Link.Base(below, base.kind(), base.mode()));
    }

    /// What IFLA_LINKINFO says; the number of the interface below stands elsewhere.
    private static Link.Base base(AttributeCursor attribute) throws NetlinkFormatException {
        String kind = "";
        int mode = 0;
        while (attribute.next()) {
            switch (attribute.type()) {
                case IFLA_INFO_KIND -> kind = attribute.string();
                case IFLA_INFO_DATA -> mode = kind.equals(Link.MACVLAN) ? mode(attribute.nested(MACVLAN_NAMES)) : 0;
                default -> { }
            }
        }
        return new Link.Base(0, kind, mode);
    }

    private static int mode(AttributeCursor attribute) throws NetlinkFormatException {
        int mode = 0;
        while (attribute.next()) {
            if (attribute.type() == IFLA_MACVLAN_MODE) {
                mode = attribute.u32();
            }
        }
        return mode;
    }

    /// Reads an `RTM_NEWADDR` or `RTM_DELADDR`.
    ///
    /// @return the address, or null where it is of another family than IPv4 and IPv6
    public static @Nullable InterfaceAddress address(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = message.attributes(SIZEOF_IFADDRMSG, ADDRESS_NAMES);
        Family family = family(message.u8(OFFSETOF_IFADDRMSG_IFA_FAMILY));
        if (family == null) {
            return null;
        }
        byte[] address = null;
        byte[] local = null;
        byte[] broadcast = null;
        String label = "";
        int flags = message.u8(OFFSETOF_IFADDRMSG_IFA_FLAGS);
        long valid = AddressSpec.FOREVER;
        while (attribute.next()) {
            switch (attribute.type()) {
                case IFA_ADDRESS -> address = attribute.bytes(family.bytes());
                case IFA_LOCAL -> local = attribute.bytes(family.bytes());
                case IFA_BROADCAST -> broadcast = attribute.bytes(family.bytes());
                case IFA_LABEL -> label = attribute.string();
                case IFA_FLAGS -> flags = attribute.u32();
                case IFA_CACHEINFO -> valid = validSeconds(attribute);
                default -> { }
            }
        }
        // On a point-to-point interface IFA_ADDRESS is the peer's; IPv6 has IFA_LOCAL there only.
        byte[] own = local != null ? local : address;
        if (own == null) {
            throw attribute.missing(IFA_ADDRESS);
        }
        int length = message.u8(OFFSETOF_IFADDRMSG_IFA_PREFIXLEN);
        if (length > family.bits()) {
            throw new NetlinkFormatException("address with a prefix of " + length + " bits, expected 0 to "
                    + family.bits(), attribute.offset());
        }
        return new InterfaceAddress(message.u32(OFFSETOF_IFADDRMSG_IFA_INDEX),
                new Prefix(IpAddress.of(own), length), message.u8(OFFSETOF_IFADDRMSG_IFA_SCOPE), flags, label, valid,
                broadcast == null ? null : IpAddress.of(broadcast),
                address == null || Arrays.equals(address, own) ? null : IpAddress.of(address));
    }

    /// Reads what a multicast group brought.
    ///
    /// @return the news, or null where the message is of no interest
    public static @Nullable RouteEvent event(MessageCursor message) throws NetlinkFormatException {
        return switch (message.type()) {
            case RTM_NEWLINK -> new RouteEvent.LinkChanged(link(message));
            case RTM_DELLINK -> new RouteEvent.LinkRemoved(link(message));
            case RTM_NEWADDR, RTM_DELADDR -> addressEvent(message);
            case RTM_DELROUTE, RTM_DELRULE -> new RouteEvent.RoutingRemoved();
            default -> null;
        };
    }

    private static @Nullable RouteEvent addressEvent(MessageCursor message) throws NetlinkFormatException {
        InterfaceAddress address = address(message);
        if (address == null) {
            return null;
        }
        return message.type() == RTM_NEWADDR
                ? new RouteEvent.AddressAdded(address)
                : new RouteEvent.AddressRemoved(address);
    }

    private static @Nullable Family family(int number) {
        for (Family family : Family.values()) {
            if (family.number() == number) {
                return family;
            }
        }
        return null;
    }

    private static long validSeconds(AttributeCursor attribute) throws NetlinkFormatException {
        return Integer.toUnsignedLong(attribute.u32At(OFFSETOF_IFA_CACHEINFO_IFA_VALID, SIZEOF_IFA_CACHEINFO));
    }

    private record ListLinks() implements NetlinkRequest {
        @Override
        public int type() {
            return RTM_GETLINK;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            writer.u64(0).u64(0).u32(IFLA_EXT_MASK, RTEXT_FILTER_SKIP_STATS);
        }

        @Override
        public String command() {
            return "list interfaces";
        }
    }

    private record ListAddresses() implements NetlinkRequest {
        @Override
        public int type() {
            return RTM_GETADDR;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            writer.u64(0);
        }

        @Override
        public String command() {
            return "list addresses";
        }
    }
}
