package dev.lvsd.reload;

import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Collects how one thing differs between two configurations.
///
/// @param <T> its record
final class Differences<T> {
    private final String subject;
    private final T before;
    private final T after;
    private final List<ConfigurationChange> changes = new ArrayList<>();

    Differences(String subject, T before, T after) {
        this.subject = subject;
        this.before = before;
        this.after = after;
    }

    /// Compares a value that may be shown.
    Differences<T> value(String keyword, Function<T, @Nullable Object> value) {
        Object old = value.apply(before);
        Object next = value.apply(after);
        if (!Objects.equals(old, next)) {
            add(Kind.CHANGED, keyword + " " + text(old) + " -> " + text(next));
        }
        return this;
    }

    /// Compares something of which only the fact is told.
    Differences<T> fact(String what, Function<T, @Nullable Object> value) {
        if (!Objects.equals(value.apply(before), value.apply(after))) {
            add(Kind.CHANGED, what);
        }
        return this;
    }

    /// Compares a list by its members.
    <M> Differences<T> members(String keyword, Function<T, Collection<M>> list, Function<M, String> text) {
        Collection<M> old = list.apply(before);
        Collection<M> next = list.apply(after);
        next.stream().filter(member -> !old.contains(member))
                .forEach(member -> add(Kind.ADDED, keyword + " " + text.apply(member) + " added"));
        old.stream().filter(member -> !next.contains(member))
                .forEach(member -> add(Kind.REMOVED, keyword + " " + text.apply(member) + " removed"));
        return this;
    }

    /// What was found; where nothing was and both are different all the same, that.
    List<ConfigurationChange> changes() {
        if (changes.isEmpty() && !Objects.equals(before, after)) {
            add(Kind.CHANGED, "its settings are others");
        }
        return changes;
    }

    private void add(Kind kind, String detail) {
        changes.add(new ConfigurationChange(kind, subject, detail));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }
}
