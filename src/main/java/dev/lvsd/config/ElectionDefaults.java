package dev.lvsd.config;

import java.time.Duration;

/// What `global_defs` says of the election of all instances.
///
/// @param yieldsWithAdvert `vrrp_higher_prio_send_advert`
/// @param answersLosers false with `vrrp_lower_prio_no_advert`
/// @param ownerIgnoresAdverts `vrrp_owner_ignore_adverts`
/// @param strict `vrrp_strict`
/// @param downTimerAdverts `vrrp_down_timer_adverts`
/// @param startupDelay `vrrp_startup_delay`
/// @param delayAfterBoot `vrrp_delay_after_boot`
record ElectionDefaults(
        boolean yieldsWithAdvert,
        boolean answersLosers,
        boolean ownerIgnoresAdverts,
        boolean strict,
        int downTimerAdverts,
        Duration startupDelay,
        Duration delayAfterBoot) {

    /// Reads the block `global_defs`.
    static ElectionDefaults of(Section section) {
        return new ElectionDefaults(
                section.onOff("vrrp_higher_prio_send_advert"),
                !section.onOff("vrrp_lower_prio_no_advert"),
                section.onOff("vrrp_owner_ignore_adverts"),
                section.onOff("vrrp_strict"),
                Math.toIntExact(section.whole("vrrp_down_timer_adverts")),
                section.seconds("vrrp_startup_delay"),
                section.seconds("vrrp_delay_after_boot"));
    }
}
