package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MacAddressTest {
    @Test
    void bytesAndTextAreInNetworkOrder() {
        byte[] bytes = {0, 0, 0x5e, 0, 1, (byte) 0xfe};
        MacAddress address = MacAddress.of(bytes);
        assertEquals("00:00:5e:00:01:fe", address.toString());
        assertArrayEquals(bytes, address.bytes());
        assertEquals("ff:ff:ff:ff:ff:ff", MacAddress.BROADCAST.toString());
    }

    @Test
    void otherLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> MacAddress.of(new byte[8]));
        assertThrows(IllegalArgumentException.class, () -> new MacAddress(1L << 48));
    }
}
