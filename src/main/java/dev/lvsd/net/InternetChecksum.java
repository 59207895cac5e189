package dev.lvsd.net;

/// The internet checksum (RFC 1071): the ones' complement of the ones' complement sum of 16-bit words
/// in network byte order. Sums are carried in a `long` and folded at the end, so that a pseudo header
/// and a message can be added one after the other.
public final class InternetChecksum {
    private InternetChecksum() {}

    /// Adds bytes to a sum; an odd last byte counts as the high half of a word.
    ///
    /// @param sum what was added before, 0 at first; only the last addition may be of odd length
    /// @return the new sum, not folded
    public static long add(long sum, byte[] bytes, int offset, int length) {
        long total = sum;
        int end = offset + length;
        for (int i = offset; i + 1 < end; i += 2) {
            total += (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff);
        }
        if ((length & 1) != 0) {
            total += (bytes[end - 1] & 0xff) << 8;
        }
        return total;
    }

    /// Folds a sum and complements it.
    ///
    /// @return the checksum, 0 to 0xffff. Over a message that contains its own right checksum it is 0.
    public static int finish(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) ~folded & 0xffff;
    }

    /// The checksum of one range of bytes.
    public static int of(byte[] bytes, int offset, int length) {
        return finish(add(0, bytes, offset, length));
    }
}
