package dev.lvsd.net.routing;

/// Numbers from one to another, both included: ports, user ids.
///
/// @param first the lowest
/// @param last the highest
public record Range(long first, long last) {
    /// Checks the order.
    public Range {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("range " + first + "-" + last);
        }
    }

    /// `10-20`.
    @Override
    public String toString() {
        return first + "-" + last;
    }
}
