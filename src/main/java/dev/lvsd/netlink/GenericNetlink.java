package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.CTRL_ATTR_FAMILY_ID;
import static dev.lvsd.netlink.NetlinkAbi.CTRL_ATTR_FAMILY_NAME;
import static dev.lvsd.netlink.NetlinkAbi.CTRL_ATTR_VERSION;
import static dev.lvsd.netlink.NetlinkAbi.CTRL_CMD_GETFAMILY;
import static dev.lvsd.netlink.NetlinkAbi.GENL_ID_CTRL;
import static dev.lvsd.netlink.NetlinkAbi.SIZEOF_GENLMSGHDR;

import dev.lvsd.linux.Errno;
import java.io.IOException;
import java.util.List;

/// The controller of generic netlink (`nlctrl`): from a family's name to its number.
public final class GenericNetlink {
    /// Names of the controller's attributes.
    static final AttributeSet NAMES = AttributeSet.of(
            "CTRL_ATTR_", "UNSPEC", "FAMILY_ID", "FAMILY_NAME", "VERSION", "HDRSIZE", "MAXATTR", "OPS", "MCAST_GROUPS");

    private static final int CONTROLLER_VERSION = 2;

    private GenericNetlink() {}

    /// Looks a family up. The kernel loads its module by itself where it can, for any user.
    ///
    /// @param connection over [NetlinkAbi#NETLINK_GENERIC]
    /// @param name of the family: `IPVS`
    /// @throws NoSuchFamilyException where there is none
    /// @throws IOException where the connection fails
    public static GenericFamily family(NetlinkConnection connection, String name) throws IOException {
        try {
            List<GenericFamily> families = connection.query(new GetFamily(name), GenericNetlink::decode);
            if (families.isEmpty()) {
                throw new NoSuchFamilyException(name);
            }
            return families.getFirst();
        } catch (NetlinkException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                NoSuchFamilyException none = new NoSuchFamilyException(name);
                none.initCause(e);
                throw none;
            }
            throw e;
        }
    }

    /// Reads a `CTRL_CMD_NEWFAMILY`.
    static GenericFamily decode(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = message.attributes(SIZEOF_GENLMSGHDR, NAMES);
        String name = "";
        int id = -1;
        int version = 0;
        while (attribute.next()) {
            switch (attribute.type()) {
                case CTRL_ATTR_FAMILY_ID -> id = attribute.u16();
                case CTRL_ATTR_FAMILY_NAME -> name = attribute.string();
                case CTRL_ATTR_VERSION -> version = attribute.u32();
                default -> { }
            }
        }
        if (id < 0) {
            throw attribute.missing(CTRL_ATTR_FAMILY_ID);
        }
        return new GenericFamily(name, id, version);
    }

    private record GetFamily(String name) implements NetlinkRequest {
        @Override
        public int type() {
            return GENL_ID_CTRL;
        }

        @Override
        public int flags() {
            return 0;
        }

        @Override
        public void write(MessageWriter writer) {
            GenericFamily.header(writer, CTRL_CMD_GETFAMILY, CONTROLLER_VERSION);
            writer.string(CTRL_ATTR_FAMILY_NAME, name);
        }

        @Override
        public String command() {
            return "look up the generic netlink family " + name;
        }
    }
}
