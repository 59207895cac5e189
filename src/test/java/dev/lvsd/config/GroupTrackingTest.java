package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What sync groups track, from both syntaxes, and what it makes of their members' tracking.
class GroupTrackingTest {
    private static final String CONF = """
            vrrp_script check {
                script /bin/true
                weight -20
            }
            vrrp_track_process app {
                process app
                weight 10
            }
            track_file offset {
                file /run/offset
            }
            vrrp_sync_group VG {
                group {
                    A
                    B
                }
                track_interface {
                    eth1
                    eth2 weight -30
                }
                track_script {
                    check weight 5 reverse
                }
                track_process {
                    app
                }
                track_file {
                    offset weight 2
                }
                sync_group_tracking_weight
            }
            vrrp_instance A {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    192.0.2.113
                }
            }
            vrrp_instance B {
                interface eth0
                virtual_router_id 52
                virtual_ipaddress {
                    192.0.2.114
                }
            }
            """;
    private static final String YAML = """
            vrrp_script:
              check: {script: /bin/true, weight: -20}
            vrrp_track_process:
              app: {process: app, weight: 10}
            track_file:
              offset: {file: /run/offset}
            vrrp_sync_group:
              VG:
                group: [A, B]
                track_interface: [eth1, eth2 weight -30]
                track_script: [check weight 5 reverse]
                track_process: [app]
                track_file: [offset weight 2]
                sync_group_tracking_weight: true
            vrrp_instance:
              A: {interface: eth0, virtual_router_id: 51, virtual_ipaddress: [192.0.2.113]}
              B: {interface: eth0, virtual_router_id: 52, virtual_ipaddress: [192.0.2.114]}
            """;

    @Test
    void everyMemberTracksWhatItsGroupTracks() {
        Configuration configuration = Texts.clean(Texts.conf(CONF));
        assertEquals(configuration, Texts.clean(Texts.yaml(YAML)));
        String things = "eth1 0, eth2 -30, check 5 reverse, app 10, offset 2";
        assertEquals(things, text(configuration.syncGroups().getFirst().tracking().things()));
        assertTrue(configuration.syncGroups().getFirst().tracking().membersWeigh());
        configuration.vrrpInstances().forEach(member ->
                assertEquals(things, text(member.tracking().things()), member.name()));
    }

    /// What keepalived makes of a member's own lines: `KIND NAME WEIGHT`, in a group that tracks s1 with weight 10.
    @ParameterizedTest(name = "{0}: {1}, sync_group_tracking_weight: {2}")
    @CsvSource({
        "track_interface, e1 weight 0, 'e1 0, s1 10', 'e1 0, s1 10'",
        "track_interface, e1 weight 20, 'e1 0, s1 10', 'e1 20, s1 10'",
        "track_interface, e1 weight 20 reverse, 'e1 0 reverse, s1 10', 'e1 20 reverse, s1 10'",
        "track_script, s2 weight 0, 's2 0, s1 10', 's2 0, s1 10'",
        "track_script, s2 weight -20, s1 10, 's2 -20, s1 10'",
        "track_process, p1 weight 1, 'p1 0, s1 10', 'p1 1, s1 10'",
        "track_process, p1 weight 2, s1 10, 'p1 2, s1 10'",
        "track_file, f1 weight 1, 'f1 0, s1 10', 'f1 1, s1 10'",
        "track_file, f1 weight -5, s1 10, 'f1 -5, s1 10'",
        "track_script, s1 weight 0, s1 0, s1 0",
        "track_script, s1 weight 30, s1 10, s1 10"
    })
    void weightsOfAMemberCountWhereTheGroupSaysSo(String keyword, String line, String without, String with) {
        assertEquals(without, member(keyword, line, ""));
        assertEquals(with, member(keyword, line, "sync_group_tracking_weight"));
        assertEquals(with, member(keyword, line, "global_tracking"));
    }

    @Test
    void weightThatDoesNotCountIsNamed() {
        String said = group("track_script", "s2 weight -20", "").problems().render();
        assertTrue(said.contains(
                "VG: track_script s2 weight -20 of vrrp_instance A does not count; it is not tracked"), said);
    }

    @Test
    void groupWithAnOwnerTracksWithoutWeights() {
        Loaded loaded = Texts.conf(CONF.replace("virtual_router_id 52", "virtual_router_id 52\n    priority 255"));
        Configuration configuration = Objects.requireNonNull(loaded.configuration());
        assertEquals("eth1 0, eth2 0, check 0 reverse, app 0, offset 0",
                text(configuration.vrrpInstances().getFirst().tracking().things()));
        assertTrue(loaded.problems().render().contains("tracks with weights and has a member with priority 255"));
    }

    private static String member(String keyword, String line, String option) {
        Configuration configuration = group(keyword, line, option).configuration();
        assertNotNull(configuration);
        return text(configuration.vrrpInstances().getFirst().tracking().things());
    }

    private static Loaded group(String keyword, String line, String option) {
        return Texts.conf("""
                vrrp_script s1 {
                    script /bin/true
                }
                vrrp_script s2 {
                    script /bin/true
                }
                vrrp_track_process p1 {
                    process app
                }
                track_file f1 {
                    file /run/offset
                }
                vrrp_sync_group VG {
                    group {
                        A
                        B
                    }
                    track_script {
                        s1 weight 10
                    }
                    %s
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 51
                    %s {
                        %s
                    }
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                vrrp_instance B {
                    interface eth0
                    virtual_router_id 52
                    virtual_ipaddress {
                        192.0.2.114
                    }
                }
                """.formatted(option, keyword, line));
    }

    private static String text(List<Tracking.Tracked> things) {
        return things.stream()
                .map(thing -> thing.key().name() + " " + thing.weight())
                .collect(Collectors.joining(", "));
    }
}
