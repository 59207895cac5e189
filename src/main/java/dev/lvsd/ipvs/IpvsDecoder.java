package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the family's messages. Attributes may come in any order; unknown ones are skipped. What is not of this form
/// gives a [NetlinkFormatException] and nothing else.
final class IpvsDecoder {
    private static final int GENL_HEADER_BYTES = 4;
    private static final int ADDRESS_BYTES = 16;

    private IpvsDecoder() {}

    /// A virtual server of a dump; null for one of a kind that lvsd does not make (another protocol).
    static @Nullable ReadVirtualServer virtualServer(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor service = find(message, IPVS_CMD_ATTR_SERVICE).nested(IpvsAttributes.SERVICE);
        ServiceFields fields = new ServiceFields();
        while (service.next()) {
            fields.read(service);
        }
        return fields.virtualServer(service);
    }

    /// A real server of a dump.
    ///
    /// @param ofVirtualServer the family of its virtual server, for kernels before 3.18 that do not tell its own
    static ReadRealServer realServer(MessageCursor message, Family ofVirtualServer) throws NetlinkFormatException {
        AttributeCursor destination = find(message, IPVS_CMD_ATTR_DEST).nested(IpvsAttributes.DESTINATION);
        DestinationFields fields = new DestinationFields(ofVirtualServer);
        while (destination.next()) {
            fields.read(destination);
        }
        return fields.realServer(destination);
    }

    /// The answer to a question for the version.
    static IpvsVersion version(MessageCursor message) throws NetlinkFormatException {
        AttributeCursor info = message.attributes(GENL_HEADER_BYTES, IpvsAttributes.INFO);
        int version = 0;
        int size = 0;
        while (info.next()) {
            switch (info.type()) {
                case IPVS_INFO_ATTR_VERSION -> version = info.u32();
                case IPVS_INFO_ATTR_CONN_TAB_SIZE -> size = info.u32();
                default -> {}
            }
        }
        return new IpvsVersion(version >>> 16 & 0xff, version >>> 8 & 0xff, version & 0xff, size);
    }

    /// Traffic counters of either width.
    static TrafficCounters traffic(AttributeCursor stats) throws NetlinkFormatException {
        long[] values = new long[IPVS_STATS_ATTR_OUTBPS + 1];
        AttributeCursor value = stats.nested(IpvsAttributes.STATS);
        while (value.next()) {
            int type = value.type();
            if (type >= IPVS_STATS_ATTR_CONNS && type <= IPVS_STATS_ATTR_OUTBPS) {
                boolean narrow = value.length() == Integer.BYTES;
                values[type] = narrow ? Integer.toUnsignedLong(value.u32()) : value.u64();
            }
        }
        return new TrafficCounters(
                values[IPVS_STATS_ATTR_CONNS],
                values[IPVS_STATS_ATTR_INPKTS],
                values[IPVS_STATS_ATTR_OUTPKTS],
                values[IPVS_STATS_ATTR_INBYTES],
                values[IPVS_STATS_ATTR_OUTBYTES],
                values[IPVS_STATS_ATTR_CPS],
                values[IPVS_STATS_ATTR_INPPS],
                values[IPVS_STATS_ATTR_OUTPPS],
                values[IPVS_STATS_ATTR_INBPS],
                values[IPVS_STATS_ATTR_OUTBPS]);
    }

    static Family family(AttributeCursor attribute) throws NetlinkFormatException {
        int number = attribute.u16();
        if (number == Family.IPV4.number()) {
            return Family.IPV4;
        }
        if (number == Family.IPV6.number()) {
            return Family.IPV6;
        }
        throw attribute.problem("address family " + number + ", expected 2 or 10");
    }

    static byte[] address(AttributeCursor attribute) throws NetlinkFormatException {
        return attribute.bytes(ADDRESS_BYTES);
    }

    static Endpoint endpoint(Family family, byte[] address, int port) {
        return new Endpoint(IpAddress.of(Arrays.copyOf(address, family.bytes())), port);
    }

    static int flags(AttributeCursor attribute) throws NetlinkFormatException {
        byte[] flagsAndMask = attribute.bytes(2 * Integer.BYTES);
        return ByteBuffer.wrap(flagsAndMask).order(ByteOrder.nativeOrder()).getInt() & ~IP_VS_SVC_F_HASHED;
    }

    static @Nullable Protocol protocol(int number) {
        for (Protocol protocol : Protocol.values()) {
            if (protocol.number() == number) {
                return protocol;
            }
        }
        return null;
    }

    static Forwarding forwarding(AttributeCursor attribute) throws NetlinkFormatException {
        int number = attribute.u32() & IP_VS_CONN_F_FWD_MASK;
        for (Forwarding forwarding : Forwarding.values()) {
            if (forwarding.number() == number) {
                return forwarding;
            }
        }
        throw attribute.problem("forwarding method " + number + ", expected 0 to 4");
    }

    /// The attributes of a message that are not nested.
    static AttributeCursor command(MessageCursor message) throws NetlinkFormatException {
        return message.attributes(GENL_HEADER_BYTES, IpvsAttributes.COMMAND);
    }

    static AttributeCursor find(MessageCursor message, int type) throws NetlinkFormatException {
        AttributeCursor attribute = command(message);
        while (attribute.next()) {
            if (attribute.type() == type) {
                return attribute;
            }
        }
        throw attribute.missing(type);
    }
}
