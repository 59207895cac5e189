package dev.lvsd.config;

import static dev.lvsd.config.Texts.clean;
import static dev.lvsd.config.Texts.conf;
import static dev.lvsd.config.Texts.instance;
import static dev.lvsd.config.Texts.server;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What keepalived takes where nothing is said.
class DefaultsTest {
    @Test
    void instanceTakesKeepalivedsDefaults() {
        VrrpInstance instance = instance("");
        assertEquals(2, instance.version());
        assertFalse(instance.election().startsAsMaster());
        assertEquals(100, instance.priority());
        assertEquals(Duration.ofSeconds(1), instance.advertInterval());
        assertTrue(instance.election().preempt());
        assertEquals(List.of(), instance.path().unicastPeers());
        assertNull(instance.path().unicastSource());
        assertNull(instance.path().multicastSource());
        assertEquals(Authentication.NONE, instance.authentication());
        assertFalse(instance.path().checkUnicastSource());
        assertFalse(instance.path().checksumWithoutPseudoHeader());
        assertEquals(GarpSettings.DEFAULTS, instance.garp());
        assertEquals("192.0.2.113/32", instance.virtualAddresses().getFirst().prefix().toString());
        assertNull(instance.virtualAddresses().getFirst().device());
        assertEquals(0, instance.virtualAddresses().getFirst().scope());
    }

    @Test
    void stateMasterMeansPriority255() {
        assertEquals(255, instance("state MASTER").priority());
        assertEquals(100, instance("state BACKUP").priority());
        assertEquals(7, instance("state MASTER\n priority 7").priority());
        assertTrue(instance("priority 255").election().startsAsMaster());
        assertFalse(instance("priority 254").election().startsAsMaster());
    }

    @Test
    void nopreemptCountsOnlyForABackup() {
        assertFalse(instance("nopreempt").election().preempt());
        Loaded master = conf("""
                vrrp_instance VI {
                    state MASTER
                    nopreempt
                    interface eth0
                    virtual_router_id 51
                    virtual_ipaddress {
                        192.0.2.113
                    }
                }
                """);
        assertTrue(Objects.requireNonNull(master.configuration()).vrrpInstances().getFirst().election().preempt());
        assertEquals(1, master.problems().warnings().size());
    }

    @Test
    void routerIdIsTheHostsName() {
        String server = "virtual_server 192.0.2.113 80 {\n protocol TCP\n real_server 198.51.100.1 80 {\n }\n}\n";
        assertEquals("director1.example.org", clean(conf(server)).routerId());
        assertEquals("lb1", clean(conf("global_defs {\n router_id lb1\n}\n" + server)).routerId());
    }

    @Test
    void garpOfAnInstanceIsOverThatOfAll() {
        Configuration configuration = clean(conf("""
                global_defs {
                    vrrp_garp_master_repeat 3
                    vrrp_garp_master_delay 7
                    vrrp_garp_lower_prio_repeat 2
                    vrrp_check_unicast_src
                    vrrp_version 3
                    v3_checksum_as_v2
                }
                vrrp_instance A {
                    interface eth0
                    virtual_router_id 1
                    garp_master_refresh 60
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                vrrp_instance B {
                    interface eth0
                    virtual_router_id 2
                    version 2
                    v3_checksum_as_v2 off
                    garp_master_repeat 1
                    virtual_ipaddress {
                        192.0.2.2
                    }
                }
                """));
        Duration seven = Duration.ofSeconds(7);
        VrrpInstance first = configuration.vrrpInstances().getFirst();
        VrrpInstance last = configuration.vrrpInstances().getLast();
        assertEquals(new GarpSettings(3, seven, Duration.ofSeconds(60), 1, 2, seven), first.garp());
        assertEquals(new GarpSettings(1, seven, Duration.ZERO, 1, 2, seven), last.garp());
        assertTrue(first.path().checkUnicastSource());
        assertEquals(3, first.version());
        assertTrue(first.path().checksumWithoutPseudoHeader());
        assertEquals(2, last.version());
        assertFalse(last.path().checksumWithoutPseudoHeader());
    }

    @Test
    void announcementsAreSpacedByInterfaceOrGroup() {
        GarpSpacing spacing = clean(conf("""
                global_defs {
                    vrrp_garp_interval 0.001
                    vrrp_gna_interval 0.002
                }
                garp_group {
                    garp_interval 0.5
                    interfaces {
                        eth1
                        eth2
                    }
                }
                vrrp_instance VI {
                    interface eth0
                    virtual_router_id 1
                    virtual_ipaddress {
                        192.0.2.1
                    }
                }
                """)).vrrpInstances().getFirst().garp().spacing();
        GarpSpacing.Interval everywhere = new GarpSpacing.Interval(Duration.ofMillis(1), Duration.ofMillis(2));
        GarpSpacing.Interval group = new GarpSpacing.Interval(Duration.ofMillis(500), Duration.ZERO);
        assertEquals(new GarpSpacing.Lane("eth0", everywhere), spacing.laneOf("eth0"));
        assertEquals(new GarpSpacing.Lane("eth1", group), spacing.laneOf("eth1"));
        assertEquals(new GarpSpacing.Lane("eth1", group), spacing.laneOf("eth2"));
    }

    @Test
    void virtualServerTakesKeepalivedsDefaults() {
        VirtualServer server = server("");
        assertEquals(VirtualServerOptions.of("wlc", Family.IPV4), server.options());
        RealServer real = server.realServers().getFirst();
        assertEquals(RealServerOptions.of(Forwarding.NAT, 1), real.options());
        assertEquals(new CheckSpec.Tcp(real.endpoint(), new CheckTiming(
                Duration.ofSeconds(60), Duration.ofSeconds(5), 1, Duration.ofSeconds(1), null)),
                real.checks().getFirst());
    }

    @Test
    void persistenceWithoutATimeoutIsSixMinutes() {
        assertEquals(VirtualServerOptions.persistent("wlc", Family.IPV4, 360), server("persistence_timeout").options());
        assertEquals(VirtualServerOptions.persistent("rr", Family.IPV4, 600),
                server("persistence_timeout 600\n lvs_sched rr").options());
    }

    @Test
    void checkerInheritsFromRealServerThenVirtualServer() {
        VirtualServer server = clean(conf("""
                virtual_server 192.0.2.113 80 {
                    protocol TCP
                    delay_loop 10
                    connect_timeout 2
                    retry 4
                    weight 7
                    real_server 198.51.100.1 8080 {
                        retry 3
                        delay_before_retry 0.5
                        TCP_CHECK {
                            connect_port 81
                            connect_ip 198.51.100.99
                            retry 0
                        }
                        TCP_CHECK {
                        }
                    }
                }
                """)).virtualServers().getFirst();
        RealServer real = server.realServers().getFirst();
        assertEquals(7, real.options().weight());
        Duration ten = Duration.ofSeconds(10);
        Duration half = Duration.ofMillis(500);
        assertEquals(List.of(
                new CheckSpec.Tcp(Objects.requireNonNull(Endpoint.parse("198.51.100.99:81")),
                        new CheckTiming(ten, Duration.ofSeconds(2), 0, half, null)),
                new CheckSpec.Tcp(Objects.requireNonNull(Endpoint.parse("198.51.100.1:8080")),
                        new CheckTiming(ten, Duration.ofSeconds(2), 3, half, null))), real.checks());
    }

    @Test
    void pagesAreAskedForUnderTheNearestVirtualHost() {
        RealServer real = clean(conf("""
                virtual_server 192.0.2.113 80 {
                    protocol TCP
                    delay_loop 10
                    alpha
                    virtualhost vs.example.org
                    real_server 198.51.100.1 80 {
                        HTTP_GET {
                            connect_port 8080
                            url {
                                path /
                            }
                        }
                        TCP_CHECK {
                            alpha off
                        }
                        HTTP_GET {
                            virtualhost check.example.org:81
                            http_protocol 1.0C
                            nb_get_retry 2
                            url {
                                path /a
                                virtualhost url.example.org
                                status_code 200-202 404
                                status_code 500
                            }
                            url {
                                path /b
                                digest 5D41402ABC4B2A76B9719D911017C592
                            }
                        }
                    }
                }
                """)).virtualServers().getFirst().realServers().getFirst();
        Duration ten = Duration.ofSeconds(10);
        Duration three = Duration.ofSeconds(3);
        Endpoint other = Objects.requireNonNull(Endpoint.parse("198.51.100.1:8080"));
        assertEquals(List.of(
                new CheckSpec.Http(other, new CheckTiming(ten, Duration.ofSeconds(5), 1, three, null), true,
                        HttpVersion.HTTP_1_0, List.of(
                                new HttpPage("/", "vs.example.org", StatusCodes.SUCCESS, null))),
                new CheckSpec.Tcp(real.endpoint(),
                        new CheckTiming(ten, Duration.ofSeconds(5), 1, Duration.ofSeconds(1), null), false),
                new CheckSpec.Http(real.endpoint(), new CheckTiming(ten, Duration.ofSeconds(5), 2, three, null), true,
                        HttpVersion.HTTP_1_0_CLOSE, List.of(
                                new HttpPage("/a", "url.example.org", new StatusCodes(List.of(
                                        new StatusCodes.Range(200, 202), new StatusCodes.Range(404, 404),
                                        new StatusCodes.Range(500, 500))), null),
                                new HttpPage("/b", "check.example.org:81", StatusCodes.SUCCESS,
                                        "5d41402abc4b2a76b9719d911017c592")))),
                real.checks());
    }

    @Test
    void pageWithoutAVirtualHostIsAskedForUnderItsAddress() {
        RealServer real = clean(conf("""
                virtual_server 2001:db8::113 80 {
                    protocol TCP
                    real_server 2001:db8::1 80 {
                        HTTP_GET {
                            url {
                                path /
                            }
                        }
                    }
                }
                """)).virtualServers().getFirst().realServers().getFirst();
        assertEquals("[2001:db8::1]:80", ((CheckSpec.Http) real.checks().getFirst()).pages().getFirst().host());
    }

    @Test
    void quorumAndSorryServerAreThoseOfTheFile() {
        VirtualServer server = server("""
                lb_kind DR
                weight 100
                quorum 60
                hysteresis 20
                inhibit_on_failure
                sorry_server 198.51.100.9
                sorry_server_inhibit
                sorry_server_lvs_method TUN
                """);
        assertEquals(new Quorum(60, 20), server.quorum());
        assertEquals(
                new SorryServer(Objects.requireNonNull(Endpoint.parse("198.51.100.9:80")),
                        RealServerOptions.of(Forwarding.TUN, 1), OnFailure.INHIBIT),
                server.sorryServer());
        assertEquals(OnFailure.INHIBIT, server.realServers().getFirst().onFailure());
        assertEquals(Quorum.ANY, server("").quorum());
    }

    @Test
    void realServerWithoutAPortHasThatOfTheVirtualServer() {
        VirtualServer server = clean(conf("""
                virtual_server 2001:db8::113 443 {
                    protocol UDP
                    lb_kind DR
                    real_server 2001:db8::1 {
                        weight 0
                    }
                }
                """)).virtualServers().getFirst();
        assertEquals("UDP [2001:db8::113]:443", server.key().toString());
        assertEquals("[2001:db8::1]:443", server.realServers().getFirst().endpoint().toString());
        assertEquals(RealServerOptions.of(Forwarding.DR, 0), server.realServers().getFirst().options());
    }
}
