package dev.lvsd.metrics;

import dev.lvsd.check.CheckStatus;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.notify.NotifyStatus;
import dev.lvsd.sysctl.SysctlStatus;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the features say of themselves at the moment of a scrape.
///
/// @param daemon the process and its configuration
/// @param vrrp the virtual routers
/// @param track what the virtual routers track
/// @param table the IPVS table
/// @param checks every checker
/// @param notifications what was told to scripts, pipes and people
/// @param sysctls kernel parameters
/// @param wholeTraffic what the kernel counts of all services together, null where it does not
public record Observation(
        DaemonFacts daemon, VrrpStatus vrrp, TrackStatus track, TableStatus table, List<CheckStatus> checks,
        NotifyStatus notifications, SysctlStatus sysctls, @Nullable TrafficCounters wholeTraffic) {
    /// Copies the list.
    public Observation {
        checks = List.copyOf(checks);
    }
}
