package dev.lvsd.ipvs.whole;

import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.ipvs.Timeouts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run has changed of the table as a whole, and has to undo at its end or after its crash.
///
/// @param originals timeouts to be restored, 0 for what was not changed
/// @param daemons the synchronisation daemons that it started or adopted
public record Leftover(Timeouts originals, Set<Role> daemons) {
    /// Nothing.
    public static final Leftover NONE = new Leftover(Timeouts.NONE, Set.of());

    private static final String BOOT = "boot ";
    private static final String DAEMON = "sync-daemon ";
    private static final Pattern TIMEOUTS = Pattern.compile("timeouts (\\d{1,9}) (\\d{1,9}) (\\d{1,9})");

    /// Copies the set.
    public Leftover {
        daemons = Set.copyOf(daemons);
    }

    /// Its lines in the state directory; none for nothing.
    ///
    /// @param boot what tells this boot of the machine from others: with a boot all of this is gone
    List<String> lines(String boot) {
        List<String> lines = new ArrayList<>();
        if (!equals(NONE)) {
            lines.add(BOOT + boot);
        }
        if (!originals.isNone()) {
            lines.add("timeouts " + originals);
        }
        daemons.forEach(role -> lines.add(DAEMON + role.word()));
        return lines;
    }

    /// What some lines say; nothing where they are of another boot. Lines that say nothing are skipped.
    static Leftover parse(List<String> lines, String boot) {
        if (!lines.contains(BOOT + boot)) {
            return NONE;
        }
        Timeouts originals = Timeouts.NONE;
        Set<Role> daemons = EnumSet.noneOf(Role.class);
        for (String line : lines) {
            Matcher timeouts = TIMEOUTS.matcher(line);
            if (timeouts.matches()) {
                originals = new Timeouts(
                        Integer.parseInt(timeouts.group(1)),
                        Integer.parseInt(timeouts.group(2)),
                        Integer.parseInt(timeouts.group(3)));
            }
            for (Role role : Role.values()) {
                if (line.equals(DAEMON + role.word())) {
                    daemons.add(role);
                }
            }
        }
        return new Leftover(originals, daemons);
    }
}
