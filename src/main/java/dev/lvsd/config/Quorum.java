package dev.lvsd.config;

/// How much weight of real servers that are up makes a virtual server worth having: `quorum` and `hysteresis`.
///
/// | the quorum was | it is up while, or as soon as, the weight that is up is |
/// |---|---|
/// | up | at least `quorum` − `hysteresis` |
/// | down | at least `quorum` + `hysteresis`, or all the weight there is |
///
/// @param weight `quorum`, at least 1
/// @param hysteresis less than the quorum
public record Quorum(long weight, long hysteresis) {
    /// keepalived's default: anything that is up will do.
    public static final Quorum ANY = new Quorum(1, 0);

    /// Checks the ranges.
    public Quorum {
        if (weight < 1 || hysteresis < 0 || hysteresis >= weight) {
            throw new IllegalArgumentException("quorum " + weight + " is at least 1, and hysteresis " + hysteresis
                    + " in 0 to " + (weight - 1));
        }
    }

    /// Whether the quorum is up.
    ///
    /// @param before whether it was
    /// @param live sum of the weights that are up
    /// @param all sum of all weights
    public boolean isUp(boolean before, long live, long all) {
        return live >= needed(before, all);
    }

    /// The weight that has to be up, at least 1.
    ///
    /// @param before whether the quorum was up
    /// @param all sum of all weights
    public long needed(boolean before, long all) {
        return before ? weight - hysteresis : Math.max(1, Math.min(all, weight + hysteresis));
    }
}
