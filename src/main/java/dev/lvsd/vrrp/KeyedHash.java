package dev.lvsd.vrrp;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// HMAC (RFC 2104) over parts of packets. `javax.crypto.Mac` makes garbage with every use; this makes none. Of one
/// thread.
final class KeyedHash {
    private static final int BLOCK_BYTES = 64;
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5c;

    private final MessageDigest digest;
    private final byte[] inner;
    private final byte[] outer;
    private final byte[] sum;

    private KeyedHash(String algorithm, byte[] key) {
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
        byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? digest.digest(key) : key, BLOCK_BYTES);
        inner = mask(block, INNER);
        outer = mask(block, OUTER);
        sum = new byte[digest.getDigestLength()];
    }

    /// HMAC-MD5 (RFC 2403).
    static KeyedHash md5(byte[] key) {
        return new KeyedHash("MD5", key);
    }

    /// HMAC-SHA-256 (RFC 6234).
    static KeyedHash sha256(byte[] key) {
        return new KeyedHash("SHA-256", key);
    }

    private static byte[] mask(byte[] block, int with) {
        byte[] masked = block.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= (byte) with;
        }
        return masked;
    }

    /// Begins a text; what was begun before is forgotten.
    KeyedHash begin() {
        digest.reset();
        digest.update(inner);
        return this;
    }

    /// Goes on with some bytes.
    KeyedHash add(byte[] bytes, int from, int length) {
        digest.update(bytes, from, length);
        return this;
    }

    /// Ends the text.
    ///
    /// @return its hash; the next text overwrites it
    byte[] end() {
        try {
            digest.digest(sum, 0, sum.length);
            digest.update(outer);
            digest.update(sum);
            digest.digest(sum, 0, sum.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a digest has " + sum.length + " bytes", e);
        }
        return sum;
    }

    /// Whether a hash begins with the bytes at a place; takes the same time for every wrong one.
    static boolean isSame(byte[] hash, byte[] packet, int at, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= hash[i] ^ packet[at + i];
        }
        return difference == 0;
    }
}
