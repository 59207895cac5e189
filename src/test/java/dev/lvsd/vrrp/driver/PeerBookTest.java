package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerBookTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final IpAddress PEER = IpAddress.of("10.0.0.2");
    private static final IpAddress PEER6 = IpAddress.of("fe80::2");
    private static final VrrpInstance INSTANCE = new SampleInstance().build();

    private final PeerBook book = new PeerBook();

    @Test
    void aMasterThatHeardNobodyIsToldOfTheFirewall() {
        String hint = "no advert of another node was ever heard: if there is one, a firewall may drop IP protocol ";
        assertEquals(List.of(hint + "112 (VRRP)"), book.hints(INSTANCE, RouterState.MASTER, 1));
        VrrpInstance header = new SampleInstance()
                .authentication(new Authentication.AuthenticationHeader(Password.of("1111")))
                .build();
        assertEquals(List.of(hint + "51 (AH)"), book.hints(header, RouterState.MASTER, 1));
        assertEquals(List.of(), book.hints(INSTANCE, RouterState.BACKUP, 1));
        book.heard();
        assertEquals(List.of(), book.hints(INSTANCE, RouterState.MASTER, 1));
    }

    @Test
    void whoIsConfiguredOtherwiseIsNamedForAMinute() {
        book.heard();
        book.note(Rejection.VERSION, packet(PEER), 1);
        book.note(Counter.ADDRESSES_DIFFER, IpAddress.of("10.0.0.3"), 2);
        assertEquals(
                List.of(
                        "adverts of 10.0.0.2 are rejected: VRRP version is not the instance's",
                        "adverts of 10.0.0.3 have other virtual addresses than ours"),
                book.hints(INSTANCE, RouterState.MASTER, MINUTE));
        assertEquals(
                List.of("adverts of 10.0.0.3 have other virtual addresses than ours"),
                book.hints(INSTANCE, RouterState.MASTER, MINUTE + 1));
        assertEquals(List.of(), book.hints(INSTANCE, RouterState.MASTER, MINUTE + 2));
    }

    @Test
    void aPeerIsNamedOverIpv6Too() {
        book.heard();
        book.noteForeign(packet(PEER6), 1);
        book.note(Rejection.VERSION, packet(PEER6), 1);
        book.note(Counter.ADDRESSES_DIFFER, PEER6, 1);
        List<String> hints = book.hints(INSTANCE, RouterState.MASTER, 2);
        assertEquals(3, hints.size());
        hints.forEach(hint -> assertTrue(hint.contains(" fe80::2 "), hint));
    }

    private static byte[] packet(IpAddress source) {
        boolean ipv6 = source.family() == Family.IPV6;
        Advert advert = new Advert(3, 51, 100, 1_000_000_000L, List.of());
        return AdvertCodec.packet(
                advert, Authentication.NONE, ChecksumForm.PSEUDO_HEADER, source,
                ipv6 ? AdvertCodec.GROUP6 : AdvertCodec.GROUP);
    }

    @Test
    void aVirtualRouterIdInUseTwiceIsToldFirst() {
        book.note(Rejection.PASSWORD, packet(PEER), 1);
        book.noteForeign(PEER, 1);
        assertEquals(
                List.of(
                        "virtual_router_id 51 is in use twice on eth0: 10.0.0.2 has none of our virtual addresses; give"
                                + " one of the two another",
                        "adverts of 10.0.0.2 are rejected: password is not the instance's"),
                book.hints(INSTANCE, RouterState.MASTER, 2));
    }
}
