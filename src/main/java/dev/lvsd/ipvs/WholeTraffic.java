package dev.lvsd.ipvs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the kernel counts of all virtual servers of a network namespace together (`ip_vs_stats_show` of
/// `net/netfilter/ipvs/ip_vs_ctl.c`): two lines of five hexadecimal numbers under their headings, the totals and
/// the rates.
public final class WholeTraffic {
    /// The file of the reading thread's network namespace.
    public static final String FILE = "/proc/thread-self/net/ip_vs_stats";

    private static final int COLUMNS = 5;

    private WholeTraffic() {}

    /// Reads the text of the file.
    ///
    /// @return null where it is not of that form
    public static @Nullable TrafficCounters parse(String text) {
        List<long[]> lines = text.lines().map(WholeTraffic::numbers).filter(line -> line.length == COLUMNS).toList();
        if (lines.size() != 2) {
            return null;
        }
        long[] totals = lines.getFirst();
        long[] rates = lines.getLast();
        return new TrafficCounters(
                totals[0], totals[1], totals[2], totals[3], totals[4],
                rates[0], rates[1], rates[2], rates[3], rates[4]);
    }

    /// The numbers of a line, none where anything else stands in it.
    private static long[] numbers(String line) {
        List<Long> numbers = new ArrayList<>();
        for (String word : line.strip().split(" +", -1)) {
            if (!word.matches("[0-9A-F]{1,16}")) {
                return new long[0];
            }
            numbers.add(Long.parseUnsignedLong(word, 16));
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
