package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class UnsolicitedNeighbourAdvertTest {
    /// What keepalived 2.2.7 sent on a host that forwards nothing, but for the router flag (0x80 in byte 58), which it
    /// sets on a router only, and the checksum, smaller by it.
    @Test
    void isThatOfKeepalivedOnARouter() {
        byte[] expected = HexFormat.of().parseHex("333300000001ba2f5bffa7ff86dd"
                + "6000000000203afffe800000000000000000000000000061ff020000000000000000000000000001"
                + "88001aada0000000fe8000000000000000000000000000610201ba2f5bffa7ff");
        assertArrayEquals(expected, UnsolicitedNeighbourAdvert.frame(
                new MacAddress(0xba2f_5bff_a7ffL), (IpAddress.V6) IpAddress.of("fe80::61")));
    }
}
