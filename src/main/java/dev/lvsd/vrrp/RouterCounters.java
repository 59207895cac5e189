package dev.lvsd.vrrp;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// The counters of one virtual router. One thread counts, without garbage; any thread reads.
public final class RouterCounters {
    private final Map<Counter, AtomicLong> counters = zeros(Counter.class);
    private final Map<Rejection, AtomicLong> rejections = zeros(Rejection.class);

    /// Counts one.
    public void count(Counter counter) {
        increase(cell(counters, counter));
    }

    /// Counts one.
    public void count(Rejection rejection) {
        increase(cell(rejections, rejection));
    }

    /// Keeps the larger of what was and what is now.
    public void maximum(Counter counter, long value) {
        AtomicLong cell = cell(counters, counter);
        if (value > cell.getPlain()) {
            cell.setRelease(value);
        }
    }

    /// What was counted.
    public long value(Counter counter) {
        return cell(counters, counter).getAcquire();
    }

    /// What was counted.
    public long value(Rejection rejection) {
        return cell(rejections, rejection).getAcquire();
    }

    /// All counters.
    public Map<Counter, Long> counters() {
        return values(Counter.class, this::value);
    }

    /// The counters of all reasons.
    public Map<Rejection, Long> rejections() {
        return values(Rejection.class, this::value);
    }

    private static void increase(AtomicLong cell) {
        cell.setRelease(cell.getPlain() + 1);
    }

    private static <K extends Enum<K>> Map<K, AtomicLong> zeros(Class<K> keys) {
        Map<K, AtomicLong> cells = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            cells.put(key, new AtomicLong());
        }
        return cells;
    }

    private static <K extends Enum<K>> Map<K, Long> values(Class<K> keys, Function<K, Long> value) {
        Map<K, Long> all = new EnumMap<>(keys);
        for (K key : keys.getEnumConstants()) {
            all.put(key, value.apply(key));
        }
        return all;
    }

    private static <K> AtomicLong cell(Map<K, AtomicLong> cells, K key) {
        AtomicLong cell = cells.get(key);
        if (cell == null) {
            throw new AssertionError("every constant has a cell");
        }
        return cell;
    }
}
