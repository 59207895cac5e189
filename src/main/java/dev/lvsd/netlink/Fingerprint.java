package dev.lvsd.netlink;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Tells two lists of messages apart in the place of their bytes, which would take more memory than all else that is
/// known of an IPVS table. It is two cyclic redundancy checks and the length: lists that differ within 32 bits in a
/// row, as where one counter or one weight changed, always have different ones, and any other two lists but for one
/// pair of 2^64. A difference that were missed would be seen with the next change of the same list.
///
/// @param length bytes
/// @param ieee the checksum of IEEE 802.3
/// @param castagnoli the checksum of RFC 3720
record Fingerprint(int length, int ieee, int castagnoli) {
    /// The fingerprint of the first bytes of an array.
    static Fingerprint of(byte[] bytes, int length) {
        CRC32 ieee = new CRC32();
        ieee.update(bytes, 0, length);
        CRC32C castagnoli = new CRC32C();
        castagnoli.update(bytes, 0, length);
        return new Fingerprint(length, (int) ieee.getValue(), (int) castagnoli.getValue());
    }
}
