package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What the checks say of a real server.
public enum Health {
    /// Not checked yet.
    @JsonProperty("unknown")
    UNKNOWN,
    /// Every check passed, or there is none.
    @JsonProperty("up")
    UP,
    /// A check failed.
    @JsonProperty("down")
    DOWN;

    /// The word for it in every output: `unknown`, `up`, `down`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
