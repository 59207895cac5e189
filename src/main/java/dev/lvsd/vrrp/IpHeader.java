package dev.lvsd.vrrp;

import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.Arrays;

/// The header in front of an advert: IPv4 (RFC 791) or IPv6 without extension headers (RFC 8200). What a packet
/// says is read from its bytes where it stands; nothing is allocated but addresses that are asked for.
public final class IpHeader {
    /// Length of an IPv4 header without options.
    static final int IPV4_BYTES = 20;
    /// Length of an IPv6 header.
    static final int IPV6_BYTES = 40;
    /// Of every advert: class selector 6, network control (RFC 2474).
    private static final int TRAFFIC_CLASS = 0xc0;

    private IpHeader() {}

    /// The family that the first four bits name; IPv4 where they name neither, as the kernel has tested them.
    static Family family(byte[] packet) {
        return (packet[0] & 0xf0) == 0x60 ? Family.IPV6 : Family.IPV4;
    }

    /// Length of the header that we write.
    static int bytes(Family family) {
        return switch (family) {
            case IPV4 -> IPV4_BYTES;
            case IPV6 -> IPV6_BYTES;
        };
    }

    /// Length of the header of a packet, or -1 where the packet does not hold it.
    static int bytes(byte[] packet, int length) {
        if (length < IPV4_BYTES) {
            return -1;
        }
        int header = family(packet) == Family.IPV6 ? IPV6_BYTES : 4 * (packet[0] & 0xf);
        return header >= IPV4_BYTES && header <= length ? header : -1;
    }

    /// Time to live, or hop limit.
    static int timeToLive(byte[] packet) {
        return packet[timeToLiveAt(packet)] & 0xff;
    }

    /// Changes the time to live, which no checksum of ours covers.
    public static void timeToLive(byte[] packet, int value) {
        packet[timeToLiveAt(packet)] = (byte) value;
    }

    private static int timeToLiveAt(byte[] packet) {
        return family(packet) == Family.IPV6 ? 7 : 8;
    }

    /// Whether an authentication header comes next.
    static boolean hasAuthenticationHeader(byte[] packet) {
        return family(packet) == Family.IPV4 && (packet[9] & 0xff) == AuthenticationHeader.PROTOCOL;
    }

    /// Whether a packet goes to a group: 224.0.0.0/4 or ff00::/8.
    static boolean isMulticast(byte[] packet) {
        return family(packet) == Family.IPV6 ? packet[24] == (byte) 0xff : (packet[16] & 0xf0) == 0xe0;
    }

    /// The source address of a packet that holds its header.
    ///
    /// @throws IllegalArgumentException where it does not
    public static IpAddress source(byte[] packet, int length) {
        if (bytes(packet, length) < 0) {
            throw new IllegalArgumentException(length + " bytes hold no IP header");
        }
        return address(packet, sourceAt(family(packet)), family(packet));
    }

    /// The first half of an IPv6 source, 0 for IPv4.
    public static long sourceHigh(byte[] packet) {
        return family(packet) == Family.IPV6 ? number(packet, sourceAt(Family.IPV6), Long.BYTES) : 0;
    }

    /// The second half of an IPv6 source, or the IPv4 source.
    public static long sourceLow(byte[] packet) {
        return family(packet) == Family.IPV6
                ? number(packet, sourceAt(Family.IPV6) + Long.BYTES, Long.BYTES)
                : number(packet, sourceAt(Family.IPV4), Integer.BYTES);
    }

    private static long number(byte[] packet, int at, int bytes) {
        long value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = value << 8 | (packet[i] & 0xff);
        }
        return value;
    }

    /// Whether a packet comes from an address, given in network byte order.
    static boolean isFrom(byte[] packet, byte[] address) {
        return isAt(packet, sourceAt(family(packet)), address);
    }

    /// Whether a packet that holds its header goes to an address, given in network byte order.
    public static boolean isTo(byte[] packet, byte[] address) {
        return isAt(packet, destinationAt(family(packet)), address);
    }

    /// An address that stands in a packet.
    static IpAddress address(byte[] packet, int at, Family family) {
        return IpAddress.of(Arrays.copyOfRange(packet, at, at + family.bytes()));
    }

    /// Whether two packets are the same but for what changes on the way or from one packet of a sender to its next
    /// one: identification and header checksum in IPv4, traffic class and flow label in IPv6.
    static boolean isRepeated(byte[] packet, int length, byte[] earlier) {
        if (length != earlier.length || packet[0] != earlier[0]) {
            return false;
        }
        return family(packet) == Family.IPV6
                ? Arrays.equals(packet, 4, length, earlier, 4, length)
                : Arrays.equals(packet, 1, 4, earlier, 1, 4)
                        && Arrays.equals(packet, 6, 10, earlier, 6, 10)
                        && Arrays.equals(packet, 12, length, earlier, 12, length);
    }

    /// Whether two packets that hold their headers have the same source and destination.
    static boolean isSameWay(byte[] packet, byte[] earlier) {
        Family family = family(packet);
        int from = sourceAt(family);
        int to = from + 2 * family.bytes();
        return family(earlier) == family && Arrays.equals(packet, from, to, earlier, from, to);
    }

    /// The sum of the pseudo header (RFC 9568, 5.2.8), to be continued with the message: source, destination, length
    /// of the message, protocol.
    static long pseudoHeader(byte[] packet, int message) {
        long sum = AdvertCodec.PROTOCOL + (long) message;
        Family family = family(packet);
        int end = sourceAt(family) + 2 * family.bytes();
        for (int at = sourceAt(family); at < end; at += 2) {
            sum += (packet[at] & 0xff) << 8 | (packet[at + 1] & 0xff);
        }
        return sum;
    }

    /// Writes the header of an advert. IPv4: no options, identification and header checksum 0, which the kernel fills
    /// in, don't fragment clear. IPv6: flow label 0.
    ///
    /// @param packet as long as the header and all behind it
    /// @param protocol of what comes next
    /// @throws IllegalArgumentException where the addresses are of two families
    static void write(byte[] packet, int protocol, IpAddress source, IpAddress destination) {
        Family family = source.family();
        if (destination.family() != family) {
            throw new IllegalArgumentException(source + " and " + destination + " are of two families");
        }
        switch (family) {
            case IPV4 -> {
                packet[0] = 0x45;
                packet[1] = (byte) TRAFFIC_CLASS;
                putShort(packet, 2, packet.length);
                packet[8] = (byte) AdvertCodec.TIME_TO_LIVE;
                packet[9] = (byte) protocol;
            }
            case IPV6 -> {
                packet[0] = (byte) (0x60 | TRAFFIC_CLASS >>> 4);
                packet[1] = (byte) (TRAFFIC_CLASS << 4);
                putShort(packet, 4, packet.length - IPV6_BYTES);
                packet[6] = (byte) protocol;
                packet[7] = (byte) AdvertCodec.TIME_TO_LIVE;
            }
        }
        System.arraycopy(source.bytes(), 0, packet, sourceAt(family), family.bytes());
        System.arraycopy(destination.bytes(), 0, packet, destinationAt(family), family.bytes());
    }

    /// Where the source address begins.
    static int sourceAt(Family family) {
        return switch (family) {
            case IPV4 -> 12;
            case IPV6 -> 8;
        };
    }

    private static int destinationAt(Family family) {
        return switch (family) {
            case IPV4 -> 16;
            case IPV6 -> 24;
        };
    }

    /// Whether an address stands in a packet.
    static boolean isAt(byte[] packet, int at, byte[] address) {
        return Arrays.equals(packet, at, at + address.length, address, 0, address.length);
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
