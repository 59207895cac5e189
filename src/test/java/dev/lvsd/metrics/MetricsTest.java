package dev.lvsd.metrics;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lvsd.check.CheckResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    static final String PAIR = """
            global_defs: {router_id: "l\\"b\\\\1\\n"}
            vrrp_instance:
              VI_1: {interface: eth0, virtual_router_id: 51, virtual_ipaddress: [192.0.2.1/24, 192.0.2.2 dev eth1]}
            virtual_server:
              - address: 192.0.2.1
                port: 80
                protocol: TCP
                lb_kind: DR
                real_server:
                  - {address: 192.0.2.8, port: 80, weight: 5, TCP_CHECK: {connect_timeout: 1}}
                  - {address: 192.0.2.9, port: 80, weight: 5, TCP_CHECK: {connect_timeout: 1}}
              - {fwmark: 7, protocol: TCP, lb_kind: NAT, real_server: [{address: 192.0.2.8, port: 80}]}
              - address: 2001:db8::1
                port: 53
                protocol: UDP
                lb_kind: DR
                real_server: [{address: "2001:db8::8", port: 53}]
                sorry_server: "2001:db8::9 53"
            """;
    private static final String FIRST =
            "{protocol=\"TCP\",real_server=\"192.0.2.8:80\",virtual_server=\"192.0.2.1:80\"}";
    private static final String SECOND = FIRST.replace("2.8", "2.9");

    private final Metrics metrics = new Metrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void everyFamilyOfTheTableIsShownAndNoOther() throws IOException {
        metrics.show(() -> Observed.director(PAIR));
        metrics.onResult("TCP_CHECK", new CheckResult.Passed(Duration.ofMillis(3)));
        metrics.recordPauses();
        Set<String> wanted = Arrays.stream(Metric.values())
                .map(metric -> metric.exposed() + " " + type(metric))
                .collect(toCollection(TreeSet::new));
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Set<String> shown = families(text());
        while (!shown.equals(wanted) && System.nanoTime() < deadline) {
            System.gc();
            shown = families(text());
        }
        assertEquals(String.join("\n", wanted), String.join("\n", shown));
    }

    @Test
    void helpTextsAreThoseOfTheTable() throws IOException {
        metrics.show(() -> Observed.director(PAIR));
        metrics.onResult("TCP_CHECK", new CheckResult.Passed(Duration.ofMillis(3)));
        String text = text();
        assertHas(text, "# HELP lvsd_ready " + Metric.READY.help());
        assertHas(text, "# HELP lvsd_ipvs_drift_total " + Metric.IPVS_DRIFT.help());
        assertHas(text, "# HELP lvsd_check_duration_seconds " + Metric.CHECK_DURATION.help());
    }

    @Test
    void stateIsOneSeriesForEachState() throws IOException {
        String text = shown();
        assertHas(text, "lvsd_vrrp_state{state=\"master\",vrrp_instance=\"VI_1\"} 1.0");
        for (String state : List.of("init", "backup", "fault")) {
            assertHas(text, "lvsd_vrrp_state{state=\"" + state + "\",vrrp_instance=\"VI_1\"} 0.0");
        }
        assertHas(text, "lvsd_vrrp_address_held{address=\"192.0.2.2/32\","
                + "interface=\"eth1\",vrrp_instance=\"VI_1\"} 1.0");
    }

    @Test
    void labelsAreEscaped() throws IOException {
        assertHas(shown(), "lvsd_director_info{router_id=\"l\\\"b\\\\1\\n\",table=\"kernel\"} 1");
    }

    @Test
    void countersOfTheKernelAreUnsigned() throws IOException {
        String text = shown();
        assertHas(text, "lvsd_real_server_incoming_bytes_total" + FIRST + " 1.8446744073709552E19");
        assertHas(text, "lvsd_real_server_active_connections" + FIRST + " 4.294967295E9");
        assertHas(text, "lvsd_real_server_connections_total" + FIRST + " 7.0");
    }

    @Test
    void realServerThatIsDownShowsItsHealthWeightAndLastResult() throws IOException {
        String text = shown();
        assertHas(text, "lvsd_real_server_up" + FIRST + " 1.0");
        assertHas(text, "lvsd_real_server_up" + SECOND + " 0.0");
        assertHas(text, "lvsd_real_server_weight" + SECOND + " 0.0");
        assertHas(text, "lvsd_real_server_configured_weight" + SECOND + " 5.0");
        assertHas(text, "lvsd_check_last_result{check=\"1\",protocol=\"TCP\",real_server=\"192.0.2.9:80\","
                + "type=\"TCP_CHECK\",virtual_server=\"192.0.2.1:80\"} 0.0");
        assertHas(text, "lvsd_virtual_server_weight{protocol=\"TCP\",virtual_server=\"192.0.2.1:80\"} 5.0");
    }

    @Test
    void everyKindOfVirtualServerHasLabelsOfItsOwn() throws IOException {
        String text = shown();
        assertHas(text, "lvsd_virtual_server_up{protocol=\"FWM\",virtual_server=\"7\"} 0.0");
        assertHas(text, "lvsd_virtual_server_up{protocol=\"UDP\",virtual_server=\"[2001:db8::1]:53\"} 0.0");
    }

    @Test
    void sorryServerHasSeriesOfItsOwnWhichIsNoRealServers() throws IOException {
        String text = shown();
        String labels = "{protocol=\"UDP\",sorry_server=\"[2001:db8::9]:53\",virtual_server=\"[2001:db8::1]:53\"}";
        assertHas(text, "lvsd_sorry_server_serving" + labels + " 1.0");
        assertHas(text, "lvsd_sorry_server_active_connections" + labels + " 2.0");
        assertHas(text, "lvsd_sorry_server_incoming_bytes_total" + labels + " 1.8446744073709552E19");
        assertFalse(text.contains("real_server=\"[2001:db8::9]:53\""), text);
    }

    @Test
    void readinessIsThatOfTheStart() throws IOException {
        metrics.show(() -> Observed.starting(PAIR));
        assertHas(text(), "lvsd_ready 0.0");
    }

    @Test
    void checksAreCountedInBucketsByTypeAndResult() throws IOException {
        metrics.onResult("TCP_CHECK", new CheckResult.Passed(Duration.ofMillis(3)));
        metrics.onResult("TCP_CHECK", new CheckResult.Passed(Duration.ofMillis(70)));
        metrics.onResult("TCP_CHECK", new CheckResult.Failed("no answer", Duration.ofSeconds(3)));
        String text = text();
        String passed = "lvsd_check_duration_seconds_bucket{result=\"passed\",type=\"TCP_CHECK\",le=";
        assertHas(text, passed + "\"0.0025\"} 0");
        assertHas(text, passed + "\"0.005\"} 1");
        assertHas(text, passed + "\"0.1\"} 2");
        assertHas(text, "lvsd_check_duration_seconds_count{result=\"failed\",type=\"TCP_CHECK\"} 1");
        assertHas(text, "lvsd_check_duration_seconds_sum{result=\"failed\",type=\"TCP_CHECK\"} 3.0");
    }

    @Test
    void latenessIsAHistogram() throws IOException {
        String text = shown();
        String bucket = "lvsd_vrrp_advert_lateness_seconds_bucket{vrrp_instance=\"VI_1\",le=";
        assertHas(text, bucket + "\"1.0E-4\"} 0");
        assertHas(text, bucket + "\"2.5E-4\"} 1");
        assertHas(text, bucket + "\"1.0\"} 1");
        assertHas(text, bucket + "\"+Inf\"} 2");
    }

    @Test
    void refusedReloadIsShown() throws IOException {
        String text = shown();
        assertHas(text, "lvsd_config_last_reload_successful 0.0");
        assertHas(text, "lvsd_config_reloads_total{result=\"refused\"} 1.0");
        assertHas(text, "lvsd_config_warnings 2.0");
    }

    /// The time is generous, since machines that build are busy; garbage is the same everywhere.
    @Test
    void fiveThousandRealServersMakeLittleGarbage() throws IOException {
        Observation many = Observed.services(1000);
        metrics.show(() -> many);
        assertTimeout(Duration.ofSeconds(10), () -> metrics.write(OutputStream.nullOutputStream()));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        metrics.write(OutputStream.nullOutputStream());
        long garbage = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(garbage < 40_000_000, garbage + " bytes");
        long lines = text().lines().filter(line -> line.startsWith("lvsd_real_server_")).count();
        assertEquals(5000 * 12, lines);
    }

    private String shown() throws IOException {
        metrics.show(() -> Observed.director(PAIR));
        return text();
    }

    private String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String type(Metric metric) {
        return metric.kind() == Metric.Kind.INFO ? "gauge" : metric.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> families(String text) {
        return text.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.substring("# TYPE ".length()))
                .collect(toCollection(TreeSet::new));
    }

    private static void assertHas(String text, String line) {
        String name = line.split("[{ ]", 2)[0];
        assertTrue(
                text.lines().anyMatch(line::equals),
                () -> line + "\nis not among\n"
                        + text.lines().filter(other -> other.contains(name)).collect(Collectors.joining("\n")));
    }
}
