package dev.lvsd.config;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The password of `auth_type PASS`: eight bytes on the wire, cut or padded with zeros, as keepalived does
/// it (RFC 2338, 5.3.6). It never shows in a text.
public final class Password {
    /// Length on the wire in bytes.
    public static final int BYTES = 8;

    private final byte[] bytes;

    private Password(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The password of a text, in UTF-8.
    public static Password of(String text) {
        return new Password(Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), BYTES));
    }

    /// A copy of the eight bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password password && Arrays.equals(bytes, password.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "********";
    }
}
