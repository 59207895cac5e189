package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.net.IpAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

class AdvertCodecTest {
    private static final IpAddress.V4 SOURCE = Instances.v4("10.77.0.1");

    @Test
    void writesVersion2AsKeepalived() {
        Advert advert = advert(2, 51, 1000, "10.77.0.100", "10.77.0.101");
        assertPacket(Packets.V2, advert, null, ChecksumForm.MESSAGE, AdvertCodec.GROUP);
    }

    @Test
    void writesThePasswordBehindTheAddresses() {
        Advert advert = advert(2, 52, 1000, "10.77.0.102");
        assertPacket(Packets.V2_PASSWORD, advert, Password.of("1111"), ChecksumForm.MESSAGE, AdvertCodec.GROUP);
    }

    @Test
    void version2HasNoPseudoHeaderWhateverIsAsked() {
        Advert advert = advert(2, 52, 1000, "10.77.0.102");
        assertPacket(
                Packets.V2_PASSWORD, advert, Password.of("1111"), ChecksumForm.PSEUDO_HEADER, AdvertCodec.GROUP);
    }

    @Test
    void writesVersion3WithPseudoHeader() {
        Advert advert = advert(3, 53, 100, "10.77.0.103");
        assertPacket(Packets.V3, advert, null, ChecksumForm.PSEUDO_HEADER, AdvertCodec.GROUP);
    }

    @Test
    void version3HasNoPassword() {
        Advert advert = advert(3, 53, 100, "10.77.0.103");
        assertPacket(Packets.V3, advert, Password.of("1111"), ChecksumForm.PSEUDO_HEADER, AdvertCodec.GROUP);
    }

    @Test
    void writesVersion3WithTheMessageAloneInTheChecksum() {
        Advert advert = advert(3, 54, 500, "10.77.0.104");
        assertPacket(Packets.V3_MESSAGE_CHECKSUM, advert, null, ChecksumForm.MESSAGE, AdvertCodec.GROUP);
    }

    @Test
    void unicastHasItsRealDestinationInThePseudoHeader() {
        Advert advert = advert(3, 55, 1000, "10.77.0.105");
        assertPacket(Packets.V3_UNICAST, advert, null, ChecksumForm.PSEUDO_HEADER, Instances.v4("10.77.0.2"));
    }

    /// keepalived leaves the flow label to the kernel, which chooses one; ours is 0.
    @Test
    void writesIpv6WithPseudoHeaderWhateverIsAsked() {
        byte[] expected = Packets.with(Packets.with(Packets.with(Packets.V6, 1, 0), 2, 0), 3, 0);
        Advert advert = advert(3, 61, 1000, "fe80::61", "2001:db8::61");
        for (ChecksumForm form : ChecksumForm.values()) {
            assertArrayEquals(expected, AdvertCodec.packet(
                    advert, new Authentication.Pass(Password.of("1111")), form, IpAddress.of("fe80::1"),
                    AdvertCodec.GROUP6));
        }
    }

    @Test
    void ipv6UnicastHasItsRealDestinationInThePseudoHeader() {
        Advert advert = advert(3, 62, 1000, "2001:db8::62");
        byte[] packet = AdvertCodec.packet(
                advert, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, IpAddress.of("2001:db8::1"),
                IpAddress.of("2001:db8::2"));
        assertArrayEquals(
                Arrays.copyOfRange(Packets.V6_UNICAST, 8, Packets.V6_UNICAST.length),
                Arrays.copyOfRange(packet, 8, packet.length));
    }

    @Test
    void refusesToMixFamiliesAndVersion2OverIpv6() {
        Advert ipv4 = advert(3, 53, 100, "10.77.0.103");
        IpAddress link = IpAddress.of("fe80::1");
        assertThrows(IllegalArgumentException.class, () -> AdvertCodec.packet(
                ipv4, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, link, AdvertCodec.GROUP6));
        assertThrows(IllegalArgumentException.class, () -> AdvertCodec.packet(
                ipv4, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, SOURCE, AdvertCodec.GROUP6));
        assertThrows(IllegalArgumentException.class, () -> AdvertCodec.packet(
                advert(2, 53, 1000), Authentication.NONE, ChecksumForm.PSEUDO_HEADER, link, AdvertCodec.GROUP6));
    }

    @Test
    void refusesWhatTheWireCannotCarry() {
        assertThrows(IllegalArgumentException.class, () -> new Advert(4, 1, 1, 1_000_000_000, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Advert(2, 0, 1, 1_000_000_000, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Advert(2, 256, 1, 1_000_000_000, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Advert(2, 1, 256, 1_000_000_000, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Advert(2, 1, 1, 500_000_000, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Advert(3, 1, 1, 40_960_000_000L, List.of()));
        List<IpAddress> many = Collections.nCopies(256, SOURCE);
        assertThrows(IllegalArgumentException.class, () -> new Advert(3, 1, 1, 1_000_000_000, many));
    }

    private static Advert advert(int version, int virtualRouterId, long millis, String... addresses) {
        List<IpAddress> list = List.of(addresses).stream().map(IpAddress::of).toList();
        return new Advert(version, virtualRouterId, 255, millis * 1_000_000, list);
    }

    /// The kernel fills in the identification and the checksum of the IPv4 header.
    private static void assertPacket(
            byte[] expected,
            Advert advert,
            @Nullable Password password,
            ChecksumForm form,
            IpAddress.V4 destination) {
        Authentication authentication =
                password == null ? Authentication.NONE : new Authentication.Pass(password);
        byte[] packet = expected.clone();
        packet[5] = 0;
        packet[10] = 0;
        packet[11] = 0;
        assertArrayEquals(packet, AdvertCodec.packet(advert, authentication, form, SOURCE, destination));
    }
}
