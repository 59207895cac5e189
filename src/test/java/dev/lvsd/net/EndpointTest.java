package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "192.0.2.1:80", "192.0.2.1:0", "192.0.2.1:65535", "[2001:db8::1]:80", "[::]:0", "[::ffff:192.0.2.1]:443"
    })
    void textIsReadBack(String text) {
        assertEquals(text, String.valueOf(Endpoint.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", ":", ":80", "192.0.2.1", "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:100000", "192.0.2.1:-1",
        "192.0.2.1:+1", "192.0.2.1:8o", "192.0.2.1:٤", "192.0.2.1: 80", "[192.0.2.1]:80", "2001:db8::1:80",
        "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:", "[2001:db8::1:80", "2001:db8::1]:80", "[]:80", "[[::1]]:80",
        "example.org:80"
    })
    void anythingElseIsNone(String text) {
        assertNull(Endpoint.parse(text));
    }

    @Test
    void portsOutsideSixteenBitsAreRefused() {
        IpAddress address = IpAddress.of("192.0.2.1");
        assertThrows(IllegalArgumentException.class, () -> new Endpoint(address, -1));
        assertThrows(IllegalArgumentException.class, () -> new Endpoint(address, 65536));
    }

    @Test
    void endpointsOrderByAddressAndThenByPort() {
        Endpoint first = new Endpoint(IpAddress.of("192.0.2.1"), 8080);
        Endpoint second = new Endpoint(IpAddress.of("192.0.2.2"), 80);
        assertTrue(first.compareTo(second) < 0);
        assertTrue(new Endpoint(second.address(), 79).compareTo(second) < 0);
        assertEquals(0, second.compareTo(new Endpoint(IpAddress.of("192.0.2.2"), 80)));
    }
}
