package dev.lvsd.vrrp;

import java.time.Duration;
import java.util.List;

/// How late the adverts of a master left, as a distribution.
///
/// @param counts adverts in each bucket: up to the first bound of [#BOUNDS], up to the second, … beyond the last
/// @param sum of all lateness
public record AdvertLateness(List<Long> counts, Duration sum) {
    /// Upper bounds of the buckets but for the last, which has none; growing.
    public static final List<Duration> BOUNDS = List.of(
            Duration.ofNanos(100_000),
            Duration.ofNanos(250_000),
            Duration.ofNanos(500_000),
            Duration.ofMillis(1),
            Duration.ofNanos(2_500_000),
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1));

    /// Copies the list, which has one element more than [#BOUNDS].
    public AdvertLateness {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " buckets");
        }
    }
}
