package dev.lvsd.reload;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.Loaded;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ReloadOption;
import java.util.List;
import java.util.Set;

/// Whether a configuration that was read again may be applied.
public sealed interface ReloadDecision {
    /// Nothing may change.
    ///
    /// @param reason for the operator, with what to do
    /// @param changes what would have changed; empty where the file has errors
    record Refused(String reason, List<ConfigurationChange> changes) implements ReloadDecision {
        /// Copies the list.
        public Refused {
            changes = List.copyOf(changes);
        }
    }

    /// It says what ran before.
    ///
    /// @param next the same, perhaps at other places
    record Unchanged(Configuration next) implements ReloadDecision {}

    /// It may be applied.
    ///
    /// @param next the configuration
    /// @param diff what it changes
    record Accepted(Configuration next, ConfigurationDiff diff) implements ReloadDecision {}

    /// Decides.
    ///
    /// @param running what runs
    /// @param loaded what was read
    static ReloadDecision of(Configuration running, Loaded loaded, Set<ReloadOption> options) {
        Configuration next = loaded.configuration();
        if (next == null) {
            int errors = loaded.problems().errors().size();
            String first = loaded.problems().errors().stream().findFirst().map(Object::toString).orElse("no reason");
            return new Refused((errors == 1 ? "1 error" : errors + " errors") + ", nothing was changed: " + first,
                    List.of());
        }
        ConfigurationDiff diff = ConfigurationDiff.between(running, next);
        if (diff.isEmpty()) {
            return new Unchanged(next);
        }
        if (diff.removesMostOfTheTable() && !options.contains(ReloadOption.FORCE)) {
            return new Refused("it would remove " + diff.removed() + " of the " + diff.entries()
                    + " entries of the IPVS table, more than half: nothing was changed;"
                    + " if that is meant: lvsctl reload --force", diff.changes());
        }
        return new Accepted(next, diff);
    }
}
