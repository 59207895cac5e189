package dev.lvsd;

import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.vrrp.VrrpStatus;
import dev.lvsd.watch.Watchdog;
import java.time.Duration;
import java.util.function.Supplier;

/// What the service manager sees of the parts: ready once the table has answered its first batch, or after some
/// seconds all the same: a table that refuses is retried, and is no reason to end a virtual router.
final class Readiness implements Watchdog.View {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Supplier<TableStatus> table;
    private final Supplier<VrrpStatus> vrrp;
    private final long startedNanos = System.nanoTime();

    Readiness(Supplier<TableStatus> table, Supplier<VrrpStatus> vrrp) {
        this.table = table;
        this.vrrp = vrrp;
    }

    @Override
    public boolean isReady() {
        return table.get().acknowledged() || System.nanoTime() - startedNanos >= LIMIT.toNanos();
    }

    @Override
    public String status() {
        return StatusLine.of(vrrp.get().instances(), table.get());
    }
}
