package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What instances track, from both syntaxes.
class TrackersTest {
    private static final String CONF = """
            global_defs {
                script_user nobody nogroup
                enable_script_security
            }
            vrrp_script check {
                script "killall -0 dockerd"
                interval 5
                timeout 3
                weight -20
                rise 2
                fall 3
                init_fail
                user root
            }
            vrrp_track_process app {
                process /usr/bin/app -c x
                param_match initial
                quorum 2
                quorum_max 4
                delay 0.5
                terminate_delay 2
                weight 10 reverse
                full_command
            }
            track_file offset {
                file /run/offset
                weight 3
                init_file 7 overwrite
            }
            vrrp_instance VI {
                interface eth0
                virtual_router_id 51
                dont_track_primary
                track_src_ip
                track_interface {
                    eth1
                    eth2 weight 10 reverse
                }
                track_script {
                    check
                }
                track_process {
                    app weight -254
                }
                track_file {
                    offset weight 0
                }
                virtual_ipaddress {
                    192.0.2.113
                }
            }
            """;
    private static final String YAML = """
            global_defs: {script_user: nobody nogroup, enable_script_security: true}
            vrrp_script:
              check: {script: killall -0 dockerd, interval: 5, timeout: 3s, weight: -20, rise: 2, fall: 3,
                      init_fail: true, user: root}
            vrrp_track_process:
              app: {process: /usr/bin/app -c x, param_match: initial, quorum: 2, quorum_max: 4, delay: 500ms,
                    terminate_delay: 2, weight: 10 reverse, full_command: true}
            track_file:
              offset: {file: /run/offset, weight: 3, init_file: 7 overwrite}
            vrrp_instance:
              VI:
                interface: eth0
                virtual_router_id: 51
                dont_track_primary: true
                track_src_ip: true
                track_interface: [eth1, eth2 weight 10 reverse]
                track_script: [check]
                track_process: [app weight -254]
                track_file: [offset weight 0]
                virtual_ipaddress: [192.0.2.113]
            """;

    @Test
    void everyKeywordIsReadInBothSyntaxes() {
        Configuration configuration = Texts.clean(Texts.conf(CONF));
        assertEquals(configuration, Texts.clean(Texts.yaml(YAML)));
        Trackers trackers = configuration.trackers();
        assertEquals(new ScriptPolicy(new ScriptUser("nobody", "nogroup"), true), trackers.policy());
        assertEquals(new TrackedScript(
                "check", new ScriptCommand("killall -0 dockerd", List.of("killall", "-0", "dockerd")),
                Duration.ofSeconds(5), Duration.ofSeconds(3), 2, 3, new TrackWeight(-20, false), true,
                new ScriptUser("root", null)), trackers.scripts().getFirst());
        assertEquals(new TrackedProcess(
                "app", "/usr/bin/app", List.of("-c", "x"), TrackedProcess.Match.INITIAL, true, 2, 4,
                new TrackWeight(10, true), Duration.ofMillis(500), Duration.ofSeconds(2)),
                trackers.processes().getFirst());
        assertEquals(new TrackedFile(
                "offset", "/run/offset", new TrackWeight(3, false), new TrackedFile.Start(7, true)),
                trackers.files().getFirst());
        assertEquals(new Tracking(false, List.of(
                tracked(Tracking.Kind.INTERFACE, "eth1", 0, false),
                tracked(Tracking.Kind.INTERFACE, "eth2", 10, true),
                tracked(Tracking.Kind.SCRIPT, "check", -20, false),
                tracked(Tracking.Kind.PROCESS, "app", -254, false),
                tracked(Tracking.Kind.FILE, "offset", 0, false))), configuration.vrrpInstances().getFirst().tracking());
    }

    @Test
    void blocksTakeKeepalivedsDefaults() {
        Trackers trackers = Texts.clean(Texts.conf("""
                vrrp_script check {
                    script /bin/true
                    interval 0
                }
                vrrp_track_process app {
                    process app
                }
                track_file number {
                    file /run/number
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """)).trackers();
        TrackedScript script = trackers.scripts().getFirst();
        assertEquals(Duration.ofSeconds(1), script.interval());
        assertEquals(Duration.ofSeconds(1), script.timeout());
        assertEquals(TrackWeight.FAULT, script.weight());
        assertNull(script.user());
        TrackedProcess process = trackers.processes().getFirst();
        assertEquals(new TrackWeight(1, false), process.weight());
        assertEquals(1, process.quorum());
        assertEquals(Integer.MAX_VALUE, process.most());
        assertNull(process.match());
        assertEquals(Duration.ZERO, process.forkDelay());
        assertEquals(new TrackWeight(1, false), trackers.files().getFirst().weight());
        assertEquals(ScriptPolicy.DEFAULTS, trackers.policy());
    }

    @Test
    void emptyNameIsReportedAndTracksNothing() {
        Loaded loaded = Texts.conf("""
                vrrp_track_process nobody {
                    process ""
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    track_interface {
                        "" weight 1
                        a2345678901234567
                    }
                    track_process {
                        nobody
                    }
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """);
        assertEquals(List.of(), Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst().tracking()
                .things());
        String problems = loaded.problems().render();
        assertTrue(problems.contains("vrrp_track_process nobody has no process"), problems);
        assertTrue(problems.contains("name of an interface has 1 to 15 bytes, not \"\""), problems);
        assertTrue(problems.contains("name of an interface has 1 to 15 bytes, not \"a2345678901234567\""), problems);
        assertNull(Texts.conf("""
                vrrp_instance VI {
                    interface ""
                    virtual_router_id 51
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """).configuration());
    }

    @Test
    void nameThatNoBlockHasIsIgnoredWithAWarning() {
        Loaded loaded = Texts.conf("""
                vrrp_script broken {
                    interval 5
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 51
                    track_script {
                        broken
                        other weight 300
                    }
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """);
        assertEquals(List.of(), Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst().tracking()
                .things());
        assertTrue(loaded.problems().render().contains("vrrp_script broken has no usable script"));
        assertTrue(loaded.problems().render().contains("there is no vrrp_script other"));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(quoteCharacter = '`', nullValues = "null", value = {
        "killall -0 dockerd,killall|-0|dockerd",
        "/bin/sh -c 'a  b' \"c d\",/bin/sh|-c|a  b|c d",
        "a\\ b c,a b|c",
        "'it''s',its",
        "\"a\\\"b\",a\"b",
        "x '',x|",
        "'open,null",
        "'',null"
    })
    void commandIsSplitAsAShellWould(String text, @Nullable String expected) {
        ScriptCommand command = ScriptCommand.of(text);
        assertEquals(expected, command == null ? null : String.join("|", command.arguments()));
    }

    private static Tracking.Tracked tracked(Tracking.Kind kind, String name, int weight, boolean reverse) {
        return new Tracking.Tracked(new Tracking.Key(kind, name), new TrackWeight(weight, reverse));
    }
}
