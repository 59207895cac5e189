package dev.lvsd.track;

import org.jspecify.annotations.Nullable;

/// Up or down by results in a row, as keepalived counts them: the first result decides at once, then it takes
/// `rise` successes to come up and `fall` failures to go down. Confined to one thread.
final class RiseFall {
    private int rise;
    private int fall;
    private @Nullable Boolean up;
    private boolean first = true;
    private int contrary;

    /// @param startsDown whether it is down before the first result rather than unknown
    RiseFall(int rise, int fall, boolean startsDown) {
        this.rise = rise;
        this.fall = fall;
        up = startsDown ? Boolean.FALSE : null;
    }

    /// Takes a result.
    ///
    /// @return whether it is up now
    boolean on(boolean success) {
        Boolean before = up;
        if (before == null || first) {
            first = false;
            up = success;
            return success;
        }
        contrary = success == before ? 0 : contrary + 1;
        if (contrary >= (before ? fall : rise)) {
            contrary = 0;
            up = !before;
            return !before;
        }
        return before;
    }

    /// Goes on with other limits.
    void reconfigure(int newRise, int newFall) {
        rise = newRise;
        fall = newFall;
    }

    /// Results in a row that speak against the state.
    int contrary() {
        return contrary;
    }

    /// Whether it is up; null before the first result.
    @Nullable Boolean isUp() {
        return up;
    }
}
