package dev.lvsd.config;

import java.util.Arrays;

/// A key of `auth_hmac`. Its bytes never show in a text.
public final class HmacKey {
    /// Fewest bytes of a key.
    public static final int SHORTEST = 32;
    /// Most bytes of a key.
    public static final int LONGEST = 64;

    private final int number;
    private final byte[] secret;

    /// A key.
    ///
    /// @param number 0 to 255, by which adverts name it
    /// @param secret 32 to 64 bytes
    /// @throws IllegalArgumentException where a number or a length is out of range
    public HmacKey(int number, byte[] secret) {
        if (number < 0 || number > 255 || secret.length < SHORTEST || secret.length > LONGEST) {
            throw new IllegalArgumentException(
                    "a key has a number from 0 to 255 and 32 to 64 bytes, not " + number + " and " + secret.length);
        }
        this.number = number;
        this.secret = secret.clone();
    }

    /// The number by which adverts name it.
    public int number() {
        return number;
    }

    /// A copy of the bytes.
    public byte[] secret() {
        return secret.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HmacKey key && number == key.number && Arrays.equals(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return 31 * number + Arrays.hashCode(secret);
    }

    @Override
    public String toString() {
        return "key " + number + " ********";
    }
}
