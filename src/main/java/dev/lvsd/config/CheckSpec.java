package dev.lvsd.config;

import dev.lvsd.net.Endpoint;
import java.util.List;

/// One checker block of a real server, with everything that it inherits filled in.
public sealed interface CheckSpec permits CheckSpec.Tcp, CheckSpec.Http {

    /// `TCP_CHECK`: connect, then close.
    ///
    /// @param target where to connect: the real server, or `connect_ip` and `connect_port`
    /// @param timing when to check
    /// @param alpha see [CheckSpec#alpha]
    record Tcp(Endpoint target, CheckTiming timing, boolean alpha) implements CheckSpec {
        /// A checker without `alpha`.
        public Tcp(Endpoint target, CheckTiming timing) {
            this(target, timing, false);
        }

        @Override
        public String keyword() {
            return "TCP_CHECK";
        }

        @Override
        public CheckSpec withTiming(CheckTiming other, boolean otherAlpha) {
            return new Tcp(target, other, otherAlpha);
        }
    }

    /// `HTTP_GET`: ask for pages, one after the other; each has to be as expected.
    ///
    /// @param target where to ask: the real server, or `connect_ip` and `connect_port`
    /// @param timing when to check
    /// @param alpha see [CheckSpec#alpha]
    /// @param version how to ask
    /// @param pages in the order of the file, at least one
    record Http(Endpoint target, CheckTiming timing, boolean alpha, HttpVersion version, List<HttpPage> pages)
            implements CheckSpec {
        /// Copies the list.
        public Http {
            pages = List.copyOf(pages);
            if (pages.isEmpty()) {
                throw new IllegalArgumentException("an HTTP_GET without a url");
            }
        }

        @Override
        public String keyword() {
            return "HTTP_GET";
        }

        @Override
        public CheckSpec withTiming(CheckTiming other, boolean otherAlpha) {
            return new Http(target, other, otherAlpha, version, pages);
        }
    }

    /// The keyword of the block: `TCP_CHECK`.
    String keyword();

    /// What is checked.
    Endpoint target();

    /// When to check.
    CheckTiming timing();

    /// `alpha`: whether a real server in a new virtual server is kept out until this checker's first success.
    boolean alpha();

    /// The same check at other times, and with or without `alpha`.
    CheckSpec withTiming(CheckTiming other, boolean otherAlpha);

    /// Whether another check asks the same of the same target, at whatever times: what one says of a real server
    /// the other would have said.
    default boolean asksTheSameAs(CheckSpec other) {
        return withTiming(other.timing(), other.alpha()).equals(other);
    }
}
