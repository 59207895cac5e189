package dev.lvsd.ipvs;

import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkRequest;

/// A request of the generic netlink family `IPVS`. The first component of each is the family's number, which the
/// kernel gives out when the module is loaded.
sealed interface IpvsRequest extends NetlinkRequest {

    /// One change of the table.
    record Change(int type, Step step) implements IpvsRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.write(writer, step);
        }

        @Override
        public String command() {
            return step.toString();
        }
    }

    /// All virtual servers; a dump.
    record VirtualServers(int type) implements IpvsRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IpvsAbi.IPVS_CMD_GET_SERVICE);
        }

        @Override
        public String command() {
            return "list the virtual servers of IPVS";
        }
    }

    /// One virtual server without its real servers; ESRCH where there is none.
    record OneVirtualServer(int type, VirtualServerKey key) implements IpvsRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.oneVirtualServer(writer, key);
        }

        @Override
        public String command() {
            return "show the virtual server " + key;
        }
    }

    /// The real servers of one virtual server; a dump, and an empty one where there is no such virtual server.
    record RealServers(int type, VirtualServerKey key) implements IpvsRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.realServers(writer, key);
        }

        @Override
        public String command() {
            return "list the real servers of " + key;
        }
    }

    /// Version and size of the connection table.
    record Version(int type) implements IpvsRequest {
        @Override
        public void write(MessageWriter writer) {
            IpvsEncoder.command(writer, IpvsAbi.IPVS_CMD_GET_INFO);
        }

        @Override
        public String command() {
            return "ask IPVS for its version";
        }
    }

    @Override
    default int flags() {
        return 0;
    }
}
