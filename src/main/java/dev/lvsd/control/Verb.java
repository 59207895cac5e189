package dev.lvsd.control;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What operators can order, each posted to a path of its own.
public enum Verb {
    /// `lvsctl drain`: no new clients, out of the table when idle or at a deadline.
    DRAIN("/v1/orders/drain", "virtual_server real_server timeout force"),
    /// `lvsctl enable`: the order about it ends.
    ENABLE("/v1/orders/enable", "virtual_server real_server"),
    /// `lvsctl disable`: out of the table at once.
    DISABLE("/v1/orders/disable", "virtual_server real_server force"),
    /// `lvsctl weight`: another weight.
    WEIGHT("/v1/orders/weight", "virtual_server real_server weight ramp force"),
    /// `lvsctl maintenance node`: the node hands over its virtual routers and stays behind, or no longer.
    NODE("/v1/maintenance", "state");

    private final String path;
    private final String words;

    Verb(String path, String words) {
        this.path = path;
        this.words = words;
    }

    /// Where it is posted to.
    public String path() {
        return path;
    }

    /// The words that it takes beside those that all take.
    Set<String> words() {
        return Set.of(words.split(" "));
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
