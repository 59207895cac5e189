package dev.lvsd.ipvs;

import static dev.lvsd.ipvs.IpvsAbi.*;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.net.IpAddress;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkRequest;

/// A request of the generic netlink family `IPVS` about the table as a whole. The first component of each is the
/// family's number.
sealed interface WholeRequest extends NetlinkRequest {

    /// Read the timeouts.
    record ReadTimeouts(int type) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_GET_CONFIG);
        }

        @Override
        public String command() {
            return "ask IPVS for its timeouts";
        }
    }

    /// Change timeouts.
    record ChangeTimeouts(int type, Timeouts timeouts) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_SET_CONFIG);
            writer.u32(IPVS_CMD_ATTR_TIMEOUT_TCP, timeouts.tcp())
                    .u32(IPVS_CMD_ATTR_TIMEOUT_TCP_FIN, timeouts.tcpFin())
                    .u32(IPVS_CMD_ATTR_TIMEOUT_UDP, timeouts.udp());
        }

        @Override
        public String command() {
            return "ipvsadm --set " + timeouts;
        }
    }

    /// The daemons that run; a dump.
    record Daemons(int type) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_GET_DAEMON);
        }

        @Override
        public String command() {
            return "list the sync daemons of IPVS";
        }
    }

    /// Start a daemon. What is not said is the kernel's choice.
    record Start(int type, SyncDaemon daemon) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_NEW_DAEMON);
            writer.openNest(IPVS_CMD_ATTR_DAEMON)
                    .u32(IPVS_DAEMON_ATTR_STATE, daemon.role().number())
                    .string(IPVS_DAEMON_ATTR_MCAST_IFN, daemon.interfaceName())
                    .u32(IPVS_DAEMON_ATTR_SYNC_ID, daemon.syncId());
            if (daemon.maxLength() > 0) {
                writer.u16(IPVS_DAEMON_ATTR_SYNC_MAXLEN, daemon.maxLength());
            }
            switch (daemon.group()) {
                case IpAddress.V4 group -> writer.bytes(IPVS_DAEMON_ATTR_MCAST_GROUP, group.bytes());
                case IpAddress.V6 group -> writer.bytes(IPVS_DAEMON_ATTR_MCAST_GROUP6, group.bytes());
            }
            writer.u16(IPVS_DAEMON_ATTR_MCAST_PORT, daemon.port())
                    .u8(IPVS_DAEMON_ATTR_MCAST_TTL, daemon.ttl())
                    .closeNest();
        }

        @Override
        public String command() {
            return "start the " + daemon;
        }
    }

    /// Stop the daemon of a role.
    record Stop(int type, Role role) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_DEL_DAEMON);
            writer.openNest(IPVS_CMD_ATTR_DAEMON)
                    .u32(IPVS_DAEMON_ATTR_STATE, role.number())
                    .closeNest();
        }

        @Override
        public String command() {
            return "ipvsadm --stop-daemon " + role.word();
        }
    }

    /// Remove all virtual servers.
    record Flush(int type) implements WholeRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IPVS_CMD_FLUSH);
        }

        @Override
        public String command() {
            return "ipvsadm -C";
        }
    }

    @Override
    default int flags() {
        return 0;
    }
}
