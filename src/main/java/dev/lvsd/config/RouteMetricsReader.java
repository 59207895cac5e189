package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.routing.RouteMetric;
import dev.lvsd.net.routing.RouteMetrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what a route says about connections: `mtu lock 1200`, `rtt 300ms`, `features ecn`.
final class RouteMetricsReader {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)([a-zA-Z]*)");
    /// Shorter times than this many milliseconds are taken as this, as by keepalived.
    private static final int SHORTEST_MILLIS = 200;

    private final RoutingWords words;
    private final Map<RouteMetric, Long> values = new EnumMap<>(RouteMetric.class);
    private final Set<RouteMetric> locked = EnumSet.noneOf(RouteMetric.class);
    private boolean ecn;
    private String congestion = "";
    private boolean congestionLocked;

    RouteMetricsReader(RoutingWords words) {
        this.words = words;
    }

    /// Whether a word is a metric; it has been read then, with its value.
    boolean reads(Word word) throws Unreadable {
        RouteMetric metric = RouteMetric.of(word.text());
        if (metric != null) {
            // The kernel heeds this one only where it is locked: ip locks it by itself, keepalived does not.
            if (words.takes("lock") || metric == RouteMetric.RTO_MIN) {
                locked.add(metric);
            }
            values.put(metric, metric.perMillisecond() == 0
                    ? words.number(word, 0, metric.most()) : time(metric, word));
            return true;
        }
        switch (word.text()) {
            case "features" -> {
                Word feature = words.valueOf(word);
                if (!feature.text().equals("ecn")) {
                    throw words.unreadable(feature.position(), "\"" + feature.text() + "\" is no feature of a route",
                            "there is ecn");
                }
                ecn = true;
            }
            case "congctl" -> {
                congestionLocked = words.takes("lock");
                congestion = words.name(word);
            }
            case String _ -> {
                return false;
            }
        }
        return true;
    }

    /// What was read.
    RouteMetrics metrics() {
        return new RouteMetrics(values, locked, ecn, congestion, congestionLocked);
    }

    /// With a unit, seconds or milliseconds; without one, the kernel's own unit, as `ip` takes it.
    private long time(RouteMetric metric, Word option) throws Unreadable {
        Word value = words.valueOf(option);
        Matcher time = TIME.matcher(value.text());
        BigDecimal unit = time.matches() ? unit(metric, time.group(2).toLowerCase(Locale.ROOT)) : BigDecimal.ZERO;
        if (unit.signum() == 0) {
            throw words.unreadable(value.position(), option.text() + " is a time such as 300ms or 0.3s, not \""
                    + value.text() + "\"", null);
        }
        BigDecimal number = new BigDecimal(time.group(1)).multiply(unit).setScale(0, RoundingMode.CEILING);
        long least = (long) SHORTEST_MILLIS * metric.perMillisecond();
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            words.otherwise(value.position(), option.text() + " is shorter than " + SHORTEST_MILLIS + " ms",
                    "that is taken");
            return least;
        }
        if (number.compareTo(BigDecimal.valueOf(metric.most())) > 0) {
            throw words.unreadable(value.position(), option.text() + " is too long", null);
        }
        return number.longValueExact();
    }

    /// The kernel's units in one of these; 0 for none.
    private static BigDecimal unit(RouteMetric metric, String unit) {
        return switch (unit) {
            case "" -> BigDecimal.ONE;
            case "ms", "msec", "msecs" -> BigDecimal.valueOf(metric.perMillisecond());
            case "s", "sec", "secs" -> BigDecimal.valueOf(metric.perMillisecond() * 1000L);
            case String _ -> BigDecimal.ZERO;
        };
    }
}
