package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefixTest {
    @ParameterizedTest
    @CsvSource({
        "10.9.0.100, 24, 10.9.0.1, true",
        "10.9.0.100, 24, 10.9.1.1, false",
        "10.9.0.100, 32, 10.9.0.100, true",
        "10.9.0.100, 32, 10.9.0.101, false",
        "10.9.0.100, 31, 10.9.0.101, true",
        "10.9.0.100, 1, 127.0.0.1, true",
        "10.9.0.100, 1, 128.0.0.1, false",
        "10.9.0.100, 0, 255.255.255.255, true",
        "10.9.0.100, 0, ::, false",
        "10.9.0.100, 24, ::ffff:10.9.0.1, false",
        "2001:db8::1, 64, 2001:db8::ffff:0:0:1, true",
        "2001:db8::1, 64, 2001:db8:0:1::1, false",
        "2001:db8::1, 63, 2001:db8:0:1::1, true",
        "2001:db8::1, 65, 2001:db8::8000:0:0:1, false",
        "2001:db8::1, 65, 2001:db8::7fff:0:0:1, true",
        "2001:db8::1, 128, 2001:db8::1, true",
        "2001:db8::1, 128, 2001:db8::, false",
        "2001:db8::1, 127, 2001:db8::, true",
        "2001:db8::1, 0, ffff::, true",
        "::, 0, 0.0.0.0, false"
    })
    void containsWhatSharesItsBits(String address, int length, String other, boolean contained) {
        assertEquals(contained, new Prefix(IpAddress.of(address), length).contains(IpAddress.of(other)));
    }

    @Test
    void hostBitsAreKept() {
        assertEquals("10.9.0.100/24", new Prefix(IpAddress.of("10.9.0.100"), 24).toString());
        assertEquals("2001:db8::1/128", Prefix.host(IpAddress.of("2001:db8::1")).toString());
    }

    @ParameterizedTest
    @CsvSource({"10.9.0.100, 33", "10.9.0.100, -1", "2001:db8::1, 129"})
    void lengthOutsideTheFamilyIsRefused(String address, int length) {
        IpAddress ip = IpAddress.of(address);
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> new Prefix(ip, length));
        assertEquals("prefix length " + length + " of " + address + " is not in 0.." + ip.family().bits(),
                refusal.getMessage());
    }
}
