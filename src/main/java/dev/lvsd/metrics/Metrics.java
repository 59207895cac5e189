package dev.lvsd.metrics;

import dev.lvsd.check.CheckResult;
import dev.lvsd.check.ResultListener;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All metrics of a director. What the features count themselves is read at the time of a scrape; timers are kept
/// here for what happens between two scrapes: checks, and pauses of the Java machine.
public final class Metrics implements ResultListener, AutoCloseable {
    /// Prometheus's text format, version 0.0.4.
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private record Checked(String keyword, String result) {}

    private final PrometheusRegistry collectors = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry;
    private final Map<Checked, Timer> checks = new ConcurrentHashMap<>();
    private final JvmGcMetrics pauses = new JvmGcMetrics();
    private volatile @Nullable Supplier<Observation> source;

    /// Metrics of nothing yet.
    public Metrics() {
        registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
        registry.config().meterFilter(new PauseFilter(BUCKETS));
    }

    /// Shows what a supplier tells, from now on. Called once.
    ///
    /// @param observations called once for each scrape; must not block
    public void show(Supplier<Observation> observations) {
        source = observations;
    }

    @Override
    public void onResult(String keyword, CheckResult result) {
        checks.computeIfAbsent(new Checked(keyword, CheckSamples.word(result)), this::timer).record(result.duration());
    }

    private Timer timer(Checked what) {
        return Timer.builder(Metric.CHECK_DURATION.exposed())
                .description(Metric.CHECK_DURATION.help())
                .tag(Metric.CHECK_DURATION.labels().getFirst(), what.keyword())
                .tag(Metric.CHECK_DURATION.labels().getLast(), what.result())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    /// Begins to record pauses of the Java machine. Loads its management classes, which takes a while.
    void recordPauses() {
        pauses.bindTo(registry);
    }

    /// Writes all metrics as of now in the format of [#CONTENT_TYPE]. For any thread; waits for none.
    void write(OutputStream out) throws IOException {
        Samples samples = new Samples();
        Supplier<Observation> shown = source;
        if (shown != null) {
            gather(samples, shown.get());
        }
        samples.with(collectors.scrape()).write(out);
    }

    /// Nothing is kept between two scrapes: a meter for each value of 5,000 real servers would be 41 MB of heap.
    private static void gather(Samples samples, Observation seen) {
        DaemonSamples.add(samples, seen.daemon(), seen.table().kind());
        VrrpSamples.add(samples, seen.vrrp());
        TrackSamples.add(samples, seen.vrrp().tracked().all(), seen.track());
        TableSamples.add(samples, seen.table());
        if (seen.wholeTraffic() != null) {
            WholeTrafficSamples.add(samples, seen.wholeTraffic());
        }
        WholeTableSamples.add(samples, seen.table().whole());
        CheckSamples.add(samples, seen.checks());
        NotifySamples.add(samples, seen.notifications());
        SysctlSamples.add(samples, seen.sysctls());
        ProcessSamples.add(samples);
    }

    /// Ends the recording of pauses.
    @Override
    public void close() {
        pauses.close();
        registry.close();
    }
}
