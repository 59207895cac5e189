package dev.lvsd.sysctl;

import dev.lvsd.config.SysctlName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sysctls that lvsd has changed: the lines of a list in the state directory, with a tab between name, the value
/// that lvsd wrote, and what was there before. A line with the first word `boot` has the boot that they are of: nothing
/// of an earlier one is still there.
///
/// @param changes in the order in which they were made
record OwnedSysctls(Map<SysctlName, Change> changes) {
    /// None.
    static final OwnedSysctls NONE = new OwnedSysctls(Map.of());

    private static final String BOOT = "boot";

    /// One of them.
    ///
    /// @param ours the value that lvsd wrote
    /// @param before the value that was there
    record Change(String ours, String before) {}

    /// Copies the map.
    OwnedSysctls {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /// Those of a list; lines that are none are left out.
    ///
    /// @param boot what tells this boot from others
    static OwnedSysctls parse(Collection<String> lines, String boot) {
        Map<SysctlName, Change> changes = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split("\t", -1);
            if (words[0].equals(BOOT) && words.length == 2 && !words[1].equals(boot)) {
                return NONE;
            }
            SysctlName name = words.length == 3 ? SysctlName.parse(words[0]) : null;
            if (name != null) {
                changes.put(name, new Change(words[1], words[2]));
            }
        }
        return new OwnedSysctls(changes);
    }

    /// The lines of the list.
    List<String> lines(String boot) {
        List<String> lines = new ArrayList<>();
        if (!changes.isEmpty()) {
            lines.add(BOOT + "\t" + boot);
        }
        changes.forEach((name, change) -> lines.add(name + "\t" + change.ours() + "\t" + change.before()));
        return lines;
    }

    /// With a change.
    OwnedSysctls with(SysctlName name, Change change) {
        Map<SysctlName, Change> next = new LinkedHashMap<>(changes);
        next.put(name, change);
        return new OwnedSysctls(next);
    }

    /// Without those of some names.
    OwnedSysctls without(Collection<SysctlName> names) {
        Map<SysctlName, Change> next = new LinkedHashMap<>(changes);
        next.keySet().removeAll(names);
        return new OwnedSysctls(next);
    }
}
