package dev.lvsd.vrrp;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.net.Family;
import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;

/// The bytes of an advertisement over IPv4 or IPv6, in network byte order (RFC 9568, 5.1; RFC 3768, 5.1):
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
/// | 8 | addresses, four bytes each | addresses, four bytes each, or sixteen over IPv6 |
/// | then | eight bytes of authentication data, always | nothing |
///
/// An {@link Authenticator} may have a header before it and a trailer behind it. The IP header before them is
/// keepalived's: {@link IpHeader}.
public final class AdvertCodec {
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

    /// The group that adverts go to over IPv6: ff02::12.
    public static final IpAddress.V6 GROUP6 = new IpAddress.V6(0xff02_0000_0000_0000L, 0x12);

    static final int CHECKSUM_OFFSET = 6;

    private AdvertCodec() {}

    /// What one unit of the interval field is: a second in version 2, 10 ms in version 3.
    static long intervalUnitNanos(int version) {
        return version == 2 ? 1_000_000_000L : 10_000_000L;
    }

    /// The largest value of the interval field.
    static int intervalMaximum(int version) {
        return version == 2 ? 255 : 4095;
    }

    /// The group of a family.
    public static IpAddress group(Family family) {
        return switch (family) {
            case IPV4 -> GROUP;
            case IPV6 -> GROUP6;
        };
    }

    /// Length of the VRRP message of a version with a number of addresses.
    static int messageBytes(int version, int addresses, Family family) {
        return HEADER_BYTES + family.bytes() * addresses + (version == 2 ? AUTHENTICATION_BYTES : 0);
    }

    /// A whole packet: header and advert, with room for what an {@link Authenticator} adds. The kernel fills in the
    /// identification and the checksum of an IPv4 header.
    ///
    /// @param authentication whose password is for version 2 alone
    /// @param form for version 3 over IPv4; version 2 has {@link ChecksumForm#MESSAGE}, IPv6
    ///     {@link ChecksumForm#PSEUDO_HEADER}
    /// @param destination the {@link #group} or a unicast peer
    /// @throws IllegalArgumentException where an address is of another family than the source, or the version does not
    ///     have that family
    public static byte[] packet(
            Advert advert,
            Authentication authentication,
            ChecksumForm form,
            IpAddress source,
            IpAddress destination) {
        Family family = source.family();
        if (family == Family.IPV6 && advert.version() != 3) {
            throw new IllegalArgumentException("VRRP version " + advert.version() + " has no IPv6");
        }
        int length = messageBytes(advert.version(), advert.addresses().size(), family);
        boolean header = authentication instanceof Authentication.AuthenticationHeader;
        int at = IpHeader.bytes(family) + (header ? AuthenticationHeader.BYTES : 0);
        byte[] packet = new byte[at + length + HmacTrailer.bytes(authentication)];
        IpHeader.write(packet, header ? AuthenticationHeader.PROTOCOL : PROTOCOL, source, destination);
        putMessage(packet, at, advert, authentication, family);
        long sum = hasPseudoHeader(advert.version(), family, form) ? IpHeader.pseudoHeader(packet, length) : 0;
        int checksum = InternetChecksum.finish(InternetChecksum.add(sum, packet, at, length));
        putShort(packet, at + CHECKSUM_OFFSET, checksum);
        return packet;
    }

    private static boolean hasPseudoHeader(int version, Family family, ChecksumForm form) {
        return version == 3 && (family == Family.IPV6 || form == ChecksumForm.PSEUDO_HEADER);
    }

    private static void putMessage(
            byte[] packet, int at, Advert advert, Authentication authentication, Family family) {
        packet[at] = (byte) (advert.version() << 4 | TYPE_ADVERTISEMENT);
        packet[at + 1] = (byte) advert.virtualRouterId();
        packet[at + 2] = (byte) advert.priority();
        packet[at + 3] = (byte) advert.addresses().size();
        int interval = (int) (advert.intervalNanos() / intervalUnitNanos(advert.version()));
        putShort(packet, at + 4, advert.version() == 2 ? type(authentication) << 8 | interval : interval);
        int next = at + HEADER_BYTES;
        for (IpAddress address : advert.addresses()) {
            if (address.family() != family) {
                throw new IllegalArgumentException(address + " is no " + family + " address");
            }
            System.arraycopy(address.bytes(), 0, packet, next, family.bytes());
            next += family.bytes();
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

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }

    static void putInt(byte[] bytes, int at, int value) {
        putShort(bytes, at, value >>> 16);
        putShort(bytes, at + 2, value);
    }
}
