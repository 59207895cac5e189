package dev.lvsd.config;

import java.time.Duration;

/// How long the kernel keeps a virtual address that is not renewed (`vip_lifetime`): what fences a director that died
/// or hangs while it was master.
public sealed interface VipLifetime {
    /// The shortest: renewals come every second.
    Duration SHORTEST = Duration.ofSeconds(3);

    /// At least five seconds and four adverts, and for ever as long as no peer was ever heard: an address that nobody
    /// else would take over is better kept.
    record Automatic() implements VipLifetime {
        private static final Duration LEAST = Duration.ofSeconds(5);
        private static final int ADVERTS = 4;

        /// The lifetime of the addresses of an instance whose peer was heard, in whole seconds.
        public Duration of(Duration advertInterval) {
            Duration adverts = advertInterval.multipliedBy(ADVERTS).plusNanos(999_999_999);
            Duration whole = Duration.ofSeconds(adverts.toSeconds());
            return whole.compareTo(LEAST) > 0 ? whole : LEAST;
        }
    }

    /// For ever, as other programs do it.
    record Forever() implements VipLifetime {}

    /// As long as this, whoever was heard.
    ///
    /// @param duration whole seconds
    record Fixed(Duration duration) implements VipLifetime {
        /// Checks the range.
        public Fixed {
            if (duration.compareTo(SHORTEST) < 0 || !duration.equals(Duration.ofSeconds(duration.toSeconds()))) {
                throw new IllegalArgumentException("lifetime of virtual addresses: " + duration);
            }
        }
    }
}
