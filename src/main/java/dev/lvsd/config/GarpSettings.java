package dev.lvsd.config;

import java.time.Duration;

/// When a master announces its addresses by gratuitous ARP: `garp_master_…` and `garp_lower_prio_…`.
///
/// @param repeat announcements of each address in a burst
/// @param delay from the first burst to the second; zero for no second burst
/// @param refresh between refreshes while master; zero for none
/// @param refreshRepeat announcements of each address in a refresh
/// @param lowerPriorityRepeat announcements of each address after a losing advert
/// @param lowerPriorityDelay from that burst to its second; zero for no second burst
/// @param spacing how far announcements are apart, those of other virtual routers among them
/// @param extra announcements of interfaces that send no adverts
public record GarpSettings(
        int repeat,
        Duration delay,
        Duration refresh,
        int refreshRepeat,
        int lowerPriorityRepeat,
        Duration lowerPriorityDelay,
        GarpSpacing spacing,
        ExtraGarp extra) {
    /// keepalived's: five now, five after five seconds, no refresh.
    public static final GarpSettings DEFAULTS =
            new GarpSettings(5, Duration.ofSeconds(5), Duration.ZERO, 1, 5, Duration.ofSeconds(5));

    /// Announcements that follow one another at once.
    public GarpSettings(
            int repeat,
            Duration delay,
            Duration refresh,
            int refreshRepeat,
            int lowerPriorityRepeat,
            Duration lowerPriorityDelay) {
        this(repeat, delay, refresh, refreshRepeat, lowerPriorityRepeat, lowerPriorityDelay, GarpSpacing.NONE,
                ExtraGarp.NONE);
    }
}
