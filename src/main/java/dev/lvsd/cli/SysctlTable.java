package dev.lvsd.cli;

import dev.lvsd.control.SysctlSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `lvsctl sysctl` as text: a table for each directory, what is not as wanted, and what hurts.
final class SysctlTable {
    private static final int NAME = 28;
    private static final int NUMBER = 7;

    private SysctlTable() {}

    /// The text.
    static String render(SysctlSnapshot snapshot) {
        Page page = new Page();
        Map<String, List<SysctlSnapshot.Entry>> groups = new LinkedHashMap<>();
        snapshot.sysctls().forEach(
                entry -> groups.computeIfAbsent(group(entry), _ -> new ArrayList<>()).add(entry));
        groups.forEach((name, entries) -> {
            page.columns(name, NAME - 1, Page.pad("Now", NUMBER) + Page.pad("Wanted", NUMBER) + "What it does");
            entries.forEach(entry -> entry(page, entry));
        });
        if (snapshot.putBack() > 0) {
            page.gap().line(0, "Changed by someone else and put back: " + snapshot.putBack());
        }
        if (!snapshot.warnings().isEmpty()) {
            page.gap().line(0, "Warnings");
            snapshot.warnings().forEach(warning -> page.line(4, "  " + warning));
        }
        return page.toString();
    }

    private static void entry(Page page, SysctlSnapshot.Entry entry) {
        page.columns("  " + entry.name().substring(group(entry).length() + 1), NAME - 1,
                Page.pad(text(entry.value()), NUMBER) + Page.pad(text(entry.wanted()), NUMBER) + entry.help());
        if (entry.problem() != null) {
            page.line(4, "    " + entry.problem());
        }
        if (entry.before() != null) {
            page.line(4, "    set by lvsd, was " + entry.before());
        }
    }

    private static String group(SysctlSnapshot.Entry entry) {
        return entry.name().substring(0, entry.name().lastIndexOf('.'));
    }

    private static String text(@Nullable String value) {
        return value == null ? "- " : value + " ";
    }
}
