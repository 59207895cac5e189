package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Authentication;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.UnicastPeer;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.InternetChecksum;
import dev.lvsd.net.IpAddress;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdvertReaderTest {
    private static final VrrpInstance V2 = Instances.V2.of(51, "10.77.0.100", "10.77.0.101");
    private static final VrrpInstance V2_PASSWORD = Instances.V2.password("1111").of(52, "10.77.0.102");
    private static final VrrpInstance V3 = Instances.V3.of(53, "10.77.0.103");
    private static final VrrpInstance V6 = Instances.V3.of(61, "2001:db8::61", "fe80::61");
    private static final VrrpInstance V6_UNICAST = Instances.V3.peers("2001:db8::1").of(62, "2001:db8::62");
    private static final VrrpInstance V3_UNICAST = Instances.V3.peers("10.77.0.1").of(55, "10.77.0.105");

    @Test
    void readsWhatKeepalivedSends() {
        assertEquals(
                new Advert(2, 51, 255, 1_000_000_000L,
                        List.of(Instances.v4("10.77.0.100"), Instances.v4("10.77.0.101"))),
                accepted(V2, Packets.V2).input().advert());
        assertEquals(Instances.v4("10.77.0.1"), accepted(V2_PASSWORD, Packets.V2_PASSWORD).input().source());
        Decoded.Accepted version3 = accepted(V3, Packets.V3);
        assertEquals(100_000_000L, version3.input().advert().intervalNanos());
        assertEquals(Decoded.Agreement.SAME, version3.checksum());
        assertEquals(Decoded.Agreement.SAME, version3.addresses());
        assertEquals(Decoded.Agreement.SAME, accepted(V3_UNICAST, Packets.V3_UNICAST).checksum());
    }

    @Test
    void acceptsBothChecksumsOfVersion3AndTellsTheOther() {
        VrrpInstance pseudo = Instances.V3.of(54, "10.77.0.104");
        VrrpInstance message = Instances.V3.messageChecksum().of(54, "10.77.0.104");
        assertEquals(Decoded.Agreement.DIFFERENT, accepted(pseudo, Packets.V3_MESSAGE_CHECKSUM).checksum());
        assertEquals(Decoded.Agreement.SAME, accepted(message, Packets.V3_MESSAGE_CHECKSUM).checksum());
        VrrpInstance other = Instances.V3.messageChecksum().of(53, "10.77.0.103");
        assertEquals(Decoded.Agreement.DIFFERENT, accepted(other, Packets.V3).checksum());
    }

    @Test
    void readsWhatKeepalivedSendsOverIpv6() {
        Decoded.Accepted accepted = accepted(V6, Packets.V6);
        assertEquals(IpAddress.of("fe80::1"), accepted.input().source());
        assertEquals(
                new Advert(3, 61, 255, 1_000_000_000L,
                        List.of(IpAddress.of("fe80::61"), IpAddress.of("2001:db8::61"))),
                accepted.input().advert());
        assertEquals(Decoded.Agreement.SAME, accepted.checksum());
        assertEquals(Decoded.Agreement.SAME, accepted.addresses());
        assertEquals(Decoded.Agreement.SAME, accepted(V6_UNICAST, Packets.V6_UNICAST).addresses());
        VrrpInstance message = Instances.V3.messageChecksum().of(61, "fe80::61", "2001:db8::61");
        assertEquals(Decoded.Agreement.SAME, accepted(message, Packets.V6).checksum());
    }

    /// In version 3 over IPv4 such an advert is accepted; IPv6 never had a checksum of the message alone.
    @Test
    void refusesIpv6WithoutPseudoHeader() {
        byte[] empty = Packets.with(Packets.with(Packets.V6, 46, 0), 47, 0);
        int alone = InternetChecksum.of(empty, 40, 40);
        byte[] packet = Packets.with(Packets.with(empty, 46, alone >> 8), 47, alone);
        assertEquals(0, InternetChecksum.of(packet, 40, 40));
        assertEquals(Rejection.CHECKSUM, new AdvertReader(V6).read(packet, packet.length, 0));
    }

    @Test
    void refusesIpv6ThatDoesNotFit() {
        Set<Rejection> seen = new HashSet<>();
        reject(seen, Rejection.LENGTH, V6, Arrays.copyOf(Packets.V6, 39));
        reject(seen, Rejection.LENGTH, V6, Arrays.copyOf(Packets.V6, 47));
        reject(seen, Rejection.LENGTH, V6, Arrays.copyOf(Packets.V6, Packets.V6.length - 16));
        reject(seen, Rejection.LENGTH, V3, Packets.V6);
        reject(seen, Rejection.LENGTH, V6, Packets.V3);
        reject(seen, Rejection.DESTINATION, V6_UNICAST, Packets.V6);
        reject(seen, Rejection.DESTINATION, Instances.V3.of(62, "fe80::1"), Packets.V6_UNICAST);
        reject(seen, Rejection.TIME_TO_LIVE, V6, Packets.with(Packets.V6, 7, 254));
        reject(seen, Rejection.VERSION, V6, Packets.with(Packets.V6, 40, 0x21));
        reject(seen, Rejection.CHECKSUM, V6, Packets.with(Packets.V6, 42, 1));
        reject(seen, Rejection.INTERVAL, V6, Packets.corrected(Packets.V6, 45, 0));
        reject(seen, Rejection.SOURCE, Instances.V3.peers("2001:db8::9").checkSource().of(62, "2001:db8::62"),
                Packets.V6_UNICAST);
        AdvertReader own = new AdvertReader(Instances.V3.priority(255).of(61, "fe80::61"));
        own.ownAddress(IpAddress.of("fe80::1"));
        assertEquals(Rejection.OWN_ADVERT, own.read(Packets.V6, Packets.V6.length, 0));
    }

    @Test
    void aFlowLabelThatChangesIsTheSamePacketOverIpv6() {
        AdvertReader reader = new AdvertReader(V6);
        Decoded first = reader.read(Packets.V6, Packets.V6.length, 0);
        byte[] next = Packets.with(Packets.with(Packets.V6, 2, 7), 3, 8);
        assertSame(first, reader.read(next, next.length, 0));
        byte[] other = Packets.corrected(next, 42, 7);
        assertNotSame(first, reader.read(other, other.length, 0));
    }

    @Test
    void otherAddressesAreTold() {
        VrrpInstance fewer = Instances.V2.of(51, "10.77.0.100");
        assertEquals(Decoded.Agreement.DIFFERENT, accepted(fewer, Packets.V2).addresses());
        VrrpInstance turned = Instances.V2.of(51, "10.77.0.101", "10.77.0.100");
        assertEquals(Decoded.Agreement.SAME, accepted(turned, Packets.V2).addresses());
    }

    @Test
    void anAdvertWithNoneOfOurAddressesIsOfAnotherVirtualRouter() {
        VrrpInstance other = Instances.V2.of(51, "192.0.2.1");
        assertEquals(Decoded.Agreement.FOREIGN, accepted(other, Packets.V2).addresses());
        AdvertReader password = new AdvertReader(Instances.V2.password("2222").of(51, "192.0.2.1"));
        assertTrue(password.isForeign(Packets.V2, Packets.V2.length));
        AdvertReader version3 = new AdvertReader(Instances.V3.of(51, "192.0.2.1"));
        assertTrue(version3.isForeign(Packets.V2, Packets.V2.length));
        assertFalse(version3.isForeign(Packets.with(Packets.V2, 22, 1), Packets.V2.length));
        assertFalse(version3.isForeign(Packets.V2, Packets.V2.length - 9));
        assertFalse(new AdvertReader(V2).isForeign(Packets.V2, Packets.V2.length));
        assertFalse(version3.isForeign(Packets.V3, Packets.V3.length));
    }

    @Test
    void returnsTheSameObjectForARepeatedPacket() {
        AdvertReader reader = new AdvertReader(V2);
        Decoded first = reader.read(Packets.V2, Packets.V2.length, 0);
        byte[] next = Packets.with(Packets.with(Packets.V2, 5, 2), 11, 0x3f);
        assertSame(first, reader.read(next, next.length, 0));
        assertEquals(Rejection.TIME_TO_LIVE, reader.read(Packets.with(next, 8, 64), next.length, 0));
        assertSame(first, reader.read(next, next.length, 0));
        byte[] other = Packets.corrected(next, 22, 7);
        assertNotSame(first, reader.read(other, other.length, 0));
    }

    @Test
    void everyRejectionHasItsPacket() {
        Set<Rejection> seen = new HashSet<>();
        reject(seen, Rejection.LENGTH, V2, Arrays.copyOf(Packets.V2, 27));
        reject(seen, Rejection.LENGTH, V2, Arrays.copyOf(Packets.V2, Packets.V2.length - 8));
        reject(seen, Rejection.LENGTH, V2, Arrays.copyOf(Packets.V2, Packets.V2.length + 1));
        reject(seen, Rejection.LENGTH, V2, Packets.with(Packets.V2, 0, 0x4f));
        reject(seen, Rejection.LENGTH, V2, Packets.with(Packets.V2, 0, 0x40));
        reject(seen, Rejection.DESTINATION, V3_UNICAST, Packets.V3);
        reject(seen, Rejection.DESTINATION, Instances.V3.of(55), Packets.V3_UNICAST);
        reject(seen, Rejection.TIME_TO_LIVE, V2, Packets.with(Packets.V2, 8, 254));
        reject(seen, Rejection.VERSION, V2, Packets.with(Packets.V2, 20, 0x31));
        reject(seen, Rejection.TYPE, V2, Packets.with(Packets.V2, 20, 0x22));
        reject(seen, Rejection.CHECKSUM, V2, Packets.with(Packets.V2, 22, 1));
        reject(seen, Rejection.CHECKSUM, V3, Packets.with(Packets.V3, 22, 1));
        reject(seen, Rejection.AUTHENTICATION_TYPE, V2_PASSWORD, Packets.corrected(Packets.V2_PASSWORD, 24, 0));
        reject(seen, Rejection.AUTHENTICATION_TYPE, Instances.V2.of(52), Packets.V2_PASSWORD);
        reject(seen, Rejection.PASSWORD, V2_PASSWORD, Packets.corrected(Packets.V2_PASSWORD, 32, 0x32));
        reject(seen, Rejection.INTERVAL, V2, Packets.corrected(Packets.V2, 25, 5));
        reject(seen, Rejection.INTERVAL, V3, Packets.corrected(Packets.V3, 25, 0));
        reject(seen, Rejection.ADDRESS_COUNT, V3, noAddresses());
        reject(seen, Rejection.SOURCE, Instances.V3.peers("10.77.0.9").checkSource().of(55), Packets.V3_UNICAST);
        reject(seen, Rejection.AUTHENTICATION_TYPE, Instances.V2.of(56), Packets.HEADER);
        reject(seen, Rejection.AUTHENTICATION_TYPE, Instances.V3.of(51), Packets.TRAILER);
        reject(seen, Rejection.DISTANCE, distant(254, 255), Packets.with(Packets.V3_UNICAST, 8, 253));
        reject(seen, Rejection.DISTANCE, distant(0, 64), Packets.V3_UNICAST);
        AdvertReader own = new AdvertReader(Instances.V2.priority(255).of(51));
        own.ownAddress(Instances.v4("10.77.0.1"));
        assertEquals(Rejection.OWN_ADVERT, own.read(Packets.V2, Packets.V2.length, 0));
        seen.add(Rejection.OWN_ADVERT);
        seen.addAll(AuthenticatorTest.REJECTIONS);
        assertEquals(Set.of(Rejection.values()), seen);
    }

    @Test
    void anUnknownUnicastSenderIsAcceptedWithoutCheckUnicastSource() {
        accepted(Instances.V3.peers("10.77.0.9").of(55, "10.77.0.105"), Packets.V3_UNICAST);
        accepted(V3_UNICAST, Packets.with(Packets.V3_UNICAST, 8, 64));
    }

    @Test
    void aPeerMayBeAsFarAwayAsItIsSaidToBe() {
        accepted(distant(253, 255), Packets.with(Packets.V3_UNICAST, 8, 253));
        accepted(distant(0, 64), Packets.with(Packets.V3_UNICAST, 8, 64));
    }

    private static VrrpInstance distant(int least, int most) {
        return new SampleInstance()
                .virtualRouterId(55)
                .path(new AdvertPath(
                        null, List.of(new UnicastPeer(Instances.v4("10.77.0.1"), least, most)), null, null, 255, true,
                        false, false))
                .build();
    }

    @Test
    void ownAddressWithAnotherPriorityIsAnotherHost() {
        AdvertReader reader = new AdvertReader(V2);
        reader.ownAddress(Instances.v4("10.77.0.1"));
        assertEquals(Decoded.Accepted.class, reader.read(Packets.V2, Packets.V2.length, 0).getClass());
    }

    @Test
    void readsAPacketWithIpOptions() {
        byte[] packet = new byte[Packets.V2.length + 4];
        System.arraycopy(Packets.V2, 0, packet, 0, 20);
        System.arraycopy(Packets.V2, 20, packet, 24, Packets.V2.length - 20);
        packet[0] = 0x46;
        assertEquals(51, AdvertReader.virtualRouterId(packet, packet.length));
        accepted(V2, packet);
    }

    /// Truncated, mutated and random packets: always a result, never an exception.
    @Test
    void everyInputHasATypedResult() {
        Random random = new Random(1);
        List<byte[]> seeds = List.of(
                Packets.V2, Packets.V2_PASSWORD, Packets.V3, Packets.V3_MESSAGE_CHECKSUM, Packets.V3_UNICAST,
                Packets.HEADER, Packets.TRAILER, Packets.TRAILER_V2, Packets.V6, Packets.V6_UNICAST);
        List<AdvertReader> readers = List.of(
                new AdvertReader(V2), new AdvertReader(V2_PASSWORD), new AdvertReader(V3),
                new AdvertReader(V3_UNICAST), new AdvertReader(AuthenticatorTest.HEADER),
                new AdvertReader(AuthenticatorTest.trailer(Authentication.Mode.PERMISSIVE)),
                new AdvertReader(V6), new AdvertReader(V6_UNICAST));
        Set<Decoded> rejections = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            byte[] seed = seeds.get(random.nextInt(seeds.size()));
            byte[] packet = Arrays.copyOf(seed, 90);
            int length = seed.length;
            for (int flips = random.nextInt(4); flips > 0; flips--) {
                int at = random.nextInt(length);
                packet = at < 20 || at == 26 || at == 27 || at == 46 || at == 47 || random.nextBoolean()
                        ? Packets.with(packet, at, random.nextInt())
                        : Packets.corrected(packet, at, random.nextInt());
            }
            if (random.nextInt(4) == 0) {
                length = random.nextInt(91);
            }
            AdvertReader.virtualRouterId(packet, length);
            readers.get(i % readers.size()).isForeign(packet, length);
            Decoded decoded = readers.get(i % readers.size()).read(packet, length, 0);
            if (decoded instanceof Rejection) {
                rejections.add(decoded);
            }
        }
        assertTrue(rejections.size() >= 9, rejections.toString());
    }

    private static byte[] noAddresses() {
        Advert advert = new Advert(3, 53, 255, 100_000_000, List.of());
        return AdvertCodec.packet(
                advert, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, Instances.v4("10.77.0.1"), AdvertCodec.GROUP);
    }

    private static Decoded.Accepted accepted(VrrpInstance instance, byte[] packet) {
        Decoded decoded = new AdvertReader(instance).read(packet, packet.length, 0);
        return switch (decoded) {
            case Decoded.Accepted accepted -> accepted;
            case Rejection rejection -> throw new AssertionError(rejection);
        };
    }

    private static void reject(Set<Rejection> seen, Rejection expected, VrrpInstance instance, byte[] packet) {
        assertEquals(expected, new AdvertReader(instance).read(packet, packet.length, 0));
        seen.add(expected);
    }
}
