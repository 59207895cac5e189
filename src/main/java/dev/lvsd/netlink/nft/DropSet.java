package dev.lvsd.netlink.nft;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The sets of a table, by what their keys are.
enum DropSet {
    /// IPv4 addresses.
    IPV4("vips_ipv4", DropSet.IPV4_ADDR, 4),
    /// IPv6 addresses at any interface.
    IPV6("vips_ipv6", DropSet.IPV6_ADDR, 16),
    /// IPv6 link-local addresses, each with the name of an interface.
    LINK_LOCAL("vips_link_local", DropSet.IPV6_ADDR << DropSet.TYPE_BITS | DropSet.IFNAME, 32);

    // Numbers of nft's own types, by which it shows keys: nft's include/datatype.h.
    private static final int TYPE_BITS = 6;
    private static final int IPV4_ADDR = 7;
    private static final int IPV6_ADDR = 8;
    private static final int IFNAME = 41;

    private final String title;
    private final int keyType;
    private final int keyLength;

    DropSet(String title, int keyType, int keyLength) {
        this.title = title;
        this.keyType = keyType;
        this.keyLength = keyLength;
    }

    /// The set of an address.
    static DropSet of(Drop drop) {
        return switch (drop.address().family()) {
            case IPV4 -> IPV4;
            case IPV6 -> drop.device().isEmpty() ? IPV6 : LINK_LOCAL;
        };
    }

    /// Its name in the table.
    String title() {
        return title;
    }

    /// The type of its keys, as nft numbers them.
    int keyType() {
        return keyType;
    }

    /// Bytes of a key.
    int keyLength() {
        return keyLength;
    }

    /// The key of an address of this set: its bytes, and behind them the interface's name, filled up with zeros.
    byte[] key(Drop drop) {
        byte[] address = drop.address().bytes();
        byte[] key = Arrays.copyOf(address, keyLength);
        byte[] device = drop.device().getBytes(StandardCharsets.UTF_8);
        System.arraycopy(device, 0, key, address.length, device.length);
        return key;
    }

    /// The address of a key of this set.
    Drop drop(byte[] key) {
        int bytes = (this == IPV4 ? Family.IPV4 : Family.IPV6).bits() / Byte.SIZE;
        int end = bytes;
        while (end < key.length && key[end] != 0) {
            end++;
        }
        return new Drop(IpAddress.of(Arrays.copyOf(key, bytes)),
                new String(key, bytes, end - bytes, StandardCharsets.UTF_8));
    }
}
