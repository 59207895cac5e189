package dev.lvsd.vrrp;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;

/// The bytes of an advertisement over IPv4, in network byte order (RFC 9568, 5.1; RFC 3768, 5.1):
///
/// | offset | version 2 | version 3 |
/// |---|---|---|
/// | 0 | version 2, type 1 (four bits each) | version 3, type 1 |
/// | 1 | VRID | VRID |
/// | 2 | priority | priority |
/// | 3 | number of addresses | number of addresses |
/// | 4 | authentication type | four bits 0, interval in 1/100 s (12 bits) |
/// | 5 | interval in seconds | |
/// | 6 | checksum | checksum |
/// | 8 | addresses, four bytes each | addresses, four bytes each |
/// | then | eight bytes of authentication data, always | nothing |
///
/// An {@link Authenticator} may have a header before it and a trailer behind it.
///
/// The IPv4 header before it is keepalived's: no options, type of service 0xc0, don't fragment clear,
/// time to live 255.
public final class AdvertCodec {
    /// Length of the IPv4 header that we send.
    public static final int IP_HEADER_BYTES = 20;
    /// Length of an advert before its addresses.
    public static final int HEADER_BYTES = 8;
    /// Length of version 2's authentication data.
    public static final int AUTHENTICATION_BYTES = Password.BYTES;
    /// Version 2: no authentication.
    public static final int AUTHENTICATION_NONE = 0;
    /// Version 2: a password in clear (RFC 2338, 5.3.6).
    public static final int AUTHENTICATION_PASSWORD = 1;
    /// Version 2: an authentication header before the message (RFC 2338, 5.3.6.3).
    public static final int AUTHENTICATION_HEADER = 2;
    /// Type of the only message there is.
    public static final int TYPE_ADVERTISEMENT = 1;
    /// IP protocol number of VRRP.
    public static final int PROTOCOL = 112;
    /// Time to live of every advert: no router has forwarded it.
    public static final int TIME_TO_LIVE = 255;
    /// The group that adverts go to over IPv4: 224.0.0.18.
    public static final IpAddress.V4 GROUP = new IpAddress.V4(0xe000_0012);

    static final int CHECKSUM_OFFSET = 6;
    private static final int IDENTIFICATION_OFFSET = 4;
    private static final int TIME_TO_LIVE_OFFSET = 8;
    private static final int TYPE_OF_SERVICE = 0xc0;

    private AdvertCodec() {}

    /// What one unit of the interval field is: a second in version 2, 10 ms in version 3.
    static long intervalUnitNanos(int version) {
        return version == 2 ? 1_000_000_000L : 10_000_000L;
    }

    /// The largest value of the interval field.
    static int intervalMaximum(int version) {
        return version == 2 ? 255 : 4095;
    }

    /// Length of the VRRP message of a version with a number of addresses.
    static int messageBytes(int version, int addresses) {
        return HEADER_BYTES + 4 * addresses + (version == 2 ? AUTHENTICATION_BYTES : 0);
    }

    /// A whole packet: IPv4 header (identification 0, header checksum 0: the kernel fills it in) and advert, with room
    /// for what an {@link Authenticator} adds.
    ///
    /// @param authentication whose password is for version 2 alone
    /// @param form for version 3; version 2 has {@link ChecksumForm#MESSAGE}
    /// @param destination {@link #GROUP} or a unicast peer
    /// @throws IllegalArgumentException where an address is not IPv4
    public static byte[] packet(
            Advert advert,
            Authentication authentication,
            ChecksumForm form,
            IpAddress source,
            IpAddress destination) {
        int from = bits(source);
        int to = bits(destination);
        int length = messageBytes(advert.version(), advert.addresses().size());
        boolean header = authentication instanceof Authentication.AuthenticationHeader;
        int at = IP_HEADER_BYTES + (header ? AuthenticationHeader.BYTES : 0);
        byte[] packet = new byte[at + length + HmacTrailer.bytes(authentication)];
        packet[0] = 0x45;
        packet[1] = (byte) TYPE_OF_SERVICE;
        putShort(packet, 2, packet.length);
        packet[TIME_TO_LIVE_OFFSET] = (byte) TIME_TO_LIVE;
        packet[9] = (byte) (header ? AuthenticationHeader.PROTOCOL : PROTOCOL);
        putInt(packet, 12, from);
        putInt(packet, 16, to);
        putMessage(packet, at, advert, authentication);
        long sum = advert.version() == 3 && form == ChecksumForm.PSEUDO_HEADER
                ? pseudoHeader(from, to, length)
                : 0;
        int checksum = InternetChecksum.finish(InternetChecksum.add(sum, packet, at, length));
        putShort(packet, at + CHECKSUM_OFFSET, checksum);
        return packet;
    }

    /// Offset in the packet of the time to live, which no checksum of ours covers.
    public static int timeToLiveOffset() {
        return TIME_TO_LIVE_OFFSET;
    }

    /// Offset in the packet of the two bytes of the IPv4 identification, which no checksum of ours covers.
    public static int identificationOffset() {
        return IDENTIFICATION_OFFSET;
    }

    /// The sum of the IPv4 pseudo header, to be continued with the message.
    static long pseudoHeader(int source, int destination, int length) {
        return (source >>> 16) + (source & 0xffffL) + (destination >>> 16) + (destination & 0xffffL)
                + PROTOCOL + length;
    }

    private static void putMessage(byte[] packet, int at, Advert advert, Authentication authentication) {
        packet[at] = (byte) (advert.version() << 4 | TYPE_ADVERTISEMENT);
        packet[at + 1] = (byte) advert.virtualRouterId();
        packet[at + 2] = (byte) advert.priority();
        packet[at + 3] = (byte) advert.addresses().size();
        int interval = (int) (advert.intervalNanos() / intervalUnitNanos(advert.version()));
        putShort(packet, at + 4, advert.version() == 2 ? type(authentication) << 8 | interval : interval);
        int next = at + HEADER_BYTES;
        for (IpAddress address : advert.addresses()) {
            putInt(packet, next, bits(address));
            next += 4;
        }
        if (advert.version() == 2 && authentication instanceof Authentication.Pass(Password password)) {
            System.arraycopy(password.bytes(), 0, packet, next, AUTHENTICATION_BYTES);
        }
    }

    private static int type(Authentication authentication) {
        return switch (authentication) {
            case Authentication.None _, Authentication.Hmac _ -> AUTHENTICATION_NONE;
            case Authentication.Pass _ -> AUTHENTICATION_PASSWORD;
            case Authentication.AuthenticationHeader _ -> AUTHENTICATION_HEADER;
        };
    }

    private static int bits(IpAddress address) {
        return switch (address) {
            case IpAddress.V4(int bits) -> bits;
            case IpAddress.V6 _ -> throw new IllegalArgumentException(address + " is no IPv4 address");
        };
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    static void putInt(byte[] bytes, int at, int value) {
        putShort(bytes, at, value >>> 16);
        putShort(bytes, at + 2, value);
    }
}
