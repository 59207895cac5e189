package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Authentication;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.ChecksumForm;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/// Packets that are for no virtual router of ours.
class UnknownRoutersTest {
    private final List<String> lines = new ArrayList<>();
    private final UnknownRouters unknown = new UnknownRouters(new Colleagues() {
        @Override
        public void order(Order order) {
            throw new AssertionError(order);
        }

        @Override
        public void tell(News news) {
            throw new AssertionError(news);
        }

        @Override
        public void line(Level level, String text) {
            lines.add(text);
        }
    });

    @Test
    void theyAreCountedAndToldOnceWhereThatIsWanted() {
        hear(7);
        assertEquals(List.of(), lines);
        unknown.log(true);
        hear(7);
        hear(7);
        hear(8);
        unknown.count(new byte[3], 3);
        assertEquals(4, unknown.unknown());
        assertEquals(1, unknown.unreadable());
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().contains("192.0.2.9 is for virtual_router_id 7"), lines.getFirst());
    }

    private void hear(int virtualRouterId) {
        byte[] packet = AdvertCodec.packet(
                new Advert(3, virtualRouterId, 100, 1_000_000_000, List.of(IpAddress.of("192.0.2.113"))),
                Authentication.NONE, ChecksumForm.PSEUDO_HEADER, IpAddress.of("192.0.2.9"), AdvertCodec.GROUP);
        unknown.count(packet, packet.length);
    }
}
