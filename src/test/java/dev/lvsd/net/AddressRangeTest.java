package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AddressRangeTest {
    @Test
    void addressesFollowEachOtherOverTheHalvesOfAnAddress() {
        assertEquals(
                List.of("127.255.255.255", "128.0.0.0", "128.0.0.1"),
                texts(new AddressRange(IpAddress.of("127.255.255.255"), IpAddress.of("128.0.0.1"))));
        assertEquals(
                List.of("2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:1::"),
                texts(new AddressRange(
                        IpAddress.of("2001:db8::ffff:ffff:ffff:ffff"), IpAddress.of("2001:db8:0:1::"))));
        assertEquals(List.of("255.255.255.255"), texts(network("255.255.255.255", 32)));
    }

    @Test
    void networkIsAllOfIt() {
        assertEquals(List.of("192.0.2.8", "192.0.2.9", "192.0.2.10", "192.0.2.11"), texts(network("192.0.2.8", 30)));
        assertEquals(1L << 32, network("0.0.0.0", 0).size());
        assertEquals(Long.MAX_VALUE, network("::", 0).size());
        assertNull(AddressRange.of(new Prefix(IpAddress.of("192.0.2.9"), 30)));
    }

    @Test
    void rangeDoesNotEndBeforeItBeginsNorInAnotherFamily() {
        IpAddress one = IpAddress.of("192.0.2.1");
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(one, IpAddress.of("192.0.2.0")));
        assertThrows(IllegalArgumentException.class, () -> new AddressRange(one, IpAddress.of("2001:db8::1")));
    }

    private static AddressRange network(String address, int length) {
        return Objects.requireNonNull(AddressRange.of(new Prefix(IpAddress.of(address), length)));
    }

    private static List<String> texts(AddressRange range) {
        return range.addresses().map(IpAddress::toString).toList();
    }
}
