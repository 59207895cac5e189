package dev.lvsd.config;

import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What `global_defs` says for all instances.
///
/// @param routerId `router_id`
/// @param vrrpVersion `vrrp_version`
/// @param garp `vrrp_garp_…`
/// @param checkUnicastSource `vrrp_check_unicast_src`
/// @param checksumWithoutPseudoHeader `v3_checksum_as_v2`
/// @param group4 `vrrp_mcast_group4`, null for the group of the RFC
/// @param group6 `vrrp_mcast_group6`, the same
/// @param election how virtual routers stand for election
/// @param notifiesPriorityChanges `vrrp_notify_priority_changes`
/// @param mailsOfVrrp `smtp_alert_vrrp`, by default `smtp_alert`
/// @param filter `nftables`
record GlobalDefaults(
        String routerId,
        int vrrpVersion,
        GarpSettings garp,
        boolean checkUnicastSource,
        boolean checksumWithoutPseudoHeader,
        @Nullable IpAddress group4,
        @Nullable IpAddress group6,
        ElectionDefaults election,
        boolean notifiesPriorityChanges,
        boolean mailsOfVrrp,
        PacketFilter filter) {

    /// Reads the block.
    ///
    /// @param hostName the default of `router_id`
    /// @param spacing `vrrp_garp_interval` and its like
    static GlobalDefaults of(Section section, GarpSpacing spacing, String hostName) {
        Word routerId = section.word("router_id");
        return new GlobalDefaults(
                routerId == null ? hostName : routerId.text(),
                Math.toIntExact(section.whole("vrrp_version")),
                garp(section, spacing),
                section.flag("vrrp_check_unicast_src"),
                section.onOff("v3_checksum_as_v2"),
                group(section, "vrrp_mcast_group4", Family.IPV4),
                group(section, "vrrp_mcast_group6", Family.IPV6),
                ElectionDefaults.of(section),
                section.onOff("vrrp_notify_priority_changes"),
                mailsOfVrrp(section),
                AcceptModeReader.filter(section));
    }

    private static boolean mailsOfVrrp(Section section) {
        boolean all = section.onOff("smtp_alert");
        Boolean vrrp = section.givenOnOff("smtp_alert_vrrp");
        return vrrp == null ? all : vrrp;
    }

    private static @Nullable IpAddress group(Section section, String keyword, Family family) {
        IpAddress group = section.givenAddress(keyword);
        if (group == null || (group.isMulticast() && group.family() == family)) {
            return group;
        }
        section.problems().mistake(section.positionOf(keyword), group + " is no multicast address over "
                + (family == Family.IPV4 ? "IPv4" : "IPv6"), "it is skipped", null);
        return null;
    }

    /// The group of multicast adverts, null for that of the RFC.
    @Nullable IpAddress group(Family family) {
        return switch (family) {
            case IPV4 -> group4;
            case IPV6 -> group6;
        };
    }

    private static GarpSettings garp(Section section, GarpSpacing spacing) {
        Duration delay = Duration.ofSeconds(section.whole("vrrp_garp_master_delay"));
        int repeat = Math.toIntExact(section.whole("vrrp_garp_master_repeat"));
        Long lowerDelay = section.givenWhole("vrrp_garp_lower_prio_delay");
        Long lowerRepeat = section.givenWhole("vrrp_garp_lower_prio_repeat");
        ExtraGarp extra = ExtraGarpReader.read(section, "vrrp_garp_extra_if", ExtraGarp.NONE);
        GarpSettings said = new GarpSettings(
                repeat,
                delay,
                Duration.ofSeconds(section.whole("vrrp_garp_master_refresh")),
                Math.toIntExact(section.whole("vrrp_garp_master_refresh_repeat")),
                intOr(lowerRepeat, repeat),
                lowerDelay == null ? delay : Duration.ofSeconds(lowerDelay),
                spacing,
                extra);
        return section.onOff("vrrp_min_garp")
                ? new GarpSettings(1, Duration.ZERO, Duration.ZERO, 1, 1, Duration.ZERO, spacing, extra)
                : said;
    }

    /// What an instance says of gratuitous ARP, over what holds for all.
    GarpSettings garpOf(Section instance) {
        Long delay = instance.givenWhole("garp_master_delay");
        Long repeat = instance.givenWhole("garp_master_repeat");
        Long refresh = instance.givenWhole("garp_master_refresh");
        Long refreshRepeat = instance.givenWhole("garp_master_refresh_repeat");
        Long lowerDelay = instance.givenWhole("garp_lower_prio_delay");
        Long lowerRepeat = instance.givenWhole("garp_lower_prio_repeat");
        return new GarpSettings(
                intOr(repeat, garp.repeat()),
                secondsOr(delay, garp.delay()),
                secondsOr(refresh, garp.refresh()),
                intOr(refreshRepeat, garp.refreshRepeat()),
                intOr(lowerRepeat, garp.lowerPriorityRepeat()),
                secondsOr(lowerDelay, garp.lowerPriorityDelay()),
                garp.spacing(),
                ExtraGarpReader.read(instance, "garp_extra_if", garp.extra()));
    }

    private static int intOr(@Nullable Long given, int otherwise) {
        return given == null ? otherwise : Math.toIntExact(given);
    }

    private static Duration secondsOr(@Nullable Long given, Duration otherwise) {
        return given == null ? otherwise : Duration.ofSeconds(given);
    }
}
