package dev.lvsd.vrrp;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/// Signs the adverts of one virtual router and tests those of others: the secret with all that has to be remembered
/// from one packet to the next. Of one thread; an advert makes no garbage.
public sealed interface Authenticator permits Password2338, AuthenticationHeader, HmacTrailer {
    /// The authenticator of an instance, which has sent and heard nothing.
    static Authenticator of(VrrpInstance instance) {
        return switch (instance.authentication()) {
            case Authentication.None _ -> new Password2338(null);
            case Authentication.Pass pass -> new Password2338(instance.version() == 2 ? pass.password() : null);
            case Authentication.AuthenticationHeader header ->
                new AuthenticationHeader(header.password(), instance.path());
            case Authentication.Hmac hmac -> new HmacTrailer(hmac, instance);
        };
    }

    /// The authentication type in an advert of version 2 (RFC 2338, 5.3.6).
    int type();

    /// Whether packets are signed one by one: then no two adverts of a sender are the same.
    boolean isSigned();

    /// Whether adverts come with an authentication header before them.
    boolean hasHeader();

    /// Whether a trailer may stand behind an advert.
    boolean hasTrailer();

    /// Begins another advert of ours, whatever the number of its copies.
    ///
    /// @param wallNanos wall-clock time since 1970
    void next(long wallNanos);

    /// Signs a copy of the advert that was begun: a whole packet with its final IPv4 identification.
    void seal(byte[] packet);

    /// Tests a packet whose lengths, version and checksum are right.
    ///
    /// @param packet begins with its IPv4 header
    /// @param length of the packet
    /// @param at where the message begins
    /// @param message length of the message
    /// @param wallNanos wall-clock time since 1970
    /// @return null where it is right
    @Nullable Rejection test(byte[] packet, int length, int at, int message, long wallNanos);

    /// Goes on where another one is, which is not used again.
    void continueFrom(Authenticator earlier);
}
