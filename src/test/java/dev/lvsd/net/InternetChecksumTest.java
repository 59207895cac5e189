package dev.lvsd.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternetChecksumTest {
    /// The example of RFC 1071, section 3; an IPv4 header with its checksum zeroed and with it; an odd length.
    @ParameterizedTest
    @CsvSource({
        "'', ffff",
        "0001f203f4f5f6f7, 220d",
        "450000730000400040110000c0a80001c0a800c7, b861",
        "45000073000040004011b861c0a80001c0a800c7, 0000",
        "01, feff",
        "ffff, 0000",
        "0000, ffff"
    })
    void knownVectorsHold(String bytes, String checksum) {
        byte[] message = HexFormat.of().parseHex(bytes);
        assertEquals(HexFormat.fromHexDigits(checksum), InternetChecksum.of(message, 0, message.length));
    }

    @Test
    void onlyTheRangeCounts() {
        byte[] message = HexFormat.of().parseHex("ff0001f203f4f5f6f7ff");
        assertEquals(0x220d, InternetChecksum.of(message, 1, 8));
    }

    @Test
    void partsAddUpToTheWhole() {
        byte[] message = new byte[1500];
        new Random(1071).nextBytes(message);
        long parts = InternetChecksum.add(0, message, 0, 12);
        parts = InternetChecksum.add(parts, message, 12, 1487);
        assertEquals(InternetChecksum.of(message, 0, 1499), InternetChecksum.finish(parts));
    }
}
