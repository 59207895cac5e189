package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GratuitousArpTest {
    @Test
    void isABroadcastRequestForItsOwnAddress() {
        byte[] frame = GratuitousArp.frame(new MacAddress(0x02_00_5e_10_20_30L), Instances.v4("10.77.0.100"));
        assertEquals(
                "ffffffffffff" + "02005e102030" + "0806" + "0001" + "0800" + "06" + "04" + "0001"
                        + "02005e102030" + "0a4d0064" + "ffffffffffff" + "0a4d0064",
                HexFormat.of().formatHex(frame));
    }
}
