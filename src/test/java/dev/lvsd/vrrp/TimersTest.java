package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimersTest {
    @ParameterizedTest
    @CsvSource({
        "2, 100, 1000000000, 609375000, 3609375000",
        "2, 254, 1000000000, 7812500, 3007812500",
        "2, 1, 1000000000, 996093750, 3996093750",
        "2, 255, 1000000000, 3906250, 3003906250",
        "2, 100, 5000000000, 609375000, 15609375000",
        "2, 100, 255000000000, 609375000, 765609375000",
        "3, 100, 1000000000, 609375000, 3609375000",
        "3, 100, 100000000, 60937500, 360937500",
        "3, 100, 10000000, 6093750, 36093750",
        "3, 255, 10000000, 39062, 30039062",
        "3, 1, 10000000, 9960937, 39960937",
        "3, 254, 40950000000, 319921875, 123169921875",
    })
    void intervalsAreTheProtocols(int version, int priority, long interval, long skew, long masterDown) {
        assertEquals(skew, Timers.skewNanos(version, priority, interval));
        assertEquals(masterDown, Timers.masterDownNanos(version, priority, interval));
    }
}
