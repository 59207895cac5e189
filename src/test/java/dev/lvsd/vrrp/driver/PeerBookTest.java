package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerBookTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final int PEER = 0x0a00_0002;
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
        book.note(Rejection.VERSION, PEER, 1);
        book.note(Counter.ADDRESSES_DIFFER, PEER + 1, 2);
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
    void aVirtualRouterIdInUseTwiceIsToldFirst() {
        book.note(Rejection.PASSWORD, PEER, 1);
        book.noteForeign(PEER, 1);
        assertEquals(
                List.of(
                        "virtual_router_id 51 is in use twice on eth0: 10.0.0.2 has none of our virtual addresses; give"
                                + " one of the two another",
                        "adverts of 10.0.0.2 are rejected: password is not the instance's"),
                book.hints(INSTANCE, RouterState.MASTER, 2));
    }
}
