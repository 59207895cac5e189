package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Authenticator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DatagramsTest {
    private static final List<IpAddress> NODES =
            Stream.of("10.0.0.1", "10.0.0.2", "10.0.0.3").map(IpAddress::of).toList();

    @Test
    void listOfAllNodesSendsNothingToItself() {
        VrrpInstance instance = new SampleInstance().addresses("10.0.0.100").unicast(null, NODES).build();
        assertEquals(2, Datagrams.of(instance, NODES.get(1), 100, Authenticator.of(instance)).length);
        assertEquals(3, Datagrams.of(instance, IpAddress.of("10.0.0.4"), 100, Authenticator.of(instance)).length);
    }
}
