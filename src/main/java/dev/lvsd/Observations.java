package dev.lvsd;

import dev.lvsd.check.CheckStatus;
import dev.lvsd.cli.VersionText;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.metrics.DaemonFacts;
import dev.lvsd.metrics.Observation;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/// Puts the statuses of the features together for a scrape. For any thread; waits for none.
final class Observations implements Supplier<Observation> {
    private final LoadedFile loaded;
    private final Supplier<TableStatus> table;
    private final Supplier<List<CheckStatus>> checks;
    private final Supplier<VrrpStatus> vrrp;
    private final Instant started = Instant.now();

    Observations(
            LoadedFile loaded,
            Supplier<TableStatus> table,
            Supplier<List<CheckStatus>> checks,
            Supplier<VrrpStatus> vrrp) {
        this.loaded = loaded;
        this.table = table;
        this.checks = checks;
        this.vrrp = vrrp;
    }

    @Override
    public Observation get() {
        return new Observation(daemon(), vrrp.get(), table.get(), checks.get());
    }

    private DaemonFacts daemon() {
        return new DaemonFacts(
                VersionText.version(),
                loaded.configuration().routerId(),
                started,
                loaded.warnings().size(),
                DaemonFacts.Load.DONE,
                started,
                0,
                0);
    }
}
