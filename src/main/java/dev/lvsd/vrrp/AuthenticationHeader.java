package dev.lvsd.vrrp;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Password;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The IP authentication header between IPv4 header and advert (RFC 2402, 2), with HMAC-MD5-96 (RFC 2403), as
/// keepalived has it. In network byte order:
///
/// | offset | |
/// |---|---|
/// | 0 | next header: 112 |
/// | 1 | length in units of four bytes, less two: 4 |
/// | 2 | zero |
/// | 4 | security parameters index: the IPv4 source address |
/// | 8 | sequence number |
/// | 12 | the first twelve bytes of the hash |
///
/// The hash covers IPv4 header, authentication header and message. As zero count in it: type of service, flags and
/// fragment offset, header checksum, the hash itself, and for unicast the time to live. The identification counts.
///
/// A sequence number must be greater than any before it of the same sender. keepalived remembers one number for all
/// senders, its own adverts among them: ours is greater than every one that was accepted, and never less than the
/// seconds since 1970, so that it grows over a restart too.
final class AuthenticationHeader implements Authenticator {
    /// Length of the header.
    static final int BYTES = 24;
    /// IP protocol number (RFC 2402, 2).
    static final int PROTOCOL = 51;

    private static final int LENGTH_FIELD = 4;
    private static final int SEQUENCE = 8;
    private static final int HASH = 12;
    private static final int HASH_BYTES = 12;
    private static final int IP_HEADER_LONGEST = 60;
    private static final int SOURCE = 12;
    private static final long LARGEST = 0xffff_ffffL;
    private static final long NANOS = 1_000_000_000L;

    private final KeyedHash hash;
    private final boolean unicast;
    private final SenderMarks marks;
    private final byte[] heads = new byte[IP_HEADER_LONGEST + BYTES];
    private long sequence;

    AuthenticationHeader(Password password, AdvertPath path) {
        hash = KeyedHash.md5(password.bytes());
        unicast = path.isUnicast();
        marks = new SenderMarks(HmacTrailer.senders(path));
    }

    @Override
    public int type() {
        return AdvertCodec.AUTHENTICATION_HEADER;
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public boolean hasTrailer() {
        return false;
    }

    @Override
    public void next(long wallNanos) {
        sequence = Math.min(LARGEST, Math.max(sequence + 1, wallNanos / NANOS));
    }

    @Override
    public void seal(byte[] packet) {
        int at = IpHeader.IPV4_BYTES;
        packet[at] = AdvertCodec.PROTOCOL;
        packet[at + 1] = LENGTH_FIELD;
        System.arraycopy(packet, SOURCE, packet, at + 4, 4);
        AdvertCodec.putInt(packet, at + SEQUENCE, (int) sequence);
        System.arraycopy(hashOf(packet, packet.length, at), 0, packet, at + HASH, HASH_BYTES);
    }

    @Override
    public @Nullable Rejection test(byte[] packet, int length, int at, int message, long wallNanos) {
        int header = at - BYTES;
        boolean framed = (packet[header] & 0xff) == AdvertCodec.PROTOCOL && packet[header + 1] == LENGTH_FIELD;
        if (!framed || !KeyedHash.isSame(hashOf(packet, length, header), packet, header + HASH, HASH_BYTES)) {
            return Rejection.SIGNATURE;
        }
        if (!Arrays.equals(packet, header + 4, header + 8, packet, SOURCE, SOURCE + 4)) {
            return Rejection.SIGNATURE;
        }
        long number = AdvertReader.integer(packet, header + SEQUENCE) & LARGEST;
        int sender = marks.place(0, AdvertReader.integer(packet, SOURCE) & LARGEST);
        if (number <= marks.mark(sender)) {
            return Rejection.REPLAYED;
        }
        marks.mark(sender, number);
        sequence = Math.max(sequence, number);
        return null;
    }

    /// @param header where the authentication header begins
    private byte[] hashOf(byte[] packet, int length, int header) {
        int message = header + BYTES;
        System.arraycopy(packet, 0, heads, 0, message);
        heads[1] = 0;
        heads[6] = 0;
        heads[7] = 0;
        heads[10] = 0;
        heads[11] = 0;
        if (unicast) {
            heads[8] = 0;
        }
        Arrays.fill(heads, header + HASH, message, (byte) 0);
        return hash.begin().add(heads, 0, message).add(packet, message, length - message).end();
    }

    @Override
    public void continueFrom(Authenticator earlier) {
        if (earlier instanceof AuthenticationHeader before) {
            sequence = before.sequence;
            marks.takeOver(before.marks);
        }
    }
}
