package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;

/// One change of an IPVS table: one request to the kernel. Its text is the ipvsadm command that does the
/// same, so that a plan can be read, compared and run by hand.
public sealed interface Step {

    /// Adds a virtual server, without real servers yet.
    ///
    /// @param key the virtual server
    /// @param options its options
    record AddVirtualServer(VirtualServerKey key, VirtualServerOptions options) implements Step {
        @Override
        public Kind kind() {
            return Kind.ADD_VIRTUAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// Replaces the options of a virtual server; its connections go on.
    ///
    /// @param key the virtual server
    /// @param options all of its new options
    record EditVirtualServer(VirtualServerKey key, VirtualServerOptions options) implements Step {
        @Override
        public Kind kind() {
            return Kind.EDIT_VIRTUAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// Deletes a virtual server together with its real servers.
    ///
    /// @param key the virtual server
    record DeleteVirtualServer(VirtualServerKey key) implements Step {
        @Override
        public Kind kind() {
            return Kind.DELETE_VIRTUAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// Adds a real server to a virtual server.
    ///
    /// @param key the virtual server
    /// @param realServer the real server
    /// @param options its options
    record AddRealServer(VirtualServerKey key, Endpoint realServer, RealServerOptions options) implements Step {
        @Override
        public Kind kind() {
            return Kind.ADD_REAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// Replaces the options of a real server; its connections go on.
    ///
    /// @param key the virtual server
    /// @param realServer the real server
    /// @param options all of its new options
    record EditRealServer(VirtualServerKey key, Endpoint realServer, RealServerOptions options) implements Step {
        @Override
        public Kind kind() {
            return Kind.EDIT_REAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// Deletes a real server from a virtual server.
    ///
    /// @param key the virtual server
    /// @param realServer the real server
    record DeleteRealServer(VirtualServerKey key, Endpoint realServer) implements Step {
        @Override
        public Kind kind() {
            return Kind.DELETE_REAL_SERVER;
        }

        @Override
        public String toString() {
            return IpvsadmLine.of(this);
        }
    }

    /// The kinds of steps, for counting them.
    enum Kind {
        /// [AddVirtualServer].
        ADD_VIRTUAL_SERVER,
        /// [EditVirtualServer].
        EDIT_VIRTUAL_SERVER,
        /// [DeleteVirtualServer].
        DELETE_VIRTUAL_SERVER,
        /// [AddRealServer].
        ADD_REAL_SERVER,
        /// [EditRealServer].
        EDIT_REAL_SERVER,
        /// [DeleteRealServer].
        DELETE_REAL_SERVER
    }

    /// The virtual server that is changed, or whose real server is.
    VirtualServerKey key();

    /// What is done.
    Kind kind();
}
