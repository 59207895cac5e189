package dev.lvsd.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.Arrays;

/// Lets in only what the table of names has, and of Micrometer's meters of the Java machine its timer of pauses,
/// under the name that the table has for it.
final class PauseFilter implements MeterFilter {
    private static final String PAUSE = "jvm.gc.pause";

    private final double[] bucketNanos;

    PauseFilter(Duration... buckets) {
        bucketNanos = Arrays.stream(buckets).mapToDouble(Duration::toNanos).toArray();
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        return id.getName().equals(PAUSE)
                ? new Meter.Id(
                        Metric.JVM_PAUSE.exposed(), Tags.of(id.getTags()), null, Metric.JVM_PAUSE.help(), id.getType())
                : id;
    }

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith("lvsd_") ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(Metric.JVM_PAUSE.exposed())
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(bucketNanos)
                        .build()
                        .merge(config)
                : config;
    }
}
