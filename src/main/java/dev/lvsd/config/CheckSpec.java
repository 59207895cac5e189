package dev.lvsd.config;

import dev.lvsd.net.Endpoint;

/// One checker block of a real server, with everything that it inherits filled in.
public sealed interface CheckSpec permits CheckSpec.Tcp {

    /// `TCP_CHECK`: connect, then close.
    ///
    /// @param target where to connect: the real server, or `connect_ip` and `connect_port`
    /// @param timing when to check
    record Tcp(Endpoint target, CheckTiming timing) implements CheckSpec {
        @Override
        public String keyword() {
            return "TCP_CHECK";
        }

        @Override
        public CheckSpec withTiming(CheckTiming other) {
            return new Tcp(target, other);
        }
    }

    /// The keyword of the block: `TCP_CHECK`.
    String keyword();

    /// What is checked.
    Endpoint target();

    /// When to check.
    CheckTiming timing();

    /// The same check at other times.
    CheckSpec withTiming(CheckTiming other);

    /// Whether another check asks the same of the same target, at whatever times: what one says of a real server
    /// the other would have said.
    default boolean asksTheSameAs(CheckSpec other) {
        return withTiming(other.timing()).equals(other);
    }
}
