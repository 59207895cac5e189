package dev.lvsd.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.net.IpAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What holds for the IPVS table as a whole, from both syntaxes.
class TableSettingsTest {
    private static final String INSTANCE = """
            vrrp_instance VI_1 {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                    192.0.2.113
                }
            }
            """;
    private static final String INSTANCE_YAML = """
            vrrp_instance:
              VI_1: {interface: eth0, virtual_router_id: 51, virtual_ipaddress: [192.0.2.113]}
            """;
    private static final String MIXED = """
            virtual_server 192.0.2.113 80 {
                lb_kind TUN
                protocol TCP
                real_server 2001:db8::1 80 {
                    TCP_CHECK {
                    }
                }
            }
            """;

    @Test
    void everyKeywordIsReadInBothSyntaxes() {
        TableSettings conf = Texts.clean(Texts.conf("""
                global_defs {
                    lvs_timeouts tcp 1000 udp 60
                    lvs_timeouts tcpfin 30
                    lvs_flush
                    lvs_flush_on_stop
                    lvs_sync_daemon eth1 inst VI_1 id 7 maxlen 1400 port 8850 ttl 3 group 224.0.0.99
                }
                """ + INSTANCE)).table();
        assertEquals(new Timeouts(1000, 30, 60), conf.timeouts());
        assertTrue(conf.flushAtStart());
        assertTrue(conf.flushOnStop());
        assertEquals(
                new SyncSettings("eth1", "VI_1", 7, 1400, IpAddress.of("224.0.0.99"), 8850, 3), conf.sync());
        TableSettings yaml = Texts.clean(Texts.yaml("""
                global_defs:
                  lvs_timeouts: tcp 1000 udp 60 tcpfin 30
                  lvs_flush: true
                  lvs_flush_on_stop: true
                  lvs_sync_daemon: eth1 inst VI_1 id 7 maxlen 1400 port 8850 ttl 3 group 224.0.0.99
                """ + INSTANCE_YAML)).table();
        assertEquals(conf, yaml);
    }

    @Test
    void nothingIsSaidByDefault() {
        assertEquals(TableSettings.NONE, Texts.clean(Texts.conf(INSTANCE)).table());
    }

    @Test
    void defaultsOfASyncDaemonAreKeepaliveds() {
        assertEquals(
                new SyncSettings("eth1", "VI_1", 51, 0, SyncDaemon.GROUP, 8848, 1), clean("eth1 VI_1").sync());
        assertEquals(new SyncSettings("eth1", null, 0, 0, SyncDaemon.GROUP, 8848, 1), clean("eth1").sync());
        assertEquals(IpAddress.of("ff02::99"), sync(clean("eth1 group ff02::99")).group());
        assertEquals(7, sync(clean("eth1 id 7")).syncId());
    }

    @Test
    void oldFormsOfASyncDaemonAreRead() {
        Loaded old = Texts.conf(globals("lvs_sync_daemon eth1 VI_1 9"));
        assertTrue(old.problems().render().contains("wants \"id\" before it; it counts"), old.problems().render());
        assertEquals(9, sync(table(old)).syncId());
    }

    @Test
    void syncDaemonWithoutItsInstanceSynchronisesNothing() {
        Loaded loaded = Texts.conf(globals("lvs_sync_daemon eth1 inst VI_2"));
        assertTrue(loaded.problems().render().contains(
                "test.conf:2:31: warning: lvs_sync_daemon follows vrrp_instance VI_2, which there is not;"
                        + " no connection is synchronised"), loaded.problems().render());
        assertNull(table(loaded).sync());
    }

    @Test
    void wrongValuesAreSkippedAndNamed() {
        Loaded loaded = Texts.conf(globals("""
                lvs_timeouts tcp 3000000 sctp 5 udp
                    lvs_flush_on_stop all
                    lvs_sync_daemon eth1 id 256 port 0 group 192.0.2.1 speed
                    lvs_sync_daemon eth2"""));
        String problems = loaded.problems().render();
        assertTrue(problems.contains("tcp of lvs_timeouts is a whole number from 0 to 2678400"), problems);
        assertTrue(problems.contains("has tcp, tcpfin and udp, not \"sctp\""), problems);
        assertTrue(problems.contains("udp of lvs_timeouts has no value"), problems);
        assertTrue(problems.contains("takes VS or nothing, not \"all\""), problems);
        assertTrue(problems.contains("id of lvs_sync_daemon is a whole number from 0 to 255"), problems);
        assertTrue(problems.contains("192.0.2.1 is no multicast address"), problems);
        assertTrue(problems.contains("not \"speed\""), problems);
        assertTrue(problems.contains("lvs_sync_daemon is given again"), problems);
        assertEquals(new SyncSettings("eth1", null, 0, 0, SyncDaemon.GROUP, 8848, 1), table(loaded).sync());
        assertEquals(Timeouts.NONE, table(loaded).timeouts());
        assertFalse(table(loaded).flushOnStop());
    }

    @Test
    void virtualServersAloneIsWhatAStopDoesAnyhow() {
        assertFalse(table(Texts.conf(globals("lvs_flush_on_stop VS"))).flushOnStop());
        assertTrue(table(Texts.conf(globals("lvs_flush_onstop"))).flushOnStop());
    }

    @Test
    void syncDaemonAndRealServersOfTheOtherFamilyExcludeEachOther() {
        Loaded loaded = Texts.conf(globals("lvs_sync_daemon eth1") + MIXED);
        assertTrue(loaded.problems().render().contains("test.conf:2:5: warning: the kernel synchronises no connections"
                + " while virtual_server TCP 192.0.2.113:80 has real_server [2001:db8::1]:80 of the other family"),
                loaded.problems().render());
        assertNotNull(table(loaded).sync());
        assertEquals("", Texts.conf(globals("lvs_flush") + MIXED).problems().render());
    }

    private static TableSettings clean(String sync) {
        return Texts.clean(Texts.conf(globals("lvs_sync_daemon " + sync))).table();
    }

    private static SyncSettings sync(TableSettings settings) {
        assertNotNull(settings.sync());
        return settings.sync();
    }

    private static TableSettings table(Loaded loaded) {
        @Nullable Configuration configuration = loaded.configuration();
        assertNotNull(configuration, () -> loaded.problems().render());
        return configuration.table();
    }

    private static String globals(String line) {
        return "global_defs {\n    " + line + "\n}\n" + INSTANCE;
    }
}
