package dev.lvsd.vrrp;

import dev.lvsd.config.Password;
import org.jspecify.annotations.Nullable;

/// No authentication, or the password in clear of RFC 2338 (5.3.6.2), which is part of the message that the codec
/// writes.
final class Password2338 implements Authenticator {
    private final byte @Nullable [] password;

    /// @param password null for no authentication
    Password2338(@Nullable Password password) {
        this.password = password == null ? null : password.bytes();
    }

    @Override
    public int type() {
        return password == null ? AdvertCodec.AUTHENTICATION_NONE : AdvertCodec.AUTHENTICATION_PASSWORD;
    }

    @Override
    public boolean isSigned() {
        return false;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public boolean hasTrailer() {
        return false;
    }

    @Override
    public void next(long wallNanos) {}

    @Override
    public void seal(byte[] packet) {}

    @Override
    public @Nullable Rejection test(byte[] packet, int length, int at, int message, long wallNanos) {
        byte[] secret = password;
        return secret == null || KeyedHash.isSame(secret, packet, at + message - secret.length, secret.length)
                ? null
                : Rejection.PASSWORD;
    }

    @Override
    public void continueFrom(Authenticator earlier) {}
}
