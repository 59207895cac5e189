package dev.lvsd.vrrp;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.Election;
import dev.lvsd.config.VrrpInstance;

/// What a virtual router goes by: its configuration, and the priority that tracking makes of the configured one.
///
/// @param version 2 or 3
/// @param priority that its adverts carry, 1 to 255
/// @param election how it stands for election
/// @param interval between its adverts, in nanoseconds
/// @param authentication how adverts prove where they come from
record Terms(int version, int priority, Election election, long interval, Authentication authentication) {
    /// The priority of the owner of the addresses.
    static final int OWNER = 255;
    /// The lowest priority that an advert carries but for a master that leaves.
    static final int LEAST = 1;

    /// The terms of an instance with a priority.
    static Terms of(VrrpInstance instance, int priority) {
        return new Terms(
                instance.version(), priority, instance.election(), instance.advertInterval().toNanos(),
                instance.authentication());
    }

    /// The same with another priority.
    Terms with(int other) {
        return new Terms(version, other, election, interval, authentication);
    }

    /// Whether it accepts the adverts that others do: in version 3 a receiver takes any interval.
    boolean acceptsAs(Terms others) {
        return version == others.version && authentication.equals(others.authentication)
                && (version == 3 || interval == others.interval);
    }

    /// Whether the addresses are its own (priority 255).
    boolean isOwner() {
        return priority == OWNER;
    }

    /// The silence after which it takes over, in nanoseconds.
    long masterDownNanos(long masterInterval) {
        return Timers.masterDownNanos(election.timers().downTimerAdverts(), version, priority, masterInterval);
    }

    /// The silence after which it takes over from a master that has left, in nanoseconds.
    long skewNanos(long masterInterval) {
        return Timers.skewNanos(version, priority, masterInterval);
    }

    /// Whether the others have heard nothing for so long that a backup has taken over (`timer_expired_backup`).
    ///
    /// @param advertNanos when the last advert was sent
    boolean isExpired(long advertNanos, long nowNanos) {
        int other = election.timers().expiryPriority();
        return other != 0 && nowNanos - advertNanos
                >= Timers.masterDownNanos(election.timers().downTimerAdverts(), version, other, interval);
    }
}
