package dev.lvsd.control;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What `lvsctl top` sorts by, the greatest first.
public enum TopSort {
    /// Connections a second.
    CPS,
    /// Active connections.
    ACTIVE,
    /// Connections so far.
    CONNS,
    /// Bytes from clients a second.
    IN,
    /// Bytes to clients a second.
    OUT,
    /// Weight.
    WEIGHT;

    /// The word for it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The next one, after the last the first.
    public TopSort next() {
        List<TopSort> all = List.of(values());
        return all.get((all.indexOf(this) + 1) % all.size());
    }

    static TopSort of(String word) throws FormException {
        return Stream.of(values())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new FormException("sort is one of "
                        + Stream.of(values()).map(TopSort::word).collect(Collectors.joining(", "))
                        + ", not \"" + word + "\""));
    }
}
