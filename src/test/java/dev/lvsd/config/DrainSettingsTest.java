package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Family;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrainSettingsTest {
    private static final VirtualServerOptions PLAIN = VirtualServerOptions.of("wlc", Family.IPV4);

    @Test
    void drainLastsFiveMinutesLongerThanTheClientIsRemembered() {
        assertEquals(Duration.ofMinutes(5), DrainSettings.DEFAULTS.timeout(PLAIN));
        assertEquals(
                Duration.ofMinutes(15),
                DrainSettings.DEFAULTS.timeout(VirtualServerOptions.persistent("wlc", Family.IPV4, 600)));
    }

    @Test
    void theFileSaysIt() {
        assertEquals(DrainSettings.DEFAULTS, settings(""));
        assertEquals(DrainSettings.DEFAULTS, settings("removed drain\n drain_timeout auto"));
        assertFalse(settings("removed delete").drainsRemoved());
        assertEquals(Duration.ZERO, settings("drain_timeout 0").timeout(PLAIN));
        assertEquals(Duration.ofSeconds(90), settings("drain_timeout 90").timeout(PLAIN));
    }

    @Test
    void anotherWordIsReportedAndTheDefaultIsTaken() {
        Loaded loaded = Texts.conf(text("removed gently\n drain_timeout soon"));
        assertEquals(DrainSettings.DEFAULTS,
                Objects.requireNonNull(loaded.configuration()).daemon().drains());
        String problems = loaded.problems().render();
        assertTrue(problems.contains("removed is drain or delete, not \"gently\""), problems);
        assertTrue(Stream.of("drain_timeout is auto or ", "not \"soon\"").allMatch(problems::contains), problems);
    }

    private static DrainSettings settings(String words) {
        return Texts.clean(Texts.conf(text(words))).daemon().drains();
    }

    private static String text(String words) {
        return """
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
                """.formatted(words);
    }
}
