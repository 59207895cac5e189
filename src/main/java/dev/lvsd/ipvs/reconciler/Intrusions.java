package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What other programs do in the table and what is told of it. Belongs to one thread.
final class Intrusions {
    private final Recurrences drifts = new Recurrences();
    private final Recurrences removals = new Recurrences();

    /// The steps that undo what someone else did to one of ours.
    ///
    /// @param before what is believed to be there, null for nothing
    /// @param present what is there, null for nothing
    @SuppressWarnings("ReferenceEquality") // the same object is the cheap sign of no change
    static List<Step> putBack(
            VirtualServerKey key, @Nullable VirtualServerEntry before, @Nullable VirtualServerEntry present) {
        return before == present
                ? List.of()
                : Plan.between(table(key, present), table(key, before), Set.of(key)).steps();
    }

    private static IpvsTable table(VirtualServerKey key, @Nullable VirtualServerEntry entry) {
        return entry == null ? IpvsTable.EMPTY : new IpvsTable(Map.of(key, entry));
    }

    /// One of ours was found changed.
    ///
    /// @param putBack the steps that undo the change; none for no change
    List<Note> drifted(VirtualServerKey key, List<Step> putBack, Instant at) {
        return !putBack.isEmpty() && drifts.happened(key, putBack, at)
                ? List.of(new Note.Drifted(key, putBack)) : List.of();
    }

    /// Some of theirs were removed.
    ///
    /// @param gone the options that they had
    List<Note> removed(Map<VirtualServerKey, VirtualServerOptions> gone, Instant at) {
        List<Note> notes = new ArrayList<>();
        gone.forEach((key, options) -> {
            if (removals.happened(key, options, at)) {
                notes.add(new Note.ForeignRemoved(key, options));
            }
        });
        return notes;
    }

    /// The counts that are to be told now.
    List<Note> due(Instant at) {
        List<Note> notes = new ArrayList<>();
        drifts.due(at).forEach(count -> notes.add(new Note.Recurred(Note.Recurrence.DRIFT, count)));
        removals.due(at).forEach(count -> notes.add(new Note.Recurred(Note.Recurrence.FOREIGN, count)));
        return notes;
    }
}
