package dev.lvsd.net.routing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a route says about the connections over it: the options of `ip route` that are numbers.
public enum RouteMetric {
    /// Bytes of the largest packet.
    MTU,
    /// Bytes that a TCP peer may send ahead, at most.
    WINDOW,
    /// Round trip time to begin with, in eighths of a millisecond.
    RTT,
    /// Its variance, in quarters of a millisecond.
    RTTVAR,
    /// Segments at which slow start ends.
    SSTHRESH,
    /// Segments on their way, at most.
    CWND,
    /// Bytes of the largest segment, as said to TCP peers.
    ADVMSS,
    /// Segments that may overtake one another.
    REORDERING,
    /// Hop limit, or TTL.
    HOPLIMIT,
    /// Segments on their way at first.
    INITCWND,
    /// Shortest TCP retransmission timeout, in milliseconds.
    RTO_MIN,
    /// Segments that a peer may send ahead at first.
    INITRWND,
    /// 1: acknowledge at once.
    QUICKACK,
    /// 1: TCP fast open without a cookie.
    FASTOPEN_NO_COOKIE;

    /// The metric of a word of `ip route`, null for any other word.
    public static @Nullable RouteMetric of(String word) {
        for (RouteMetric metric : values()) {
            if (metric.word().equals(word)) {
                return metric;
            }
        }
        return null;
    }

    /// The word of `ip route`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Units of the number in a millisecond; 0 where it is no time.
    public int perMillisecond() {
        return switch (this) {
            case RTT -> 8;
            case RTTVAR -> 4;
            case RTO_MIN -> 1;
            case MTU, WINDOW, SSTHRESH, CWND, ADVMSS, REORDERING, HOPLIMIT, INITCWND, INITRWND, QUICKACK,
                    FASTOPEN_NO_COOKIE -> 0;
        };
    }

    /// The highest number.
    public long most() {
        return switch (this) {
            case HOPLIMIT -> 255;
            case QUICKACK, FASTOPEN_NO_COOKIE -> 1;
            case MTU, WINDOW, RTT, RTTVAR, SSTHRESH, CWND, ADVMSS, REORDERING, INITCWND, RTO_MIN, INITRWND ->
                    0xffff_ffffL;
        };
    }
}
