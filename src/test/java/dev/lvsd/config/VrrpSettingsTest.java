package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VrrpSettings.InterfaceDelay;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What holds for all virtual routers together, from both syntaxes.
class VrrpSettingsTest {
    private static final String CONF = """
            global_defs {
                vrrp_rt_priority 60
                vrrp_cpu_affinity 0 3
                log_unknown_vrids
                vrrp_mcast_group6 ff02::99
                fifo_write_vrrp_states_on_reload
            }
            interface_up_down_delays {
                eth0 1 3
                eth1 2
            }
            vrrp_instance VI {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    fe80::113
                }
            }
            """;
    private static final String YAML = """
            global_defs:
              vrrp_rt_priority: 60
              vrrp_cpu_affinity: [0, 3]
              log_unknown_vrids: true
              vrrp_mcast_group6: ff02::99
              fifo_write_vrrp_states_on_reload: true
            interface_up_down_delays: [eth0 1 3, eth1 2]
            vrrp_instance:
              VI: {interface: eth0, virtual_router_id: 51, virtual_ipaddress: ["fe80::113"]}
            """;

    @Test
    void everyKeywordIsReadInBothSyntaxes() {
        Configuration configuration = Texts.clean(Texts.conf(CONF));
        assertEquals(configuration, Texts.clean(Texts.yaml(YAML)));
        assertEquals(new VrrpSettings(60, List.of(0, 3), true, Map.of(
                "eth0", delay(1, 3), "eth1", delay(2, 2))), configuration.vrrp());
        assertEquals(IpAddress.of("ff02::99"), configuration.vrrpInstances().getFirst().path().group());
        assertTrue(configuration.notifying().statesOnReload());
    }

    @Test
    void nothingSaidGivesTheDefaults() {
        String nothing = CONF.substring(CONF.indexOf("vrrp_instance"));
        assertEquals(VrrpSettings.DEFAULTS, Texts.clean(Texts.conf(nothing)).vrrp());
    }

    /// A master that waits longer with its interface down has been replaced, and does not know.
    @Test
    void delayIsShorterThanOthersWait() {
        Loaded loaded = Texts.conf(CONF.replace("eth0 1 3", "eth0 9 3"));
        assertEquals(Duration.ofSeconds(2).minus(Duration.ofSeconds(1).dividedBy(256)),
                Objects.requireNonNull(Objects.requireNonNull(loaded.configuration()).vrrp().delays().get("eth0"))
                        .down());
        assertTrue(loaded.problems().render().contains("the delay of eth0 is longer"), loaded.problems().render());
    }

    private static InterfaceDelay delay(long down, long up) {
        return new InterfaceDelay(Duration.ofSeconds(down), Duration.ofSeconds(up));
    }
}
