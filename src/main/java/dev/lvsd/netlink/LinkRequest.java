package dev.lvsd.netlink;

import static dev.lvsd.netlink.LinkAbi.IFLA_INFO_DATA;
import static dev.lvsd.netlink.LinkAbi.IFLA_INFO_KIND;
import static dev.lvsd.netlink.LinkAbi.IFLA_LINK;
import static dev.lvsd.netlink.LinkAbi.IFLA_LINKINFO;
import static dev.lvsd.netlink.LinkAbi.IFLA_MACVLAN_MODE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_CREATE;
import static dev.lvsd.netlink.NetlinkAbi.NLM_F_EXCL;
import static dev.lvsd.netlink.RouteAbi.IFF_UP;
import static dev.lvsd.netlink.RouteAbi.IFLA_ADDRESS;
import static dev.lvsd.netlink.RouteAbi.IFLA_IFNAME;
import static dev.lvsd.netlink.RouteAbi.RTM_DELLINK;
import static dev.lvsd.netlink.RouteAbi.RTM_NEWLINK;

import dev.lvsd.net.MacAddress;

/// A change of interfaces.
public sealed interface LinkRequest extends NetlinkRequest {
    /// Name of the interface.
    String name();

    @Override
    default int flags() {
        return 0;
    }

    /// Makes a macvlan interface, which is down at first; refused where its name is taken.
    ///
    /// @param name its name
    /// @param baseIndex number of the interface on which it stands
    /// @param mac its link-layer address
    /// @param mode `MACVLAN_MODE_…`
    record AddMacvlan(String name, int baseIndex, MacAddress mac, int mode) implements LinkRequest {
        @Override
        public int type() {
            return RTM_NEWLINK;
        }

        @Override
        public int flags() {
            return NLM_F_CREATE | NLM_F_EXCL;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, 0, 0, 0);
            writer.string(IFLA_IFNAME, name).u32(IFLA_LINK, baseIndex).bytes(IFLA_ADDRESS, mac.bytes());
            writer.openNest(IFLA_LINKINFO).string(IFLA_INFO_KIND, Link.MACVLAN);
            writer.openNest(IFLA_INFO_DATA).u32(IFLA_MACVLAN_MODE, mode).closeNest().closeNest();
        }

        @Override
        public String command() {
            return "make macvlan interface " + name;
        }
    }

    /// Removes an interface that someone has made.
    record Delete(int index, String name) implements LinkRequest {
        @Override
        public int type() {
            return RTM_DELLINK;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, index, 0, 0);
        }

        @Override
        public String command() {
            return "delete interface " + name;
        }
    }

    /// Sets an interface up.
    record Up(int index, String name) implements LinkRequest {
        @Override
        public int type() {
            return RTM_NEWLINK;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, index, IFF_UP, IFF_UP);
        }

        @Override
        public String command() {
            return "set interface " + name + " up";
        }
    }

    /// Sets an interface down: it sends and hears nothing.
    record Down(int index, String name) implements LinkRequest {
        @Override
        public int type() {
            return RTM_NEWLINK;
        }

        @Override
        public void write(MessageWriter writer) {
            header(writer, index, 0, IFF_UP);
        }

        @Override
        public String command() {
            return "set interface " + name + " down";
        }
    }

    /// `struct ifinfomsg`.
    ///
    /// @param change which of the flags count
    private static void header(MessageWriter writer, int index, int flags, int change) {
        writer.u8(0).u8(0).u16(0).u32(index).u32(flags).u32(change);
    }
}
