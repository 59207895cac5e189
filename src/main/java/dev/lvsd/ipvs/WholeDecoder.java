package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.AttributeSet;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import org.jspecify.annotations.Nullable;

/// Reads the family's messages about the table as a whole. Attributes may come in any order; unknown ones are skipped.
/// What is not of this form gives a [NetlinkFormatException] and nothing else.
final class WholeDecoder {
    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final AttributeSet DAEMON = AttributeSet.of(
            "IPVS_DAEMON_ATTR_",
            "UNSPEC", "STATE", "MCAST_IFN", "SYNC_ID", "SYNC_MAXLEN", "MCAST_GROUP", "MCAST_GROUP6", "MCAST_PORT",
            "MCAST_TTL");

    private WholeDecoder() {}

    /// The answer to a question for the timeouts.
    static Timeouts timeouts(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = IpvsDecoder.command(message);
        int tcp = 0;
        int tcpFin = 0;
        int udp = 0;
        while (attribute.next()) {
            switch (attribute.type()) {
                case IPVS_CMD_ATTR_TIMEOUT_TCP -> tcp = seconds(attribute);
                case IPVS_CMD_ATTR_TIMEOUT_TCP_FIN -> tcpFin = seconds(attribute);
                case IPVS_CMD_ATTR_TIMEOUT_UDP -> udp = seconds(attribute);
                default -> {}
            }
        }
        return new Timeouts(tcp, tcpFin, udp);
    }

    /// A daemon of a dump; null for one of a role that there is not yet. What a kernel before 4.3 does not say is
    /// what that kernel does.
    static @Nullable SyncDaemon daemon(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor attribute = IpvsDecoder.find(message, IPVS_CMD_ATTR_DAEMON).nested(DAEMON);
        int state = 0;
        String name = null;
        int syncId = 0;
        int maxLength = 0;
        IpAddress group = SyncDaemon.GROUP;
        int port = SyncDaemon.PORT;
        int ttl = SyncDaemon.TTL;
        while (attribute.next()) {
            switch (attribute.type()) {
                case IPVS_DAEMON_ATTR_STATE -> state = attribute.u32();
                case IPVS_DAEMON_ATTR_MCAST_IFN -> name = attribute.string();
                case IPVS_DAEMON_ATTR_SYNC_ID -> syncId = attribute.u32();
                case IPVS_DAEMON_ATTR_SYNC_MAXLEN -> maxLength = attribute.u16();
                case IPVS_DAEMON_ATTR_MCAST_GROUP -> group = IpAddress.of(attribute.bytes(V4_BYTES));
                case IPVS_DAEMON_ATTR_MCAST_GROUP6 -> group = IpAddress.of(attribute.bytes(V6_BYTES));
                case IPVS_DAEMON_ATTR_MCAST_PORT -> port = attribute.u16();
                case IPVS_DAEMON_ATTR_MCAST_TTL -> ttl = attribute.u8();
                default -> {}
            }
        }
        if (name == null) {
            throw attribute.missing(IPVS_DAEMON_ATTR_MCAST_IFN);
        }
        for (Role role : Role.values()) {
            if (role.number() == state) {
                return new SyncDaemon(role, name, syncId, maxLength, group, port, ttl);
            }
        }
        return null;
    }

    private static int seconds(AttributeCursor attribute) throws NetlinkFormatException {
        int seconds = attribute.u32();
        if (seconds < 0) {
            throw attribute.problem(Integer.toUnsignedString(seconds) + " seconds");
        }
        return seconds;
    }
}
