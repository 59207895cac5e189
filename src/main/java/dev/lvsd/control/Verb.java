package dev.lvsd.control;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What operators can order.
public enum Verb {
    /// `lvsctl maintenance node`: the node hands over its virtual routers and stays behind, or no longer.
    NODE("/v1/maintenance");

    private final String path;

    Verb(String path) {
        this.path = path;
    }

    /// Where it is posted to.
    public String path() {
        return path;
    }

    /// The verb of a path, null for none.
    static @Nullable Verb of(String path) {
        for (Verb verb : values()) {
            if (verb.path.equals(path)) {
                return verb;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
