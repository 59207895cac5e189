package dev.lvsd;

import dev.lvsd.check.CheckStatus;
import dev.lvsd.cli.VersionText;
import dev.lvsd.config.text.Problem;
import dev.lvsd.control.DaemonSnapshot;
import dev.lvsd.control.OrdersSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.journal.QueuedAppender;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.sysctl.SysctlStatus;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.notify.NotifyStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts the snapshots of the features together into the one that the control socket shows. For any thread;
/// waits for none.
final class SnapshotSource implements Supplier<Snapshot> {
    private final RunOptions options;
    private final Reloader reloader;
    private final Supplier<TableStatus> table;
    private final Supplier<List<CheckStatus>> checks;
    private final Supplier<VrrpStatus> vrrp;
    private final Supplier<TrackStatus> track;
    private final Supplier<NotifyStatus> notifications;
    private final Supplier<SysctlStatus> sysctls;
    private final @Nullable String metrics;
    private final StartGate start;
    private final Supplier<List<String>> complaints;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();

    SnapshotSource(
            RunOptions options,
            Reloader reloader,
            Supplier<TableStatus> table,
            Supplier<List<CheckStatus>> checks,
            Supplier<VrrpStatus> vrrp,
            Supplier<TrackStatus> track,
            Supplier<NotifyStatus> notifications,
            Supplier<SysctlStatus> sysctls,
            @Nullable String metrics,
            StartGate start,
            Supplier<List<String>> complaints) {
        this.options = options;
        this.reloader = reloader;
        this.table = table;
        this.checks = checks;
        this.vrrp = vrrp;
        this.track = track;
        this.notifications = notifications;
        this.sysctls = sysctls;
        this.metrics = metrics;
        this.start = start;
        this.complaints = complaints;
    }

    @Override
    public Snapshot get() {
        TableStatus tableNow = table.get();
        TrackStatus trackNow = track.get();
        VrrpStatus vrrpNow = vrrp.get();
        OrdersSnapshot orders = OrdersSnapshot.of(tableNow);
        return new Snapshot(
                Instant.now(),
                daemon(vrrpNow, orders),
                VrrpView.maintenance(vrrpNow.maintenance()),
                vrrpNow.instances().stream().map(one -> VrrpView.instance(one, vrrpNow, trackNow)).toList(),
                vrrpNow.groups().stream().map(one -> NotifyView.group(one, vrrpNow.tracked(), trackNow)).toList(),
                VrrpView.staticEntries(vrrpNow.statics()),
                NotifyView.notifications(notifications.get()),
                new TableView(checks.get()).virtualServers(tableNow),
                TableView.table(tableNow),
                SysctlView.of(sysctls.get()),
                orders,
                WholeView.of(tableNow.whole()));
    }

    private DaemonSnapshot daemon(VrrpStatus vrrpNow, OrdersSnapshot orders) {
        LoadedFile loaded = reloader.running();
        return new DaemonSnapshot(
                VersionText.version(),
                ProcessHandle.current().pid(),
                loaded.configuration().routerId(),
                started,
                Duration.ofNanos(System.nanoTime() - startedNanos),
                start.isOpen(),
                loaded.path().toString(),
                loaded.syntax().name().toLowerCase(Locale.ROOT),
                options.stateDirectory().toString(),
                vrrpNow.vrrpScheduling(),
                metrics,
                lostLogLines(vrrpNow),
                warnings(loaded, vrrpNow, orders),
                reloader.last());
    }

    /// Log lines that this process has lost on their way.
    static long lostLogLines(VrrpStatus vrrp) {
        return QueuedAppender.lost() + vrrp.lostNews();
    }

    private List<String> warnings(LoadedFile loaded, VrrpStatus vrrpNow, OrdersSnapshot orders) {
        List<String> warnings = new ArrayList<>(start.waiting());
        warnings.addAll(complaints.get());
        warnings.addAll(reloader.pending());
        if (vrrpNow.firewall().problem() != null) {
            warnings.add("packets to virtual addresses are accepted although no_accept or strict mode says otherwise: "
                    + vrrpNow.firewall().problem());
        }
        warnings.addAll(orders.complaints());
        warnings.addAll(sysctls.get().complaints());
        loaded.warnings().stream().map(Problem::sentence).forEach(warnings::add);
        return warnings;
    }
}
