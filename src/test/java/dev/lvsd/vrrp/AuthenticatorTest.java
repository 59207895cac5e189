package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Authentication;
import dev.lvsd.config.Authentication.AntiReplay;
import dev.lvsd.config.Authentication.Mode;
import dev.lvsd.config.HmacKey;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Authentication headers and trailers, on packets whose bytes were computed elsewhere.
class AuthenticatorTest {
    /// Tested here rather than with the others.
    static final Set<Rejection> REJECTIONS =
            Set.of(Rejection.SIGNATURE, Rejection.REPLAYED, Rejection.STALE, Rejection.UNKNOWN_KEY);

    static final VrrpInstance HEADER = header("1111", AdvertPath.MULTICAST);
    private static final long SECOND = 1_000_000_000L;
    private static final long SIGNED = 0x6800_0000L * SECOND + SECOND / 2;

    private static VrrpInstance header(String password, AdvertPath path) {
        return new SampleInstance()
                .version(2)
                .virtualRouterId(56)
                .authentication(new Authentication.AuthenticationHeader(Password.of(password)))
                .path(path)
                .addresses("10.77.0.106")
                .build();
    }

    static VrrpInstance trailer(Mode mode) {
        return trailer(3, 51, AntiReplay.TIME, mode, key(1, 32, 0));
    }

    private static VrrpInstance trailer(int version, int id, AntiReplay replay, Mode mode, HmacKey... keys) {
        return new SampleInstance()
                .version(version)
                .virtualRouterId(id)
                .authentication(new Authentication.Hmac(
                        List.of(keys), keys[0].number(), replay, Duration.ofSeconds(5), mode))
                .addresses(version == 2 ? "10.77.0.107" : "192.0.2.100")
                .build();
    }

    private static HmacKey key(int number, int length, int first) {
        byte[] secret = new byte[length];
        for (int i = 0; i < length; i++) {
            secret[i] = (byte) (first + i);
        }
        return new HmacKey(number, secret);
    }

    @Test
    void anAuthenticationHeaderIsReadAndAnswersForTheWholePacket() {
        Decoded read = read(new AdvertReader(HEADER), Packets.HEADER, 0);
        assertEquals(100, assertInstanceOf(Decoded.Accepted.class, read).input().advert().priority());
        AdvertPath peers = AdvertPath.unicast(null, List.of(Instances.v4("10.77.0.1")));
        byte[] far = Packets.with(Packets.HEADER_UNICAST, 8, 64);
        assertInstanceOf(Decoded.Accepted.class, read(new AdvertReader(header("1111", peers)), far, 0));
        assertEquals(56, AdvertReader.virtualRouterId(Packets.HEADER, Packets.HEADER.length));
        for (int at : new int[] {3, 4, 5, 12, 16, 20, 21, 23, 24, 31, 32, 43}) {
            byte[] changed = Packets.with(Packets.HEADER, at, Packets.HEADER[at] ^ 1);
            assertEquals(Rejection.SIGNATURE, read(new AdvertReader(HEADER), changed, 0), "byte " + at);
        }
        byte[] priority = Packets.with(Packets.HEADER, 46, 101);
        assertInstanceOf(Rejection.class, read(new AdvertReader(HEADER), priority, 0));
        assertEquals(
                Rejection.SIGNATURE,
                read(new AdvertReader(header("2222", AdvertPath.MULTICAST)), Packets.HEADER, 0));
    }

    @Test
    void aTrailerOverIpv6AnswersForTheSenderToo() {
        VrrpInstance instance = new SampleInstance()
                .authentication(trailer(Mode.ENFORCE).authentication())
                .addresses("fe80::100")
                .build();
        AdvertReader reader = new AdvertReader(instance);
        Decoded read = read(reader, Packets.TRAILER_V6, SIGNED);
        Advert advert = assertInstanceOf(Decoded.Accepted.class, read).input().advert();
        assertEquals(Rejection.REPLAYED, read(reader, Packets.TRAILER_V6, SIGNED));
        byte[] other = Packets.with(Packets.TRAILER_V6, 63, 1);
        assertEquals(Rejection.CHECKSUM, read(new AdvertReader(instance), other, SIGNED));
        byte[] packet = AdvertCodec.packet(
                advert, instance.authentication(), ChecksumForm.MESSAGE, IpAddress.of("fe80::1"), AdvertCodec.GROUP6);
        Authenticator sender = Authenticator.of(instance);
        sender.next(SIGNED);
        sender.seal(packet);
        assertArrayEquals(Packets.TRAILER_V6, packet);
    }

    @Test
    void typeOfServiceAndFlagsMayChangeOnTheWayOfAnAuthenticationHeader() {
        byte[] changed = Packets.with(Packets.with(Packets.HEADER, 1, 0), 6, 0x40);
        assertInstanceOf(Decoded.Accepted.class, read(new AdvertReader(HEADER), changed, 0));
    }

    @Test
    void anAuthenticationHeaderCountsOnce() {
        AdvertReader reader = new AdvertReader(HEADER);
        Decoded first = read(reader, Packets.HEADER, 0);
        assertEquals(Rejection.REPLAYED, read(reader, Packets.HEADER, 0));
        byte[] next = AdvertCodec.packet(
                ((Decoded.Accepted) first).input().advert(), HEADER.authentication(), ChecksumForm.MESSAGE,
                Instances.v4("10.77.0.1"), AdvertCodec.GROUP);
        Authenticator sender = Authenticator.of(HEADER);
        sender.next(8 * SECOND);
        sender.seal(next);
        assertSame(first, read(reader, next, 0));
    }

    @Test
    void writesTheAuthenticationHeader() {
        Authenticator sender = Authenticator.of(HEADER);
        sender.next(7 * SECOND);
        assertSealed(Packets.HEADER, sender);
    }

    @Test
    void numbersGoOnFromTheGreatestThatWasHeardAndDoNotWaitForTheClock() {
        Authenticator node = Authenticator.of(HEADER);
        node.next(3 * SECOND);
        assertInstanceOf(Decoded.Accepted.class, read(new AdvertReader(HEADER, node), Packets.HEADER, 0));
        node.next(3 * SECOND);
        byte[] eighth = Packets.HEADER.clone();
        node.seal(eighth);
        assertEquals(8, AdvertReader.integer(eighth, 28));
        Authenticator reloaded = Authenticator.of(HEADER);
        reloaded.continueFrom(node);
        assertEquals(Rejection.REPLAYED, read(new AdvertReader(HEADER, reloaded), Packets.HEADER, 0));
    }

    @Test
    void aTrailerIsReadAndAnswersForTheMessage() {
        VrrpInstance instance = trailer(Mode.ENFORCE);
        Decoded read = read(new AdvertReader(instance), Packets.TRAILER, SIGNED);
        assertEquals(200, assertInstanceOf(Decoded.Accepted.class, read).input().advert().priority());
        VrrpInstance version2 = trailer(2, 57, AntiReplay.TIME, Mode.ENFORCE, key(2, 64, 0), key(1, 32, 9));
        assertInstanceOf(Decoded.Accepted.class, read(new AdvertReader(version2), Packets.TRAILER_V2, SIGNED));
        for (int at : new int[] {12, 39, 43, 44, 59}) {
            byte[] changed = Packets.with(Packets.TRAILER, at, Packets.TRAILER[at] ^ 1);
            assertEquals(Rejection.SIGNATURE, read(new AdvertReader(instance), changed, SIGNED), "byte " + at);
        }
        byte[] priority = Packets.corrected(Packets.TRAILER, 22, 255);
        assertEquals(Rejection.SIGNATURE, read(new AdvertReader(instance), priority, SIGNED));
        VrrpInstance other = trailer(3, 51, AntiReplay.TIME, Mode.ENFORCE, key(1, 32, 1));
        assertEquals(Rejection.SIGNATURE, read(new AdvertReader(other), Packets.TRAILER, SIGNED));
        VrrpInstance unknown = trailer(3, 51, AntiReplay.TIME, Mode.ENFORCE, key(2, 32, 0));
        assertEquals(Rejection.UNKNOWN_KEY, read(new AdvertReader(unknown), Packets.TRAILER, SIGNED));
        byte[] reserved = Packets.with(Packets.TRAILER, 34, 1);
        assertEquals(Rejection.AUTHENTICATION_TYPE, read(new AdvertReader(instance), reserved, SIGNED));
    }

    @Test
    void aTrailerCountsOnceAndWithinTheWindowOnly() {
        AdvertReader reader = new AdvertReader(trailer(Mode.ENFORCE));
        assertEquals(Rejection.STALE, read(reader, Packets.TRAILER, SIGNED + 6 * SECOND));
        assertEquals(Rejection.STALE, read(reader, Packets.TRAILER, SIGNED - 6 * SECOND));
        assertInstanceOf(Decoded.Accepted.class, read(reader, Packets.TRAILER, SIGNED + 5 * SECOND));
        assertEquals(Rejection.REPLAYED, read(reader, Packets.TRAILER, SIGNED));
        VrrpInstance monotonic = trailer(3, 51, AntiReplay.MONOTONIC, Mode.ENFORCE, key(1, 32, 0));
        AdvertReader patient = new AdvertReader(monotonic);
        assertInstanceOf(Decoded.Accepted.class, read(patient, Packets.TRAILER, 0));
        assertEquals(Rejection.REPLAYED, read(patient, Packets.TRAILER, 0));
    }

    @Test
    void writesTheTrailer() {
        Authenticator sender = Authenticator.of(trailer(Mode.ENFORCE));
        sender.next(SIGNED);
        assertSealed(Packets.TRAILER, sender);
        Authenticator version2 =
                Authenticator.of(trailer(2, 57, AntiReplay.TIME, Mode.ENFORCE, key(2, 64, 0), key(1, 32, 9)));
        version2.next(SIGNED);
        assertSealed(Packets.TRAILER_V2, version2);
    }

    @Test
    void trailersGrowThoughTheClockStandsStillOrGoesBack() {
        Authenticator sender = Authenticator.of(trailer(Mode.ENFORCE));
        AdvertReader reader = new AdvertReader(trailer(Mode.ENFORCE));
        for (long wall : new long[] {SIGNED, SIGNED, SIGNED - SECOND, SIGNED + SECOND}) {
            byte[] packet = Packets.TRAILER.clone();
            sender.next(wall);
            sender.seal(packet);
            assertInstanceOf(Decoded.Accepted.class, read(reader, packet, SIGNED));
        }
    }

    @Test
    void aClockThatWasFarAheadAndWasSetRightIsForgiven() {
        Authenticator sender = Authenticator.of(trailer(Mode.ENFORCE));
        AdvertReader reader = new AdvertReader(trailer(Mode.ENFORCE));
        for (long wall : new long[] {SIGNED + 1000 * SECOND, SIGNED}) {
            byte[] packet = Packets.TRAILER.clone();
            sender.next(wall);
            sender.seal(packet);
            assertInstanceOf(Decoded.Accepted.class, read(reader, packet, wall));
        }
    }

    @Test
    void unsignedAdvertsAreForThoseWhoMigrate() {
        byte[] unsigned = Arrays.copyOf(Packets.TRAILER, 32);
        assertEquals(
                Rejection.AUTHENTICATION_TYPE, read(new AdvertReader(trailer(Mode.ENFORCE)), unsigned, SIGNED));
        for (Mode mode : List.of(Mode.PERMISSIVE, Mode.RECEIVE_ONLY)) {
            assertInstanceOf(Decoded.Accepted.class, read(new AdvertReader(trailer(mode)), unsigned, SIGNED));
            byte[] wrong = Packets.with(Packets.TRAILER, 50, 0);
            assertEquals(Rejection.SIGNATURE, read(new AdvertReader(trailer(mode)), wrong, SIGNED));
        }
        Authenticator silent = Authenticator.of(trailer(Mode.RECEIVE_ONLY));
        byte[] packet = unsigned.clone();
        silent.next(SIGNED);
        silent.seal(packet);
        assertArrayEquals(unsigned, packet);
    }

    @Test
    void keysAreRotatedOneAfterTheOther() {
        HmacKey old = key(1, 32, 0);
        HmacKey next = key(2, 32, 100);
        AdvertReader both = new AdvertReader(trailer(3, 51, AntiReplay.TIME, Mode.ENFORCE, old, next));
        for (HmacKey key : List.of(old, next)) {
            Authenticator sender = Authenticator.of(trailer(3, 51, AntiReplay.TIME, Mode.ENFORCE, key));
            byte[] packet = Packets.TRAILER.clone();
            sender.next(SIGNED + key.number() * SECOND);
            sender.seal(packet);
            assertInstanceOf(Decoded.Accepted.class, read(both, packet, SIGNED));
        }
    }

    @Test
    void manySendersDoNotGrowTheMemoryOfThem() {
        SenderMarks marks = new SenderMarks(2);
        marks.mark(marks.place(0, 1), 10);
        marks.mark(marks.place(0, 2), 20);
        assertEquals(10, marks.mark(marks.place(0, 1)));
        assertEquals(0, marks.mark(marks.place(0, 3)));
        assertEquals(10, marks.mark(marks.place(0, 1)));
        assertEquals(0, marks.mark(marks.place(0, 2)));
    }

    /// The signature of a packet comes out again where it was wiped.
    private static void assertSealed(byte[] expected, Authenticator sender) {
        byte[] packet = expected.clone();
        packet[10] = 0;
        packet[11] = 0;
        byte[] wanted = packet.clone();
        int from = packet[9] == AuthenticationHeader.PROTOCOL ? 20 : packet.length - HmacTrailer.BYTES;
        int to = packet[9] == AuthenticationHeader.PROTOCOL ? 20 + AuthenticationHeader.BYTES : packet.length;
        Arrays.fill(packet, from, to, (byte) 0);
        sender.seal(packet);
        assertArrayEquals(wanted, packet);
    }

    private static Decoded read(AdvertReader reader, byte[] packet, long wallNanos) {
        return reader.read(packet, packet.length, wallNanos);
    }
}
