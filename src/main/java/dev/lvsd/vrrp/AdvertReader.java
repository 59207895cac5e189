package dev.lvsd.vrrp;

import dev.lvsd.config.UnicastPeer;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the packets of one virtual router: whatever the bytes, a {@link Decoded} comes out. Layout:
/// {@link AdvertCodec}.
///
/// The accept set is keepalived's (DESIGN: a drop-in), but for the checksum of version 3 over IPv4, which must be
/// right in one of its two forms. What another master repeats is recognised by its bytes, and the same object is
/// returned again: in the steady state nothing is allocated. Confined to one thread.
public final class AdvertReader {
    private static final byte[] NOWHERE = {};

    private final Family family;
    private final int version;
    private final int virtualRouterId;
    private final int priority;
    private final long intervalNanos;
    private final boolean multicast;
    private final ChecksumForm form;
    private final Authenticator authenticator;
    private final boolean checksSender;
    private final byte[][] senders;
    private final List<UnicastPeer> peers;
    private final Set<IpAddress> addresses;
    private final byte[][] ownAddresses;
    private byte[] ownAddress = NOWHERE;
    private byte[] last = {};
    private Decoded.@Nullable Accepted lastAccepted;

    /// A reader for one instance.
    public AdvertReader(VrrpInstance instance) {
        this(instance, Authenticator.of(instance));
    }

    /// A reader for one instance.
    ///
    /// @param authenticator of the instance
    public AdvertReader(VrrpInstance instance, Authenticator authenticator) {
        this.authenticator = authenticator;
        family = instance.family();
        version = instance.version();
        virtualRouterId = instance.virtualRouterId();
        priority = instance.priority();
        intervalNanos = instance.advertInterval().toNanos();
        multicast = !instance.path().isUnicast();
        form = family == Family.IPV6 || (version == 3 && !instance.path().checksumWithoutPseudoHeader())
                ? ChecksumForm.PSEUDO_HEADER
                : ChecksumForm.MESSAGE;
        checksSender = instance.path().checkUnicastSource() && !multicast;
        peers = instance.path().peers();
        senders = peers.stream().map(peer -> peer.address().bytes()).toArray(byte[][]::new);
        addresses = new HashSet<>();
        for (VirtualAddress address : instance.virtualAddresses()) {
            addresses.add(address.prefix().address());
        }
        ownAddresses = addresses.stream().map(IpAddress::bytes).toArray(byte[][]::new);
    }

    /// The VRID of a packet that begins with its IP header.
    ///
    /// @return 0 to 255, or -1 where the packet is too short to have one
    public static int virtualRouterId(byte[] packet, int length) {
        int at = messageOffset(packet, length);
        return at < 0 ? -1 : packet[at + 1] & 0xff;
    }

    /// Tells the reader our own source address.
    public void ownAddress(IpAddress address) {
        ownAddress = address.bytes();
        lastAccepted = null;
    }

    /// Reads a packet.
    ///
    /// @param packet begins with the IP header, which the kernel has tested
    /// @param length how many of its bytes are the packet's
    /// @param wallNanos wall-clock time since 1970
    public Decoded read(byte[] packet, int length, long wallNanos) {
        Decoded.Accepted known = lastAccepted;
        boolean signed = authenticator.isSigned();
        if (!signed && known != null && IpHeader.isRepeated(packet, length, last)) {
            return known;
        }
        Rejection rejection = rejection(packet, length, wallNanos);
        if (rejection != null) {
            return rejection;
        }
        if (signed && known != null && isSameMessage(packet, length)) {
            return known;
        }
        Decoded.Accepted accepted = accept(packet, length);
        last = Arrays.copyOf(packet, length);
        lastAccepted = accepted;
        return accepted;
    }

    /// Source, destination and message.
    private boolean isSameMessage(byte[] packet, int length) {
        int at = messageOffset(packet, length);
        int end = at + AdvertCodec.messageBytes(version, packet[at + 3] & 0xff, family);
        return last.length >= end
                && messageOffset(last, last.length) == at
                && IpHeader.isSameWay(packet, last)
                && Arrays.equals(packet, at, end, last, at, end);
    }

    private @Nullable Rejection rejection(byte[] packet, int length, long wallNanos) {
        int at = messageOffset(packet, length);
        if (at < 0 || IpHeader.family(packet) != family) {
            return Rejection.LENGTH;
        }
        if (multicast != IpHeader.isMulticast(packet)) {
            return Rejection.DESTINATION;
        }
        if (multicast && IpHeader.timeToLive(packet) != AdvertCodec.TIME_TO_LIVE) {
            return Rejection.TIME_TO_LIVE;
        }
        if (IpHeader.hasAuthenticationHeader(packet) != authenticator.hasHeader()) {
            return Rejection.AUTHENTICATION_TYPE;
        }
        if ((packet[at] & 0xff) >>> 4 != version) {
            return Rejection.VERSION;
        }
        if ((packet[at] & 0xf) != AdvertCodec.TYPE_ADVERTISEMENT) {
            return Rejection.TYPE;
        }
        int message = AdvertCodec.messageBytes(version, packet[at + 3] & 0xff, family);
        boolean trailer = length - at == message + HmacTrailer.BYTES && packet[at + message] == HmacTrailer.TYPE;
        if ((packet[at + 1] & 0xff) != virtualRouterId || !(trailer || length - at == message)) {
            return Rejection.LENGTH;
        }
        if (checksumForm(packet, at, message) == null) {
            return Rejection.CHECKSUM;
        }
        if ((version == 2 && (packet[at + 4] & 0xff) != authenticator.type())
                || (trailer && !authenticator.hasTrailer())) {
            return Rejection.AUTHENTICATION_TYPE;
        }
        Rejection rejection = authenticator.test(packet, length, at, message, wallNanos);
        if (rejection != null) {
            return rejection;
        }
        return version == 2 ? rejectionOfVersion2(packet, at) : rejectionOfVersion3(packet, at);
    }

    private @Nullable Rejection rejectionOfVersion2(byte[] packet, int at) {
        return interval(packet, at) == intervalNanos ? rejectionOfSender(packet, at) : Rejection.INTERVAL;
    }

    private @Nullable Rejection rejectionOfVersion3(byte[] packet, int at) {
        if (interval(packet, at) == 0) {
            return Rejection.INTERVAL;
        }
        return packet[at + 3] == 0 ? Rejection.ADDRESS_COUNT : rejectionOfSender(packet, at);
    }

    private @Nullable Rejection rejectionOfSender(byte[] packet, int at) {
        if (isOwn(packet) && (packet[at + 2] & 0xff) == priority) {
            return Rejection.OWN_ADVERT;
        }
        return checksSender ? rejectionOfPeer(packet) : null;
    }

    private boolean isOwn(byte[] packet) {
        return ownAddress.length > 0 && IpHeader.isFrom(packet, ownAddress);
    }

    private @Nullable Rejection rejectionOfPeer(byte[] packet) {
        int timeToLive = IpHeader.timeToLive(packet);
        for (int i = 0; i < senders.length; i++) {
            if (IpHeader.isFrom(packet, senders[i])) {
                UnicastPeer peer = peers.get(i);
                return timeToLive < peer.minTtl() || timeToLive > peer.maxTtl() ? Rejection.DISTANCE : null;
            }
        }
        return Rejection.SOURCE;
    }

    private @Nullable ChecksumForm checksumForm(byte[] packet, int at, int message) {
        return checksumForm(packet, at, message, version);
    }

    private @Nullable ChecksumForm checksumForm(byte[] packet, int at, int message, int version) {
        long sum = InternetChecksum.add(0, packet, at, message);
        if (family == Family.IPV4 && InternetChecksum.finish(sum) == 0) {
            return ChecksumForm.MESSAGE;
        }
        if (version == 2) {
            return null;
        }
        long pseudo = IpHeader.pseudoHeader(packet, message);
        return InternetChecksum.finish(sum + pseudo) == 0 ? ChecksumForm.PSEUDO_HEADER : null;
    }

    private long interval(byte[] packet, int at) {
        int field = version == 2
                ? packet[at + 5] & 0xff
                : (packet[at + 4] & 0xf) << 8 | (packet[at + 5] & 0xff);
        return field * AdvertCodec.intervalUnitNanos(version);
    }

    private Decoded.Accepted accept(byte[] packet, int length) {
        int at = messageOffset(packet, length);
        int message = AdvertCodec.messageBytes(version, packet[at + 3] & 0xff, family);
        List<IpAddress> carried = new ArrayList<>();
        for (int i = 0; i < (packet[at + 3] & 0xff); i++) {
            carried.add(IpHeader.address(packet, at + AdvertCodec.HEADER_BYTES + family.bytes() * i, family));
        }
        Advert advert =
                new Advert(version, virtualRouterId, packet[at + 2] & 0xff, interval(packet, at), carried);
        boolean sameForm = checksumForm(packet, at, message) == form;
        return new Decoded.Accepted(
                new Input.AdvertReceived(IpHeader.source(packet, at), advert),
                agreement(sameForm),
                agreement(Set.copyOf(carried)));
    }

    private Decoded.Agreement agreement(Set<IpAddress> carried) {
        boolean foreign = !carried.isEmpty() && !addresses.isEmpty() && Collections.disjoint(carried, addresses);
        return foreign ? Decoded.Agreement.FOREIGN : agreement(addresses.equals(carried));
    }

    private static Decoded.Agreement agreement(boolean same) {
        return same ? Decoded.Agreement.SAME : Decoded.Agreement.DIFFERENT;
    }

    /// Whether a rejected packet is a whole advert of another virtual router that has our VRID: it lists addresses, and
    /// none of them is ours.
    public boolean isForeign(byte[] packet, int length) {
        int at = messageOffset(packet, length);
        boolean ours = at >= 0 && IpHeader.family(packet) == family && (packet[at + 1] & 0xff) == virtualRouterId;
        if (!ours || ownAddresses.length == 0) {
            return false;
        }
        int theirs = (packet[at] & 0xff) >>> 4;
        int count = packet[at + 3] & 0xff;
        boolean known = theirs == 2 || theirs == 3;
        if (!known || count == 0 || length < at + AdvertCodec.messageBytes(theirs, count, family)) {
            return false;
        }
        int end = at + AdvertCodec.HEADER_BYTES + family.bytes() * count;
        for (int next = at + AdvertCodec.HEADER_BYTES; next < end; next += family.bytes()) {
            if (isVirtual(packet, next)) {
                return false;
            }
        }
        return checksumForm(packet, at, AdvertCodec.messageBytes(theirs, count, family), theirs) != null;
    }

    private boolean isVirtual(byte[] packet, int at) {
        for (byte[] own : ownAddresses) {
            if (IpHeader.isAt(packet, at, own)) {
                return true;
            }
        }
        return false;
    }

    /// Where the message begins, or -1 where the packet does not hold what is before it and its fixed part.
    private static int messageOffset(byte[] packet, int length) {
        int header = IpHeader.bytes(packet, length);
        if (header < 0) {
            return -1;
        }
        int at = header + (IpHeader.hasAuthenticationHeader(packet) ? AuthenticationHeader.BYTES : 0);
        return length >= at + AdvertCodec.HEADER_BYTES ? at : -1;
    }

    static int integer(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8 | (bytes[at + 3] & 0xff);
    }
}
