package dev.lvsd;

import dev.lvsd.control.SysctlSnapshot;
import dev.lvsd.sysctl.SysctlEntry;
import dev.lvsd.sysctl.SysctlStatus;
import dev.lvsd.sysctl.SysctlWarning;

/// The snapshot of the sysctls, from their status.
final class SysctlView {
    private SysctlView() {}

    static SysctlSnapshot of(SysctlStatus status) {
        return new SysctlSnapshot(
                status.entries().stream().map(SysctlView::entry).toList(),
                status.putBack(),
                status.warnings().stream().map(SysctlWarning::sentence).toList());
    }

    private static SysctlSnapshot.Entry entry(SysctlEntry entry) {
        return new SysctlSnapshot.Entry(entry.name().text(), entry.value(), entry.wanted(), entry.before(),
                entry.problem(), entry.help());
    }
}
