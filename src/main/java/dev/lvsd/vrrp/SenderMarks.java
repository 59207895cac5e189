package dev.lvsd.vrrp;

/// The newest sequence number of each of a few senders. Where there is no room for another one, that heard of the
/// longest ago is forgotten. Of one thread.
final class SenderMarks {
    private final long[] high;
    private final long[] low;
    private final long[] marks;
    private final long[] used;
    private long clock;

    /// @param senders for how many there is room
    SenderMarks(int senders) {
        high = new long[senders];
        low = new long[senders];
        marks = new long[senders];
        used = new long[senders];
    }

    /// The place of a sender, made where there is none.
    ///
    /// @param highBits the first half of what names it: of its IPv6 address
    /// @param lowBits the second half
    int place(long highBits, long lowBits) {
        int oldest = 0;
        for (int i = 0; i < used.length; i++) {
            if (used[i] != 0 && high[i] == highBits && low[i] == lowBits) {
                used[i] = ++clock;
                return i;
            }
            oldest = used[i] < used[oldest] ? i : oldest;
        }
        high[oldest] = highBits;
        low[oldest] = lowBits;
        marks[oldest] = 0;
        used[oldest] = ++clock;
        return oldest;
    }

    /// The newest number of the sender at a place, 0 for none.
    long mark(int place) {
        return marks[place];
    }

    /// Notes a number.
    void mark(int place, long number) {
        marks[place] = number;
    }

    /// Takes over what other marks know.
    void takeOver(SenderMarks others) {
        for (int i = 0; i < others.used.length; i++) {
            if (others.used[i] != 0) {
                mark(place(others.high[i], others.low[i]), others.marks[i]);
            }
        }
    }
}
