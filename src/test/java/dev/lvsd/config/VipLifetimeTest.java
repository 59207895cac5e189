package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VipLifetimeTest {
    @ParameterizedTest
    @CsvSource({"10,5", "1000,5", "1250,5", "1260,6", "2000,8", "255000,1020"})
    void automaticIsFiveSecondsAndFourAdvertsInWholeSeconds(long advertMillis, long seconds) {
        assertEquals(
                Duration.ofSeconds(seconds), new VipLifetime.Automatic().of(Duration.ofMillis(advertMillis)));
    }

    @Test
    void fixedIsWholeSecondsAndOutlastsRenewals() {
        assertEquals(Duration.ofSeconds(3), new VipLifetime.Fixed(Duration.ofSeconds(3)).duration());
        assertThrows(IllegalArgumentException.class, () -> new VipLifetime.Fixed(Duration.ofSeconds(2)));
        assertThrows(IllegalArgumentException.class, () -> new VipLifetime.Fixed(Duration.ofMillis(3500)));
    }

    @Test
    void theFileSaysIt() {
        assertInstanceOf(VipLifetime.Automatic.class, settings("vip_lifetime auto").vipLifetime());
        assertInstanceOf(VipLifetime.Automatic.class, settings("").vipLifetime());
        assertInstanceOf(VipLifetime.Forever.class, settings("vip_lifetime forever").vipLifetime());
        assertEquals(new VipLifetime.Fixed(Duration.ofSeconds(7)), settings("vip_lifetime 7").vipLifetime());
        assertEquals(Duration.ofSeconds(5), settings("").readyWait());
        assertEquals(Duration.ZERO, settings("ready_wait 0").readyWait());
    }

    private static DaemonSettings settings(String text) {
        return Texts.clean(Texts.conf("""
                lvsd {
                    %s
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """.formatted(text))).daemon();
    }
}
