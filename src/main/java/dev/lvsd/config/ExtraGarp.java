package dev.lvsd.config;

import java.time.Duration;

/// `garp_extra_if`: announcements that keep switches in mind of interfaces that carry virtual addresses and send no
/// adverts.
///
/// @param interval between them, zero for none
/// @param all on every such interface, not on virtual MAC interfaces alone
public record ExtraGarp(Duration interval, boolean all) {
    /// No such announcements.
    public static final ExtraGarp NONE = new ExtraGarp(Duration.ZERO, false);
}
