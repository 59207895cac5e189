package dev.lvsd.cli;

import dev.lvsd.control.OthersSnapshot;
import org.jspecify.annotations.Nullable;

/// What other programs have in the IPVS table, in a line.
final class OthersLine {
    private static final String REMOVE = "remove";

    private OthersLine() {}

    /// `3 virtual servers of others, kept: TCP 192.0.2.1:80, …`; null where there is nothing to say.
    static @Nullable String of(OthersSnapshot others) {
        boolean removes = others.foreign().equals(REMOVE);
        int count = others.virtualServers();
        if (count == 0 && !removes) {
            return null;
        }
        String text = count + (count == 1 ? " virtual server of others, " : " virtual servers of others, ")
                + (removes ? "to be removed" : "kept")
                + (count == 0 ? "" : ": " + String.join(", ", others.first().stream().limit(2).toList()))
                + (count > 2 ? ", …" : "");
        return text + (removes ? "; " + others.removed() + " removed so far (lvsd.foreign)" : "");
    }
}
