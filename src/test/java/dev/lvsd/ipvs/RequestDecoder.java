package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the requests of the family `IPVS`, as the kernel does.
final class RequestDecoder {
    private static final int GENL_HEADER_BYTES = 4;

    private RequestDecoder() {}

    /// A change of the table.
    static Step step(MessageCursor request) throws NetlinkFormatException {
        VirtualServerKey key = key(request);
        return switch (request.u8(0)) {
            case IPVS_CMD_NEW_SERVICE -> new Step.AddVirtualServer(key, options(request));
            case IPVS_CMD_SET_SERVICE -> new Step.EditVirtualServer(key, options(request));
            case IPVS_CMD_DEL_SERVICE -> new Step.DeleteVirtualServer(key);
            case IPVS_CMD_NEW_DEST -> {
                ReadRealServer added = IpvsDecoder.realServer(request, key.family());
                yield new Step.AddRealServer(key, added.endpoint(), added.options());
            }
            case IPVS_CMD_SET_DEST -> {
                ReadRealServer edited = IpvsDecoder.realServer(request, key.family());
                yield new Step.EditRealServer(key, edited.endpoint(), edited.options());
            }
            case IPVS_CMD_DEL_DEST -> new Step.DeleteRealServer(key, realServer(request));
            default -> throw new IllegalArgumentException("command " + request.u8(0));
        };
    }

    /// The virtual server that a request is about.
    static VirtualServerKey key(MessageCursor request) throws NetlinkFormatException {
        AttributeCursor attribute = find(request, IPVS_CMD_ATTR_SERVICE).nested(IpvsAttributes.SERVICE);
        Family family = Family.IPV4;
        int protocol = 0;
        int port = 0;
        int mark = 0;
        byte[] address = {};
        while (attribute.next()) {
            switch (attribute.type()) {
                case IPVS_SVC_ATTR_AF -> family = IpvsDecoder.family(attribute);
                case IPVS_SVC_ATTR_PROTOCOL -> protocol = attribute.u16();
                case IPVS_SVC_ATTR_ADDR -> address = IpvsDecoder.address(attribute);
                case IPVS_SVC_ATTR_PORT -> port = attribute.be16();
                case IPVS_SVC_ATTR_FWMARK -> mark = attribute.u32();
                default -> { }
            }
        }
        return mark != 0
                ? new VirtualServerKey.Fwmark(family, mark)
                : new VirtualServerKey.Address(
                        Objects.requireNonNull(IpvsDecoder.protocol(protocol)),
                        IpvsDecoder.endpoint(family, address, port));
    }

    private static VirtualServerOptions options(MessageCursor request) throws NetlinkFormatException {
        @Nullable ReadVirtualServer read = IpvsDecoder.virtualServer(request);
        return Objects.requireNonNull(read).options();
    }

    private static Endpoint realServer(MessageCursor request) throws NetlinkFormatException {
        AttributeCursor attribute = find(request, IPVS_CMD_ATTR_DEST).nested(IpvsAttributes.DESTINATION);
        Family family = Family.IPV4;
        int port = 0;
        byte[] address = {};
        while (attribute.next()) {
            switch (attribute.type()) {
                case IPVS_DEST_ATTR_ADDR_FAMILY -> family = IpvsDecoder.family(attribute);
                case IPVS_DEST_ATTR_ADDR -> address = IpvsDecoder.address(attribute);
                case IPVS_DEST_ATTR_PORT -> port = attribute.be16();
                default -> { }
            }
        }
        return IpvsDecoder.endpoint(family, address, port);
    }

    private static AttributeCursor find(MessageCursor request, int type) throws NetlinkFormatException {
        AttributeCursor attribute = request.attributes(GENL_HEADER_BYTES, IpvsAttributes.COMMAND);
        while (attribute.next()) {
            if (attribute.type() == type) {
                return attribute;
            }
        }
        throw attribute.missing(type);
    }
}
