package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static final IpAddress MAPPED = new IpAddress.V6(0, 0xffff_c000_0201L);

    /// RFC 5952: examples of sections 4 and 5, and the corners of `::`.
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AbCd, 2001:db8::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "fe80::, fe80::",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:192.0.2.33, 1:2:3:4:5:6:c000:221",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:0201, ::ffff:192.0.2.1",
        "0:0:0:0:0:ffff:c000:201, ::ffff:192.0.2.1",
        "::192.0.2.1, ::c000:201",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0, 0.0.0.0",
        "255.255.255.255, 255.255.255.255"
    })
    void everyFormIsReadAndTheCanonicalOneWritten(String text, String canonical) {
        IpAddress address = IpAddress.of(text);
        assertEquals(canonical, address.toString());
        assertEquals(address, IpAddress.of(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ".", "1", "10.1", "1.2.3", "1.2.3.4.5", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4 ", " 1.2.3.4",
        "1.2.3.256", "1.2.3.1000", "01.2.3.4", "1.2.3.00", "1.2.3.-4", "1.2.3.+4", "1.2.3.0x1", "1.2.3.٤",
        "localhost", "example.org", "4294967295",
        ":", ":::", "::1::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "::1:2:3:4:5:6:7:8",
        "1:", ":1", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "12345::", "g::", "::-1", "::+1", "::٤",
        "fe80::1%eth0", "[::1]", "::1/64", "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "::1.2.3.4:5", "1.2.3.4::", "::1.2.3.256"
    })
    void whatIsNoLiteralIsRefused(String text) {
        assertNull(IpAddress.parse(text));
        assertThrows(IllegalArgumentException.class, () -> IpAddress.of(text));
    }

    @Test
    void mappedAddressStaysIpv6() {
        IpAddress address = IpAddress.of("::ffff:192.0.2.1");
        assertEquals(MAPPED, address);
        assertEquals(Family.IPV6, address.family());
        assertEquals(16, address.bytes().length);
        assertInstanceOf(Inet6Address.class, address.toInetAddress());
        assertEquals(address, IpAddress.of(address.toInetAddress()));
    }

    @Test
    void jdkFormKeepsTheFamily() throws UnknownHostException {
        InetAddress four = IpAddress.of("192.0.2.1").toInetAddress();
        assertInstanceOf(Inet4Address.class, four);
        assertEquals(InetAddress.getByName("192.0.2.1"), four);
        assertEquals(InetAddress.getByName("2001:db8::1"), IpAddress.of("2001:db8::1").toInetAddress());
        assertEquals(IpAddress.of("2001:db8::1"), IpAddress.of(InetAddress.getByName("2001:db8::1")));
    }

    @Test
    void bytesAreInNetworkOrder() {
        assertArrayEquals(new byte[] {(byte) 192, 0, 2, 1}, IpAddress.of("192.0.2.1").bytes());
        byte[] six = IpAddress.of("2001:db8::1").bytes();
        assertArrayEquals(new byte[] {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, six);
        assertEquals(IpAddress.of("2001:db8::1"), IpAddress.of(six));
        assertThrows(IllegalArgumentException.class, () -> IpAddress.of(new byte[5]));
    }

    @Test
    void randomAddressesSurviveTheirText() {
        Random random = new Random(5952);
        for (int i = 0; i < 20_000; i++) {
            long high = sparse(random);
            long low = sparse(random);
            IpAddress six = new IpAddress.V6(high, low);
            assertEquals(six, IpAddress.of(six.toString()));
            IpAddress four = new IpAddress.V4(random.nextInt());
            assertEquals(four, IpAddress.of(four.toString()));
        }
    }

    private static long sparse(Random random) {
        long bits = random.nextLong();
        for (int group = 0; group < 4; group++) {
            if (random.nextBoolean()) {
                bits &= ~(0xffffL << (16 * group));
            }
        }
        return bits;
    }

    @Test
    void addressesOrderByFamilyAndThenAsUnsignedNumbers() {
        List<IpAddress> ordered = Stream.of(
                        "0.0.0.1", "127.255.255.255", "128.0.0.0", "255.255.255.255",
                        "::", "::ffff:1.2.3.4", "::8000:0:0:0", "7fff::", "8000::", "ffff::")
                .map(IpAddress::of)
                .toList();
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = 0; j < ordered.size(); j++) {
                assertEquals(Integer.compare(i, j), Integer.signum(ordered.get(i).compareTo(ordered.get(j))));
            }
        }
    }

    @Test
    void multicastIsClassDAndFf() {
        assertTrue(IpAddress.of("224.0.0.18").isMulticast());
        assertTrue(IpAddress.of("239.255.255.255").isMulticast());
        assertFalse(IpAddress.of("223.255.255.255").isMulticast());
        assertFalse(IpAddress.of("240.0.0.0").isMulticast());
        assertTrue(IpAddress.of("ff02::12").isMulticast());
        assertFalse(IpAddress.of("fe80::1").isMulticast());
    }
}
