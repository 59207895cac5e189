package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Writes requests of the family: the header `struct genlmsghdr`, then nested attributes. Numbers are in native byte
/// order but for ports and IPv4 masks. The kernel wants all of an entry's options when it is added or edited, and
/// nothing but its identity when it is deleted.
final class IpvsEncoder {
    private static final int ALL_FLAGS = -1;

    private IpvsEncoder() {}

    static void write(MessageWriter writer, Step step) {
        switch (step) {
            case Step.AddVirtualServer(var key, var options) ->
                virtualServer(writer, IPVS_CMD_NEW_SERVICE, key, options);
            case Step.EditVirtualServer(var key, var options) ->
                virtualServer(writer, IPVS_CMD_SET_SERVICE, key, options);
            case Step.DeleteVirtualServer(var key) -> {
                command(writer, IPVS_CMD_DEL_SERVICE);
                identity(writer, key);
            }
            case Step.AddRealServer(var key, var realServer, var options) ->
                realServer(writer, IPVS_CMD_NEW_DEST, key, realServer, options);
            case Step.EditRealServer(var key, var realServer, var options) ->
                realServer(writer, IPVS_CMD_SET_DEST, key, realServer, options);
            case Step.DeleteRealServer(var key, var realServer) -> {
                realServers(writer, IPVS_CMD_DEL_DEST, key);
                openDestination(writer, realServer).closeNest();
            }
        }
    }

    /// The header `struct genlmsghdr`: command, version, and two bytes that are not used.
    static void command(MessageWriter writer, int command) {
        writer.u8(command).u8(IPVS_GENL_VERSION).u16(0);
    }

    static void oneVirtualServer(MessageWriter writer, VirtualServerKey key) {
        command(writer, IPVS_CMD_GET_SERVICE);
        identity(writer, key);
    }

    static void realServers(MessageWriter writer, VirtualServerKey key) {
        realServers(writer, IPVS_CMD_GET_DEST, key);
    }

    private static void realServers(MessageWriter writer, int command, VirtualServerKey key) {
        command(writer, command);
        identity(writer, key);
    }

    private static void identity(MessageWriter writer, VirtualServerKey key) {
        openService(writer, key).closeNest();
    }

    private static void virtualServer(
            MessageWriter writer, int command, VirtualServerKey key, VirtualServerOptions options) {
        command(writer, command);
        openService(writer, key)
                .string(IPVS_SVC_ATTR_SCHED_NAME, options.scheduler())
                .bytes(IPVS_SVC_ATTR_FLAGS, flags(options.flags()))
                .u32(IPVS_SVC_ATTR_TIMEOUT, options.timeoutSeconds());
        switch (key.family()) {
            case IPV4 -> writer.be32(IPVS_SVC_ATTR_NETMASK, options.netmask());
            case IPV6 -> writer.u32(IPVS_SVC_ATTR_NETMASK, options.netmask());
        }
        if (!options.persistenceEngine().isEmpty()) {
            writer.string(IPVS_SVC_ATTR_PE_NAME, options.persistenceEngine());
        }
        writer.closeNest();
    }

    private static void realServer(
            MessageWriter writer, int command, VirtualServerKey key, Endpoint realServer, RealServerOptions options) {
        realServers(writer, command, key);
        openDestination(writer, realServer)
                .u32(IPVS_DEST_ATTR_FWD_METHOD, options.forwarding().number())
                .u32(IPVS_DEST_ATTR_WEIGHT, options.weight())
                .u32(IPVS_DEST_ATTR_U_THRESH, options.upperThreshold())
                .u32(IPVS_DEST_ATTR_L_THRESH, options.lowerThreshold());
        Tunnel tunnel = options.tunnel();
        if (options.forwarding() == Forwarding.TUN && !tunnel.equals(Tunnel.IPIP)) {
            writer.u8(IPVS_DEST_ATTR_TUN_TYPE, tunnel.type())
                    .be16(IPVS_DEST_ATTR_TUN_PORT, tunnel.port())
                    .u16(IPVS_DEST_ATTR_TUN_FLAGS, tunnel.flags());
        }
        writer.closeNest();
    }

    private static MessageWriter openService(MessageWriter writer, VirtualServerKey key) {
        writer.openNest(IPVS_CMD_ATTR_SERVICE).u16(IPVS_SVC_ATTR_AF, key.family().number());
        return switch (key) {
            case VirtualServerKey.Fwmark(Family _, int mark) -> writer.u32(IPVS_SVC_ATTR_FWMARK, mark);
            case VirtualServerKey.Address(var protocol, var endpoint) ->
                writer.u16(IPVS_SVC_ATTR_PROTOCOL, protocol.number())
                        .address(IPVS_SVC_ATTR_ADDR, endpoint.address())
                        .be16(IPVS_SVC_ATTR_PORT, endpoint.port());
        };
    }

    private static MessageWriter openDestination(MessageWriter writer, Endpoint realServer) {
        IpAddress address = realServer.address();
        return writer.openNest(IPVS_CMD_ATTR_DEST)
                .u16(IPVS_DEST_ATTR_ADDR_FAMILY, address.family().number())
                .address(IPVS_DEST_ATTR_ADDR, address)
                .be16(IPVS_DEST_ATTR_PORT, realServer.port());
    }

    /// `struct ip_vs_flags`: the mask says which flags are meant, all of them.
    private static byte[] flags(int flags) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(flags)
                .putInt(ALL_FLAGS)
                .array();
    }
}
