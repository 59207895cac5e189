package dev.lvsd.metrics;

import dev.lvsd.sysctl.SysctlEntry;
import dev.lvsd.sysctl.SysctlStatus;
import java.util.Set;
import java.util.regex.Pattern;

/// Samples of kernel parameters: those that decide what becomes of connections, and those that are asked for.
final class SysctlSamples {
    private static final Set<String> SHOWN = Set.of(
            "net.ipv4.ip_forward", "net.ipv6.conf.all.forwarding", "net.ipv4.vs.backup_only",
            "net.ipv4.vs.conn_reuse_mode", "net.ipv4.vs.conntrack", "net.ipv4.vs.expire_nodest_conn",
            "net.ipv4.vs.expire_quiescent_template", "net.ipv4.vs.sloppy_tcp", "net.ipv4.vs.sync_persist_mode");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private SysctlSamples() {}

    static void add(Samples samples, SysctlStatus status) {
        for (SysctlEntry entry : status.entries()) {
            String name = entry.name().text();
            String value = entry.value();
            boolean isShown = SHOWN.contains(name) || entry.wanted() != null;
            if (isShown && value != null && NUMBER.matcher(value).matches()) {
                samples.add(Metric.SYSCTL, Samples.labels(Metric.SYSCTL, name), Long.parseLong(value));
            }
            if (entry.wanted() != null) {
                samples.add(Metric.SYSCTL_MISMATCH, Samples.labels(Metric.SYSCTL_MISMATCH, name), entry.isMismatch());
            }
        }
        samples.add(Metric.SYSCTL_PUT_BACK, status.putBack());
        samples.add(Metric.SYSCTL_WARNINGS, status.warnings().size());
    }
}
