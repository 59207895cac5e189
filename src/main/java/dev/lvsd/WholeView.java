package dev.lvsd;

import dev.lvsd.control.WholeTableSnapshot;
import dev.lvsd.ipvs.SyncDaemon;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.ipvs.whole.SyncDaemonStatus;
import dev.lvsd.ipvs.whole.WholeStatus;
import org.jspecify.annotations.Nullable;

/// The snapshot of what belongs to the table as a whole.
final class WholeView {
    private WholeView() {}

    static WholeTableSnapshot of(WholeStatus status) {
        return new WholeTableSnapshot(
                timeouts(status.timeouts()),
                status.originals().isNone() ? null : timeouts(status.originals()),
                status.daemons().stream().map(WholeView::daemon).toList(),
                status.drift(),
                status.errors(),
                status.lastError());
    }

    private static WholeTableSnapshot.@Nullable Timeouts timeouts(@Nullable Timeouts all) {
        return all == null ? null : new WholeTableSnapshot.Timeouts(all.tcp(), all.tcpFin(), all.udp());
    }

    private static WholeTableSnapshot.SyncDaemon daemon(SyncDaemonStatus status) {
        SyncDaemon running = status.running();
        return new WholeTableSnapshot.SyncDaemon(
                status.role().word(),
                status.wanted(),
                running == null ? null : new WholeTableSnapshot.Running(
                        running.interfaceName(), running.syncId(), running.maxLength(), running.group().toString(),
                        running.port(), running.ttl()),
                status.since(),
                status.error());
    }
}
