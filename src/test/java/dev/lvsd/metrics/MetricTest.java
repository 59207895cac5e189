package dev.lvsd.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    private static final Path PAGE = Path.of("conf/metrics.md");
    /// Labels that Prometheus gives every series itself.
    private static final Set<String> TAKEN = Set.of("instance", "job", "le", "quantile");

    @ParameterizedTest
    @EnumSource
    void nameFollowsPrometheusConventions(Metric metric) {
        String name = metric.exposed();
        assertTrue(name.matches("lvsd(_[a-z0-9]+)+"), name);
        assertEquals(metric.kind() == Metric.Kind.COUNTER, name.endsWith("_total"), name);
        assertEquals(metric.kind() == Metric.Kind.INFO, name.endsWith("_info"), name);
        assertFalse(name.matches(".*_(ms|millis|nanos|kb|mb|percent)(_.*)?"), name);
    }

    @ParameterizedTest
    @EnumSource
    void helpIsASentenceInOneLine(Metric metric) {
        assertTrue(metric.help().matches("[A-Z].*[^.]\\."), metric.help());
    }

    @ParameterizedTest
    @EnumSource
    void labelsAreNotThoseOfPrometheus(Metric metric) {
        metric.labels().forEach(label -> assertTrue(label.matches("[a-z]+(_[a-z]+)*"), label));
        assertTrue(metric.labels().stream().noneMatch(TAKEN::contains), metric.exposed());
    }

    @Test
    void noNameIsGivenTwice() {
        Set<String> names = new HashSet<>();
        for (Metric metric : Metric.values()) {
            assertTrue(names.add(metric.exposed()), metric.exposed());
        }
    }

    /// The page is made anew in `target/metrics.md`, to be copied when the table has changed.
    @Test
    void referencePageIsThatOfTheTable() throws IOException {
        String page = MetricsPage.render(List.of(Metric.values()));
        Files.writeString(Path.of("target/metrics.md"), page);
        assertEquals(page, Files.readString(PAGE), "cp target/metrics.md " + PAGE);
    }
}
