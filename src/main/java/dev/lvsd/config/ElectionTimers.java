package dev.lvsd.config;

import java.time.Duration;

/// How long a virtual router waits before it becomes master, and when it stops being one.
///
/// @param preemptDelay `preempt_delay`: how long a master of lower priority stays, from the first of its adverts
///     that is heard; zero replaces it at once
/// @param startupDelay `vrrp_startup_delay`: how long after the start of the daemon nobody becomes master
/// @param delayAfterBoot `vrrp_delay_after_boot`: the same from the start of the machine; the longer one counts
/// @param downTimerAdverts `down_timer_adverts`: adverts that may be missed before a backup takes over
/// @param expiryPriority `timer_expired_backup`: a master whose timer is so late that a backup of this priority has
///     taken over goes on as backup; 0 for never
public record ElectionTimers(
        Duration preemptDelay,
        Duration startupDelay,
        Duration delayAfterBoot,
        int downTimerAdverts,
        int expiryPriority) {
    /// What a file that says nothing gets.
    public static final ElectionTimers DEFAULTS =
            new ElectionTimers(Duration.ZERO, Duration.ZERO, Duration.ZERO, 3, 0);
}
