package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.net.Family;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The attributes of one real server while they are read (`IPVS_DEST_ATTR_…`).
final class DestinationFields {
    private Family family;
    private byte @Nullable [] address;
    private int port;
    private @Nullable Forwarding forwarding;
    private int weight;
    private int upperThreshold;
    private int lowerThreshold;
    private int active;
    private int inactive;
    private int persistent;
    private int tunnelType;
    private int tunnelPort;
    private int tunnelFlags;
    private @Nullable TrafficCounters traffic;
    private @Nullable TrafficCounters traffic64;

    DestinationFields(Family ofVirtualServer) {
        this.family = ofVirtualServer;
    }

    void read(AttributeCursor attribute) throws NetlinkFormatException {
        switch (attribute.type()) {
            case IPVS_DEST_ATTR_ADDR_FAMILY -> family = IpvsDecoder.family(attribute);
            case IPVS_DEST_ATTR_ADDR -> address = IpvsDecoder.address(attribute);
            case IPVS_DEST_ATTR_PORT -> port = attribute.be16();
            case IPVS_DEST_ATTR_FWD_METHOD -> forwarding = IpvsDecoder.forwarding(attribute);
            case IPVS_DEST_ATTR_WEIGHT -> weight = weight(attribute);
            case IPVS_DEST_ATTR_U_THRESH -> upperThreshold = attribute.u32();
            case IPVS_DEST_ATTR_L_THRESH -> lowerThreshold = attribute.u32();
            case IPVS_DEST_ATTR_ACTIVE_CONNS -> active = attribute.u32();
            case IPVS_DEST_ATTR_INACT_CONNS -> inactive = attribute.u32();
            case IPVS_DEST_ATTR_PERSIST_CONNS -> persistent = attribute.u32();
            case IPVS_DEST_ATTR_TUN_TYPE -> tunnelType = attribute.u8();
            case IPVS_DEST_ATTR_TUN_PORT -> tunnelPort = attribute.be16();
            case IPVS_DEST_ATTR_TUN_FLAGS -> tunnelFlags = attribute.u16();
            case IPVS_DEST_ATTR_STATS -> traffic = IpvsDecoder.traffic(attribute);
            case IPVS_DEST_ATTR_STATS64 -> traffic64 = IpvsDecoder.traffic(attribute);
            default -> {}
        }
    }

    /// @param end the cursor after the last attribute
    ReadRealServer realServer(AttributeCursor end) throws NetlinkFormatException {
        if (address == null) {
            throw end.missing(IPVS_DEST_ATTR_ADDR);
        }
        if (forwarding == null) {
            throw end.missing(IPVS_DEST_ATTR_FWD_METHOD);
        }
        if (Integer.compareUnsigned(lowerThreshold, upperThreshold) > 0) {
            throw new NetlinkFormatException(
                    "lower threshold " + Integer.toUnsignedString(lowerThreshold) + " above the upper threshold "
                            + Integer.toUnsignedString(upperThreshold),
                    end.offset());
        }
        TrafficCounters counters =
                Objects.requireNonNullElse(traffic64, Objects.requireNonNullElse(traffic, TrafficCounters.ZERO));
        return new ReadRealServer(
                IpvsDecoder.endpoint(family, address, port),
                new RealServerOptions(
                        forwarding,
                        weight,
                        upperThreshold,
                        lowerThreshold,
                        tunnel()),
                new RealServerCounters(active, inactive, persistent, counters),
                traffic64 == null && traffic != null);
    }

    private Tunnel tunnel() {
        Tunnel tunnel = new Tunnel(tunnelType, tunnelPort, tunnelFlags);
        return tunnel.equals(Tunnel.IPIP) ? Tunnel.IPIP : tunnel;
    }

    private static int weight(AttributeCursor attribute) throws NetlinkFormatException {
        int value = attribute.u32();
        if (value < 0) {
            throw attribute.problem("weight " + value + " is negative");
        }
        return value;
    }
}
