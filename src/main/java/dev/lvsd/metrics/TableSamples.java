package dev.lvsd.metrics;

import dev.lvsd.check.Health;
import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TrafficCounters;
import dev.lvsd.ipvs.reconciler.OthersStatus;
import dev.lvsd.ipvs.reconciler.RealServerStatus;
import dev.lvsd.ipvs.reconciler.SorryServerStatus;
import dev.lvsd.ipvs.reconciler.TableStatus;
import dev.lvsd.ipvs.reconciler.TableTotals;
import dev.lvsd.ipvs.reconciler.VirtualServerStatus;
import java.util.Locale;
import java.util.Objects;

/// Samples of the IPVS table: how programming it goes, its virtual servers and their real servers.
final class TableSamples {
    private final Samples samples;

    /// The families of what the kernel counts of traffic.
    private record Traffic(Metric connections, Metric inPackets, Metric outPackets, Metric inBytes, Metric outBytes) {
        static final Traffic OF_VIRTUAL_SERVERS = new Traffic(
                Metric.VS_CONNECTIONS, Metric.VS_IN_PACKETS, Metric.VS_OUT_PACKETS, Metric.VS_IN_BYTES,
                Metric.VS_OUT_BYTES);

        void add(Samples samples, SeriesLabels labels, TrafficCounters seen) {
            samples.unsigned(connections, labels, seen.connections());
            samples.unsigned(inPackets, labels, seen.inPackets());
            samples.unsigned(outPackets, labels, seen.outPackets());
            samples.unsigned(inBytes, labels, seen.inBytes());
            samples.unsigned(outBytes, labels, seen.outBytes());
        }
    }

    /// The families of what the kernel counts of each server behind a virtual one.
    private record Counters(Metric active, Metric inactive, Metric persistent, Traffic traffic) {
        static final Counters OF_REAL_SERVERS = new Counters(
                Metric.RS_ACTIVE, Metric.RS_INACTIVE, Metric.RS_PERSISTENT, new Traffic(
                        Metric.RS_CONNECTIONS, Metric.RS_IN_PACKETS, Metric.RS_OUT_PACKETS, Metric.RS_IN_BYTES,
                        Metric.RS_OUT_BYTES));
        static final Counters OF_SORRY_SERVERS = new Counters(
                Metric.SORRY_ACTIVE, Metric.SORRY_INACTIVE, Metric.SORRY_PERSISTENT, new Traffic(
                        Metric.SORRY_CONNECTIONS, Metric.SORRY_IN_PACKETS, Metric.SORRY_OUT_PACKETS,
                        Metric.SORRY_IN_BYTES, Metric.SORRY_OUT_BYTES));

        void add(Samples samples, SeriesLabels labels, RealServerCounters seen) {
            samples.add(active, labels, Integer.toUnsignedLong(seen.activeConnections()));
            samples.add(inactive, labels, Integer.toUnsignedLong(seen.inactiveConnections()));
            samples.add(persistent, labels, Integer.toUnsignedLong(seen.persistentConnections()));
            traffic.add(samples, labels, seen.traffic());
        }
    }

    private TableSamples(Samples samples) {
        this.samples = samples;
    }

    static void add(Samples samples, TableStatus table) {
        TableSamples one = new TableSamples(samples);
        one.totals(table.totals());
        one.others(table.others());
        table.virtualServers().forEach(one::virtualServer);
    }

    private void totals(TableTotals totals) {
        for (Step.Kind kind : Step.Kind.values()) {
            samples.add(
                    Metric.IPVS_STEPS,
                    Samples.labels(Metric.IPVS_STEPS, kind.name().toLowerCase(Locale.ROOT)),
                    totals.steps().getOrDefault(kind, 0L));
        }
        samples.add(Metric.IPVS_ERRORS, totals.errors());
        samples.add(Metric.IPVS_DRIFT, totals.drift());
        samples.add(Metric.IPVS_IGNORED, totals.ignoredReports());
        samples.summary(Metric.IPVS_READ, totals.reads(), totals.allReads());
        samples.summary(Metric.IPVS_BATCH, totals.batches(), totals.allBatches());
        if (totals.lastReadAt() != null) {
            samples.add(Metric.IPVS_READ_LAST, Samples.seconds(totals.lastRead()));
            samples.add(Metric.IPVS_READ_AT, DaemonSamples.seconds(totals.lastReadAt()));
        }
    }

    private void others(OthersStatus others) {
        samples.add(Metric.IPVS_FOREIGN, others.virtualServers());
        samples.add(Metric.IPVS_FOREIGN_REMOVED, others.removed());
        samples.add(Metric.IPVS_REPEATED, others.repeats());
    }

    private void virtualServer(VirtualServerStatus status) {
        ServiceLabel service = ServiceLabel.of(status.key());
        SeriesLabels labels = Samples.labels(Metric.VS_UP, service.virtualServer(), service.protocol());
        long weight = status.realServers().stream().mapToLong(TableSamples::weight).sum();
        if (status.group() != null) {
            samples.info(Metric.VS_GROUP, service.virtualServer(), service.protocol(), status.group());
        }
        samples.add(Metric.VS_REFUSED, labels, status.refusal() != null);
        samples.add(Metric.VS_IN_TABLE, labels, status.actual() != null);
        samples.add(Metric.VS_UP, labels, weight > 0);
        samples.add(Metric.VS_WEIGHT, labels, weight);
        samples.add(Metric.VS_QUORUM, labels, status.quorum().isUp());
        samples.add(
                Metric.VS_REAL_SERVERS,
                labels,
                status.realServers().stream().map(RealServerStatus::configured).filter(Objects::nonNull).count());
        Traffic.OF_VIRTUAL_SERVERS.add(samples, labels, status.traffic());
        status.realServers().forEach(realServer -> realServer(service, realServer));
        if (status.sorryServer() != null) {
            sorryServer(service, status.sorryServer());
        }
    }

    private void sorryServer(ServiceLabel service, SorryServerStatus status) {
        SeriesLabels labels = Samples.labels(
                Metric.SORRY_SERVING, service.virtualServer(), service.protocol(), status.endpoint().toString());
        RealServerOptions actual = status.actual();
        samples.add(Metric.SORRY_SERVING, labels, status.serves());
        samples.add(Metric.SORRY_IN_TABLE, labels, actual != null);
        samples.add(Metric.SORRY_WEIGHT, labels, actual == null ? 0 : actual.weight());
        Counters.OF_SORRY_SERVERS.add(samples, labels, status.counters());
    }

    private void realServer(ServiceLabel service, RealServerStatus status) {
        SeriesLabels labels = Samples.labels(
                Metric.RS_UP, service.virtualServer(), service.protocol(), status.endpoint().toString());
        if (status.health() != Health.UNKNOWN) {
            samples.add(Metric.RS_UP, labels, status.health() == Health.UP);
        }
        RealServerOptions configured = status.configured();
        samples.add(Metric.RS_IN_TABLE, labels, status.actual() != null);
        samples.add(Metric.RS_WEIGHT, labels, weight(status));
        samples.add(Metric.RS_CONFIGURED_WEIGHT, labels, configured == null ? 0 : configured.weight());
        Counters.OF_REAL_SERVERS.add(samples, labels, status.counters());
    }

    private static int weight(RealServerStatus status) {
        RealServerOptions actual = status.actual();
        return actual == null ? 0 : actual.weight();
    }
}
