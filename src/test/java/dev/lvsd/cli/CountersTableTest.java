package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.control.ExampleSnapshot;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class CountersTableTest {
    @ParameterizedTest
    @EnumSource
    void columnsAreIpvsadms(CountersTable.Kind kind) throws IOException {
        String name = "services-" + kind.name().toLowerCase(java.util.Locale.ROOT);
        Golden.assertRenders(name, CountersTable.render(ExampleSnapshot.whole().services(), kind, false));
        Golden.assertRenders(name + "-wide", CountersTable.render(Directors.wide().services(), kind, false));
    }

    @Test
    void exactNumbersHaveAllTheirDigitsHoweverLongTheLine() {
        String text = CountersTable.render(ExampleSnapshot.whole().services(), CountersTable.Kind.STATS, true);
        assertEquals("""
                Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
                  -> RemoteAddress:Port
                TCP  192.0.2.113:80                4172993 29210951        0 104267203512        0
                  -> 192.0.2.87:80                 4172993 29210951        0 104267203512        0
                  -> 192.0.2.89:80                       -        -        -        -        -
                """, text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "99999999, 99999999", "100000000, 100000K", "999999999, 999999K", "1000000000, 1000M",
        "99999999999, 99999M", "100000000000, 100G", "99999999999999, 99999G", "100000000000000, 100T",
        "18446744073709551615, 18446744T",
    })
    void largeNumbersAreShortenedAsIpvsadmDoesIt(String number, String shown) {
        assertEquals(shown, CountersTable.shortened(Long.parseUnsignedLong(number)));
    }
}
