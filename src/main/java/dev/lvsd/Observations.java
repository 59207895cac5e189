package dev.lvsd;

import dev.lvsd.check.CheckStatus;
import dev.lvsd.cli.VersionText;
import dev.lvsd.control.ReloadOutcome;
import dev.lvsd.control.ReloadSnapshot;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.metrics.DaemonFacts;
import dev.lvsd.metrics.Observation;
import dev.lvsd.sysctl.SysctlStatus;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.notify.NotifyStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Puts the statuses of the features together for a scrape. For any thread; waits for none.
final class Observations implements Supplier<Observation> {
    private final Reloader reloader;
    private final StartGate gate;
    private final Supplier<Map<String, Long>> refusedConnections;
    private final Supplier<TableStatus> table;
    private final Supplier<List<CheckStatus>> checks;
    private final Supplier<VrrpStatus> vrrp;
    private final Supplier<TrackStatus> track;
    private final Supplier<NotifyStatus> notifications;
    private final Supplier<SysctlStatus> sysctls;
    private final Instant started = Instant.now();

    Observations(
            Reloader reloader,
            StartGate gate,
            Supplier<Map<String, Long>> refusedConnections,
            Supplier<TableStatus> table,
            Supplier<List<CheckStatus>> checks,
            Supplier<VrrpStatus> vrrp,
            Supplier<TrackStatus> track,
            Supplier<NotifyStatus> notifications,
            Supplier<SysctlStatus> sysctls) {
        this.reloader = reloader;
        this.gate = gate;
        this.refusedConnections = refusedConnections;
        this.table = table;
        this.checks = checks;
        this.vrrp = vrrp;
        this.track = track;
        this.notifications = notifications;
        this.sysctls = sysctls;
    }

    @Override
    public Observation get() {
        VrrpStatus vrrpNow = vrrp.get();
        TableStatus tableNow = table.get();
        return new Observation(
                daemon(vrrpNow), vrrpNow, track.get(), tableNow, checks.get(), notifications.get(),
                sysctls.get(), WholeTrafficFile.read(tableNow.kind()));
    }

    private DaemonFacts daemon(VrrpStatus vrrpNow) {
        LoadedFile running = reloader.running();
        ReloadSnapshot last = reloader.last();
        long refused = last == null ? 0 : last.refused();
        return new DaemonFacts(
                VersionText.version(),
                running.configuration().routerId(),
                started,
                gate.isOpen(),
                SnapshotSource.lostLogLines(vrrpNow),
                refusedConnections.get(),
                running.warnings().size(),
                last != null && last.outcome() == ReloadOutcome.REFUSED
                        ? DaemonFacts.Load.REFUSED
                        : DaemonFacts.Load.DONE,
                running.since(),
                last == null ? 0 : last.attempts() - refused,
                refused);
    }
}
