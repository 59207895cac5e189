package dev.lvsd.config;

import static dev.lvsd.config.Texts.clean;
import static dev.lvsd.config.Texts.conf;
import static dev.lvsd.config.Texts.instance;
import static dev.lvsd.config.Texts.yaml;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.text.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What lines of `virtual_ipaddress` and `static_ipaddress` mean: what keepalived 2.2.7 makes of them, as
/// `ip -d address` shows it.
class AddressOptionsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            10.1.0.1/24 brd +                    , 10.1.0.1/24 brd 10.1.0.255
            10.1.1.1/24 brd -                    , 10.1.1.1/24 brd 10.1.1.0
            10.1.2.1/24 broadcast 10.1.2.77      , 10.1.2.1/24 brd 10.1.2.77
            10.1.3.1/24 scope link label eth0:x  , 10.1.3.1/24 label eth0:x scope 253
            10.1.4.1 peer 10.1.4.2               , 10.1.4.1/32 peer 10.1.4.2
            10.1.5.1 brd + peer 10.1.5.9/24      , 10.1.5.1/24 peer 10.1.5.9 brd 10.1.5.255
            10.1.9.1/24 noprefixroute            , 10.1.9.1/24 noprefixroute
            10.1.12.1/24 no_track                , 10.1.12.1/24 no_track
            239.1.1.1 autojoin                   , 239.1.1.1/32 autojoin
            2001:db8:2::1/64 home -nodad         , 2001:db8:2::1/64 home -nodad
            2001:db8:3::1/64 mngtmpaddr          , 2001:db8:3::1/64 mngtmpaddr
            2001:db8:7::1/64 preferred_lft 100   , 2001:db8:7::1/64 preferred_lft 100
            2001:db8:8::1 preferred_lft forever  , 2001:db8:8::1/128 preferred_lft forever
            2001:db8:9::1                        , 2001:db8:9::1/128
            """)
    void optionsMeanWhatKeepalivedMeansByThem(String line, String meant) {
        assertEquals(meant, excluded(line).line());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.1.6.1/24 home               | home is for IPv6 alone; it is skipped
            10.1.7.1/24 mngtmpaddr         | mngtmpaddr is for IPv6 alone; it is skipped
            10.1.8.1/24 -nodad             | -nodad is for IPv6 alone; it is skipped
            10.1.9.1/24 preferred_lft 10   | preferred_lft is for IPv6 alone; it is skipped
            10.1.13.1/24 autojoin          | autojoin is for multicast addresses; it is skipped
            10.1.18.1/31 brd +             | a network of /31 has no broadcast address; it is skipped
            10.1.19.1/24 peer 2001:db8::1  | the peer is of another family than its address; it is skipped
            10.1.20.1/24 track_group G     | track_group is for static_ipaddress alone; it is skipped
            2001:db8:c::1/80 mngtmpaddr    | mngtmpaddr needs a prefix length of 64; it is skipped
            2001:db8:d::1/64 brd +         | IPv6 has no broadcast address; it is skipped
            2001:db8:e::1/64 label x       | an IPv6 address has no label; it is skipped
            2001:db8:b::1/64 scope link    | the scope of an IPv6 address follows from the address; it is skipped
            10.1.21.1/24 brd               | "brd" is no option of an address; it is skipped
            """)
    void whatKeepalivedIgnoresIsAWarning(String line, String warning) {
        Loaded loaded = conf(withExcluded(line));
        assertEquals(List.of(warning), loaded.problems().all().stream().map(Problem::message).toList());
        assertEquals(line.split(" ", 2)[0], address(loaded).line(), "the address alone");
    }

    @Test
    void prefixLengthOfAnAddressWithAPeerIsThePeers() {
        Loaded loaded = conf(withExcluded("10.1.5.1/24 peer 10.1.5.9"));
        assertEquals("10.1.5.1/32 peer 10.1.5.9", address(loaded).line());
        assertEquals(List.of("with a peer the prefix length is the peer's; /32 is taken"),
                loaded.problems().all().stream().map(Problem::message).toList());
    }

    @Test
    void staticAddressesHaveTheirInterfaceAndTheirTrackGroupInBothSyntaxes() {
        Configuration conf = clean(conf("""
                global_defs {
                    default_interface eth7
                }
                track_group G1 {
                    group {
                        VI
                    }
                }
                track_group UNUSED {
                    group {
                        VI
                    }
                }
                static_ipaddress {
                    192.0.2.1/24 brd +
                    192.0.2.2/24 dev eth1 track_group G1
                }
                """ + instanceText("")));
        Configuration yaml = clean(yaml("""
                global_defs: {default_interface: eth7}
                track_group:
                  G1: {group: [VI]}
                  UNUSED: {group: [VI]}
                static_ipaddress:
                  - 192.0.2.1/24 brd +
                  - 192.0.2.2/24 dev eth1 track_group G1
                vrrp_instance:
                  VI: {interface: eth0, virtual_router_id: 51, virtual_ipaddress: [192.0.2.113]}
                """));
        assertEquals(conf.statics(), yaml.statics());
        assertEquals(conf.vrrpInstances(), yaml.vrrpInstances());
        assertEquals(List.of("eth7", "eth1"),
                conf.statics().addresses().stream().map(StaticAddress::device).toList());
        assertEquals("G1", conf.statics().addresses().getLast().trackGroup());
        assertEquals(
                List.of(new Tracking.Tracked(new Tracking.Key(Tracking.Kind.GROUP, "G1"), TrackWeight.FAULT)),
                conf.vrrpInstances().getFirst().tracking().things());
    }

    @Test
    void extraInterfacesAreAnnouncedAsTheInstanceSaysAndOtherwiseAsTheGlobals() {
        assertEquals(new ExtraGarp(Duration.ofSeconds(100), true), extra("garp_extra_if all 100"));
        assertEquals(new ExtraGarp(Duration.ofSeconds(60), false), extra("garp_extra_if 60"));
        assertEquals(new ExtraGarp(Duration.ofSeconds(60), false), extra("vmac_garp_intvl 60"));
        assertEquals(new ExtraGarp(Duration.ZERO, false), extra("garp_extra_if 0"));
        assertEquals(ExtraGarp.NONE, extra(""));
        assertEquals(new ExtraGarp(Duration.ofSeconds(30), true), clean(conf(
                "global_defs {\n vrrp_garp_extra_if all 30\n}\n" + instanceText(""))).vrrpInstances().getFirst()
                .garp().extra());
        assertEquals(List.of("garp_extra_if is a number of seconds, perhaps behind all; it is skipped"),
                conf(instanceText("garp_extra_if all")).problems().all().stream().map(Problem::message).toList());
    }

    private static ExtraGarp extra(String line) {
        return instance(line).garp().extra();
    }

    @Test
    void groupsAndMembersThatDoNotExistAndAddressesGivenTwiceAreWarnings() {
        Loaded loaded = conf("""
                track_group G1 {
                    group {
                        NOBODY
                    }
                }
                static_ipaddress {
                    192.0.2.1/24
                    192.0.2.1/24
                    192.0.2.1/24 dev eth1 use_vmac track_group G2
                }
                """ + instanceText(""));
        assertEquals(List.of(
                "192.0.2.1/24 is given twice; it is ignored here",
                "no vrrp_instance is named NOBODY; it is no member",
                "there is no track_group G2; nothing tracks it",
                "use_vmac is for addresses of instances alone; it is skipped"),
                loaded.problems().all().stream().map(Problem::message).sorted().toList());
        assertEquals(2, Objects.requireNonNull(loaded.configuration()).statics().addresses().size());
    }

    private static VirtualAddress excluded(String line) {
        return instance(block(line)).excludedAddresses().getFirst();
    }

    private static VirtualAddress address(Loaded loaded) {
        return Objects.requireNonNull(loaded.configuration()).vrrpInstances().getFirst()
                .excludedAddresses().getFirst();
    }

    private static String withExcluded(String line) {
        return instanceText(block(line));
    }

    private static String block(String line) {
        return "virtual_ipaddress_excluded {\n" + line + "\n}\n";
    }

    private static String instanceText(String lines) {
        return "vrrp_instance VI {\n interface eth0\n virtual_router_id 51\n"
                + " virtual_ipaddress {\n  192.0.2.113\n }\n" + lines + "\n}\n";
    }
}
