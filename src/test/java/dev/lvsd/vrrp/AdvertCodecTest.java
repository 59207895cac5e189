package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.net.IpAddress;
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
