package dev.lvsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.net.Endpoint;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class ScrapeAddressTest {
    @Test
    void optionWinsOverTheFileAndTheFileOverTheDefault() {
        ScrapeAddress option = new ScrapeAddress.Converter().convert("[::1]:9000");
        assertEquals("[::1]:9000", text(ScrapeAddress.of(option, "192.0.2.1:80")));
        assertEquals("192.0.2.1:80", text(ScrapeAddress.of(null, "192.0.2.1:80")));
        assertEquals("127.0.0.1:9166", text(ScrapeAddress.of(null, null)));
    }

    @Test
    void noneIsNowhere() {
        assertNull(ScrapeAddress.of(null, "none").endpoint());
        assertNull(ScrapeAddress.of(new ScrapeAddress.Converter().convert("none"), "192.0.2.1:80").endpoint());
    }

    @Test
    void textThatIsNoAddressIsRefusedWithItself() {
        TypeConversionException refused =
                assertThrows(TypeConversionException.class, () -> new ScrapeAddress.Converter().convert("9166"));
        assertEquals("\"9166\" is not ADDRESS:PORT (127.0.0.1:9166, [::1]:9166) or none", refused.getMessage());
    }

    private static String text(ScrapeAddress address) {
        Endpoint endpoint = Objects.requireNonNull(address.endpoint());
        return endpoint.toString();
    }
}
