package dev.lvsd;

import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.vrrp.VrrpStatus;
import dev.lvsd.watch.Watchdog;
import java.util.function.Supplier;

/// What the service manager sees of the parts: ready when the start is done, and one line of how they stand.
final class StartView implements Watchdog.View {
    private final StartGate gate;
    private final Supplier<TableStatus> table;
    private final Supplier<VrrpStatus> vrrp;

    StartView(StartGate gate, Supplier<TableStatus> table, Supplier<VrrpStatus> vrrp) {
        this.gate = gate;
        this.table = table;
        this.vrrp = vrrp;
    }

    @Override
    public boolean isReady() {
        return gate.isOpen();
    }

    @Override
    public String status() {
        return StatusLine.of(vrrp.get().instances(), table.get());
    }
}
