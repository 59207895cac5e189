package dev.lvsd.vrrp;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Authentication;
import dev.lvsd.config.HmacKey;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import org.jspecify.annotations.Nullable;

/// The trailer behind an advert that keepalived calls `auth_hmac` (draft-cassen-vrrp-auth-hmac, keepalived
/// 2.4.1 and later). In network byte order:
///
/// | offset | |
/// |---|---|
/// | 0 | type: 1, HMAC-SHA-256 |
/// | 1 | number of the key |
/// | 2 | zero |
/// | 4 | sequence number: seconds since 1970 (four bytes), 1/65536 s (two), a counter (two) |
/// | 12 | the first sixteen bytes of the hash |
///
/// The hash covers a pseudo header (4 or 6 for the family, VRRP version, VRID, zero, sixteen bytes with the source
/// address in front), the message with its checksum as zero, and the trailer with its hash as zero. The IP length
/// counts the trailer, the checksum of the message does not. Copies of an advert to several peers have one sequence
/// number.
///
/// A sequence number must be greater than the last one of the same sender, of whom [AdvertPath#peers] or four are
/// remembered, compared as in RFC 1982. With `anti_replay time` its seconds may differ from ours by the window, and
/// what is remembered counts no longer once it is older than that.
final class HmacTrailer implements Authenticator {
    /// Length of the trailer.
    static final int BYTES = 28;
    /// Type of the trailer.
    static final int TYPE = 1;

    private static final int SEQUENCE = 4;
    private static final int HASH = 12;
    private static final int HASH_BYTES = 16;
    private static final int PSEUDO_BYTES = 20;
    private static final int PSEUDO_SOURCE = 4;
    private static final int MULTICAST_SENDERS = 4;
    private static final long NANOS = 1_000_000_000L;
    private static final byte[] ZEROS = new byte[HASH_BYTES];

    private final @Nullable KeyedHash[] hashes = new @Nullable KeyedHash[256];
    private final int activeKey;
    private final boolean timed;
    private final int windowSeconds;
    private final Authentication.Mode mode;
    private final Family family;
    private final byte[] pseudo = new byte[PSEUDO_BYTES];
    private final SenderMarks marks;
    private long sequence;

    HmacTrailer(Authentication.Hmac settings, VrrpInstance instance) {
        for (HmacKey key : settings.keys()) {
            hashes[key.number()] = KeyedHash.sha256(key.secret());
        }
        activeKey = settings.activeKey();
        timed = settings.antiReplay() == Authentication.AntiReplay.TIME;
        windowSeconds = Math.toIntExact(settings.timeWindow().toSeconds());
        mode = settings.mode();
        family = instance.family();
        pseudo[0] = (byte) (family == Family.IPV6 ? 6 : 4);
        pseudo[1] = (byte) instance.version();
        pseudo[2] = (byte) instance.virtualRouterId();
        marks = new SenderMarks(senders(instance.path()));
    }

    /// How many senders are remembered.
    static int senders(AdvertPath path) {
        return Math.max(MULTICAST_SENDERS, path.peers().size());
    }

    /// Length of the trailer of what an instance sends.
    static int bytes(Authentication authentication) {
        return authentication instanceof Authentication.Hmac hmac && hmac.mode() != Authentication.Mode.RECEIVE_ONLY
                ? BYTES
                : 0;
    }

    @Override
    public int type() {
        return AdvertCodec.AUTHENTICATION_NONE;
    }

    @Override
    public boolean isSigned() {
        return true;
    }

    @Override
    public boolean hasHeader() {
        return false;
    }

    @Override
    public boolean hasTrailer() {
        return true;
    }

    /// A clock that was set back leaves the number ahead of it; beyond the window nobody would take it.
    @Override
    public void next(long wallNanos) {
        long fraction = ((wallNanos % NANOS) << 16) / NANOS;
        long clock = seconds(wallNanos) | (fraction << 16);
        boolean stranded = timed && secondsBetween(sequence, clock) > windowSeconds;
        sequence = stranded || clock - sequence > 0 ? clock : sequence + 1;
    }

    @Override
    public void seal(byte[] packet) {
        KeyedHash hash = hashes[activeKey];
        if (mode == Authentication.Mode.RECEIVE_ONLY || hash == null) {
            return;
        }
        int at = IpHeader.bytes(family);
        int trailer = packet.length - BYTES;
        packet[trailer] = TYPE;
        packet[trailer + 1] = (byte) activeKey;
        AdvertCodec.putInt(packet, trailer + SEQUENCE, (int) (sequence >>> 32));
        AdvertCodec.putInt(packet, trailer + SEQUENCE + 4, (int) sequence);
        System.arraycopy(hashOf(hash, packet, at, trailer), 0, packet, trailer + HASH, HASH_BYTES);
    }

    @Override
    public @Nullable Rejection test(byte[] packet, int length, int at, int message, long wallNanos) {
        int trailer = at + message;
        if (length == trailer) {
            return mode == Authentication.Mode.ENFORCE ? Rejection.AUTHENTICATION_TYPE : null;
        }
        if (packet[trailer] != TYPE || packet[trailer + 2] != 0 || packet[trailer + 3] != 0) {
            return Rejection.AUTHENTICATION_TYPE;
        }
        long number = (long) AdvertReader.integer(packet, trailer + SEQUENCE) << 32
                | (AdvertReader.integer(packet, trailer + SEQUENCE + 4) & 0xffff_ffffL);
        long clock = seconds(wallNanos);
        if (timed && isOutside(number, clock)) {
            return Rejection.STALE;
        }
        KeyedHash hash = hashes[packet[trailer + 1] & 0xff];
        if (hash == null) {
            return Rejection.UNKNOWN_KEY;
        }
        if (!KeyedHash.isSame(hashOf(hash, packet, at, trailer), packet, trailer + HASH, HASH_BYTES)) {
            return Rejection.SIGNATURE;
        }
        return isNew(number, clock) ? null : Rejection.REPLAYED;
    }

    /// @param number of an advert whose sender stands in the pseudo header
    private boolean isNew(long number, long clock) {
        int sender = marks.place(half(PSEUDO_SOURCE), half(PSEUDO_SOURCE + Long.BYTES));
        long mark = marks.mark(sender);
        boolean counts = mark != 0 && !(timed && isOutside(mark, clock));
        if (counts && number - mark <= 0) {
            return false;
        }
        marks.mark(sender, number);
        return true;
    }

    private boolean isOutside(long number, long clock) {
        int ahead = secondsBetween(number, clock);
        return ahead > windowSeconds || ahead < -windowSeconds;
    }

    /// The first sequence number of a second.
    private static long seconds(long wallNanos) {
        return (wallNanos / NANOS) << 32;
    }

    /// How many seconds one sequence number is ahead of another.
    private static int secondsBetween(long number, long other) {
        return (int) (number >>> 32) - (int) (other >>> 32);
    }

    private long half(int at) {
        return (long) AdvertReader.integer(pseudo, at) << 32
                | (AdvertReader.integer(pseudo, at + Integer.BYTES) & 0xffff_ffffL);
    }

    private byte[] hashOf(KeyedHash hash, byte[] packet, int at, int trailer) {
        int checksum = at + AdvertCodec.CHECKSUM_OFFSET;
        System.arraycopy(packet, IpHeader.sourceAt(family), pseudo, PSEUDO_SOURCE, family.bytes());
        return hash.begin()
                .add(pseudo, 0, PSEUDO_BYTES)
                .add(packet, at, AdvertCodec.CHECKSUM_OFFSET)
                .add(ZEROS, 0, 2)
                .add(packet, checksum + 2, trailer + HASH - checksum - 2)
                .add(ZEROS, 0, HASH_BYTES)
                .end();
    }

    @Override
    public void continueFrom(Authenticator earlier) {
        if (earlier instanceof HmacTrailer before) {
            sequence = before.sequence;
            marks.takeOver(before.marks);
        }
    }
}
