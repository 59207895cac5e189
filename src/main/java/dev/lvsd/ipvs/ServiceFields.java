package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.net.Family;
import dev.lvsd.net.Protocol;
import dev.lvsd.netlink.AttributeCursor;
import dev.lvsd.netlink.NetlinkFormatException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The attributes of one virtual server while they are read (`IPVS_SVC_ATTR_…`).
final class ServiceFields {
    private @Nullable Family family;
    private int protocol;
    private byte @Nullable [] address;
    private int port;
    private int mark;
    private @Nullable String scheduler;
    private int flags;
    private int timeout;
    private int netmaskNative;
    private int netmaskBigEndian;
    private String persistenceEngine = "";
    private @Nullable TrafficCounters traffic;
    private @Nullable TrafficCounters traffic64;

    void read(AttributeCursor attribute) throws NetlinkFormatException {
        switch (attribute.type()) {
            case IPVS_SVC_ATTR_AF -> family = IpvsDecoder.family(attribute);
            case IPVS_SVC_ATTR_PROTOCOL -> protocol = attribute.u16();
            case IPVS_SVC_ATTR_ADDR -> address = IpvsDecoder.address(attribute);
            case IPVS_SVC_ATTR_PORT -> port = attribute.be16();
            case IPVS_SVC_ATTR_FWMARK -> mark = attribute.u32();
            case IPVS_SVC_ATTR_SCHED_NAME -> scheduler = attribute.string();
            case IPVS_SVC_ATTR_FLAGS -> flags = IpvsDecoder.flags(attribute);
            case IPVS_SVC_ATTR_TIMEOUT -> timeout = attribute.u32();
            case IPVS_SVC_ATTR_NETMASK -> {
                netmaskNative = attribute.u32();
                netmaskBigEndian = attribute.be32();
            }
            case IPVS_SVC_ATTR_STATS -> traffic = IpvsDecoder.traffic(attribute);
            case IPVS_SVC_ATTR_PE_NAME -> persistenceEngine = attribute.string();
            case IPVS_SVC_ATTR_STATS64 -> traffic64 = IpvsDecoder.traffic(attribute);
            default -> {}
        }
    }

    /// @param end the cursor after the last attribute
    @Nullable ReadVirtualServer virtualServer(AttributeCursor end) throws NetlinkFormatException {
        if (family == null) {
            throw end.missing(IPVS_SVC_ATTR_AF);
        }
        if (scheduler == null) {
            throw end.missing(IPVS_SVC_ATTR_SCHED_NAME);
        }
        VirtualServerKey key = key(end, family);
        int netmask = family == Family.IPV4 ? netmaskBigEndian : netmaskNative;
        TrafficCounters counters =
                Objects.requireNonNullElse(traffic64, Objects.requireNonNullElse(traffic, TrafficCounters.ZERO));
        return key == null
                ? null
                : new ReadVirtualServer(
                        key,
                        new VirtualServerOptions(scheduler, flags, timeout, netmask, persistenceEngine),
                        counters,
                        traffic64 == null && traffic != null);
    }

    private @Nullable VirtualServerKey key(AttributeCursor end, Family ofKey) throws NetlinkFormatException {
        if (mark != 0) {
            return new VirtualServerKey.Fwmark(ofKey, mark);
        }
        if (address == null) {
            throw end.missing(IPVS_SVC_ATTR_ADDR);
        }
        Protocol known = IpvsDecoder.protocol(protocol);
        return known == null ? null : new VirtualServerKey.Address(known, IpvsDecoder.endpoint(ofKey, address, port));
    }
}
