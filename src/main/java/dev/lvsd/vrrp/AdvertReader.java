package dev.lvsd.vrrp;

import dev.lvsd.config.Password;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the packets of one virtual router: whatever the bytes, a {@link Decoded} comes out. Layout:
/// {@link AdvertCodec}.
///
/// The accept set is keepalived's (DESIGN: a drop-in), but for the checksum of version 3, which must be right
/// in one of its two forms. What another master repeats is recognised by its bytes, and the same object is
/// returned again: in the steady state nothing is allocated. Confined to one thread.
public final class AdvertReader {
    private static final int NOWHERE = 0;

    private final int version;
    private final int virtualRouterId;
    private final int priority;
    private final long intervalNanos;
    private final boolean multicast;
    private final ChecksumForm form;
    private final byte @Nullable [] password;
    private final Set<IpAddress> senders;
    private final Set<IpAddress> addresses;
    private int ownAddress = NOWHERE;
    private byte[] last = {};
    private Decoded.@Nullable Accepted lastAccepted;

    /// A reader for one instance.
    public AdvertReader(VrrpInstance instance) {
        version = instance.version();
        virtualRouterId = instance.virtualRouterId();
        priority = instance.priority();
        intervalNanos = instance.advertInterval().toNanos();
        multicast = !instance.path().isUnicast();
        form = version == 3 && !instance.path().checksumWithoutPseudoHeader()
                ? ChecksumForm.PSEUDO_HEADER
                : ChecksumForm.MESSAGE;
        Password secret = instance.password();
        password = version == 2 && secret != null ? secret.bytes() : null;
        senders = instance.path().checkUnicastSource() && !multicast
                ? Set.copyOf(instance.path().unicastPeers())
                : Set.of();
        addresses = new HashSet<>();
        for (VirtualAddress address : instance.virtualAddresses()) {
            addresses.add(address.prefix().address());
        }
    }

    /// The VRID of a packet that begins with its IPv4 header.
    ///
    /// @return 0 to 255, or -1 where the packet is too short to have one
    public static int virtualRouterId(byte[] packet, int length) {
        int header = headerBytes(packet, length);
        return header < 0 ? -1 : packet[header + 1] & 0xff;
    }

    /// The source address of a packet, as a number; 0 where it is too short to have one.
    public static int source(byte[] packet, int length) {
        return length < AdvertCodec.IP_HEADER_BYTES ? NOWHERE : integer(packet, 12);
    }

    /// The destination address of a packet, as a number; 0 where it is too short to have one.
    public static int destination(byte[] packet, int length) {
        return length < AdvertCodec.IP_HEADER_BYTES ? NOWHERE : integer(packet, 16);
    }

    /// Tells the reader our own source address.
    public void ownAddress(IpAddress address) {
        ownAddress = address instanceof IpAddress.V4(int bits) ? bits : NOWHERE;
        lastAccepted = null;
    }

    /// Reads a packet.
    ///
    /// @param packet begins with the IPv4 header, whose checksum the kernel has tested
    /// @param length how many of its bytes are the packet's
    public Decoded read(byte[] packet, int length) {
        Decoded.Accepted known = lastAccepted;
        if (known != null && isRepeated(packet, length)) {
            return known;
        }
        Rejection rejection = rejection(packet, length);
        if (rejection != null) {
            return rejection;
        }
        Decoded.Accepted accepted = accept(packet, length);
        last = Arrays.copyOf(packet, length);
        lastAccepted = accepted;
        return accepted;
    }

    /// All but the identification (bytes 4 and 5) and the checksum of the IPv4 header (10 and 11).
    private boolean isRepeated(byte[] packet, int length) {
        return length == last.length
                && Arrays.equals(packet, 0, 4, last, 0, 4)
                && Arrays.equals(packet, 6, 10, last, 6, 10)
                && Arrays.equals(packet, 12, length, last, 12, length);
    }

    private @Nullable Rejection rejection(byte[] packet, int length) {
        int at = headerBytes(packet, length);
        if (at < 0) {
            return Rejection.LENGTH;
        }
        int destination = integer(packet, 16);
        if (multicast != (destination >>> 28 == 0xe)) {
            return Rejection.DESTINATION;
        }
        if (multicast && (packet[8] & 0xff) != AdvertCodec.TIME_TO_LIVE) {
            return Rejection.TIME_TO_LIVE;
        }
        if ((packet[at] & 0xff) >>> 4 != version) {
            return Rejection.VERSION;
        }
        if ((packet[at] & 0xf) != AdvertCodec.TYPE_ADVERTISEMENT) {
            return Rejection.TYPE;
        }
        int message = AdvertCodec.messageBytes(version, packet[at + 3] & 0xff);
        if ((packet[at + 1] & 0xff) != virtualRouterId || length - at != message) {
            return Rejection.LENGTH;
        }
        if (checksumForm(packet, at, message) == null) {
            return Rejection.CHECKSUM;
        }
        return version == 2 ? rejectionOfVersion2(packet, at) : rejectionOfVersion3(packet, at);
    }

    private @Nullable Rejection rejectionOfVersion2(byte[] packet, int at) {
        byte[] secret = password;
        int type = secret == null ? AdvertCodec.AUTHENTICATION_NONE : AdvertCodec.AUTHENTICATION_PASSWORD;
        if ((packet[at + 4] & 0xff) != type) {
            return Rejection.AUTHENTICATION_TYPE;
        }
        if (secret != null && !isPassword(secret, packet, at)) {
            return Rejection.PASSWORD;
        }
        return interval(packet, at) == intervalNanos ? rejectionOfSender(packet, at) : Rejection.INTERVAL;
    }

    private @Nullable Rejection rejectionOfVersion3(byte[] packet, int at) {
        if (interval(packet, at) == 0) {
            return Rejection.INTERVAL;
        }
        return packet[at + 3] == 0 ? Rejection.ADDRESS_COUNT : rejectionOfSender(packet, at);
    }

    private @Nullable Rejection rejectionOfSender(byte[] packet, int at) {
        int sender = integer(packet, 12);
        if (sender == ownAddress && (packet[at + 2] & 0xff) == priority) {
            return Rejection.OWN_ADVERT;
        }
        return senders.isEmpty() || senders.contains(new IpAddress.V4(sender)) ? null : Rejection.SOURCE;
    }

    /// Takes the same time for every wrong password.
    private static boolean isPassword(byte[] secret, byte[] packet, int at) {
        int from = at + AdvertCodec.HEADER_BYTES + 4 * (packet[at + 3] & 0xff);
        int difference = 0;
        for (int i = 0; i < secret.length; i++) {
            difference |= secret[i] ^ packet[from + i];
        }
        return difference == 0;
    }

    private @Nullable ChecksumForm checksumForm(byte[] packet, int at, int message) {
        long sum = InternetChecksum.add(0, packet, at, message);
        if (InternetChecksum.finish(sum) == 0) {
            return ChecksumForm.MESSAGE;
        }
        if (version == 2) {
            return null;
        }
        long pseudo = AdvertCodec.pseudoHeader(integer(packet, 12), integer(packet, 16), message);
        return InternetChecksum.finish(sum + pseudo) == 0 ? ChecksumForm.PSEUDO_HEADER : null;
    }

    private long interval(byte[] packet, int at) {
        int field = version == 2
                ? packet[at + 5] & 0xff
                : (packet[at + 4] & 0xf) << 8 | (packet[at + 5] & 0xff);
        return field * AdvertCodec.intervalUnitNanos(version);
    }

    private Decoded.Accepted accept(byte[] packet, int length) {
        int at = headerBytes(packet, length);
        List<IpAddress> carried = new ArrayList<>();
        for (int i = 0; i < (packet[at + 3] & 0xff); i++) {
            carried.add(new IpAddress.V4(integer(packet, at + AdvertCodec.HEADER_BYTES + 4 * i)));
        }
        Advert advert =
                new Advert(version, virtualRouterId, packet[at + 2] & 0xff, interval(packet, at), carried);
        boolean sameForm = checksumForm(packet, at, length - at) == form;
        return new Decoded.Accepted(
                new Input.AdvertReceived(new IpAddress.V4(integer(packet, 12)), advert),
                agreement(sameForm),
                agreement(addresses.equals(Set.copyOf(carried))));
    }

    private static Decoded.Agreement agreement(boolean same) {
        return same ? Decoded.Agreement.SAME : Decoded.Agreement.DIFFERENT;
    }

    /// Length of the IPv4 header, or -1 where the packet does not hold it and the fixed part of an advert.
    private static int headerBytes(byte[] packet, int length) {
        if (length < AdvertCodec.IP_HEADER_BYTES + AdvertCodec.HEADER_BYTES) {
            return -1;
        }
        int header = 4 * (packet[0] & 0xf);
        boolean holds = header >= AdvertCodec.IP_HEADER_BYTES && length >= header + AdvertCodec.HEADER_BYTES;
        return holds ? header : -1;
    }

    private static int integer(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }
}
