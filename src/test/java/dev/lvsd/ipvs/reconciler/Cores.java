package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.orders.Moment;
import dev.lvsd.orders.OrderBook;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Reconciler cores without orders, in which what is not configured any more is deleted at once.
final class Cores {
    /// Deletes at once.
    static final DrainSettings DELETE = new DrainSettings(false, null);

    private static final Beforehand NOTHING = new Beforehand(OrderBook.EMPTY, List.of(), DELETE);

    private Cores() {}

    static ReconcilerCore starting(
            List<VirtualServer> configured, Set<VirtualServerKey> listed, TableDump dump, Instant at, Duration took) {
        return ReconcilerCore.starting(configured, listed, NOTHING, dump, moment(at), took);
    }

    static List<Note> reload(ReconcilerCore core, List<VirtualServer> configured, TableDump dump) {
        return core.reload(configured, DELETE, dump, moment(Instant.EPOCH));
    }

    static List<Note> read(ReconcilerCore core, TableDump dump, Instant at, Duration took) {
        return core.read(dump, moment(at), took);
    }

    /// A moment at which both clocks agree.
    static Moment moment(Instant at) {
        return new Moment(TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano(), at);
    }

    /// Keeps nothing.
    static final class Forgetful implements OrderStore {
        @Override
        public OrderBook orders() {
            return OrderBook.EMPTY;
        }

        @Override
        public List<Departure> departures() {
            return List.of();
        }

        @Override
        public void keep(OrderBook orders) {}

        @Override
        public void keep(Collection<Departure> departures) {}
    }
}
