package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.OrderReport;
import dev.lvsd.control.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

final class RenderingTest {
    private static final ZoneId ZONE = ZoneOffset.ofHours(1);

    @Test
    void directorThatServesFitsATerminal() throws IOException {
        Snapshot snapshot = ExampleSnapshot.whole();
        Golden.assertRenders("status-serving", StatusTable.render(snapshot));
        Golden.assertRenders("vrrp-serving", VrrpTable.render(snapshot.vrrp(), ZONE));
        Golden.assertRenders("services-serving", ServicesTable.render(snapshot.services(), ZONE));
        Golden.assertRenders("sysctl-serving", SysctlTable.render(snapshot.sysctls()));
    }

    @Test
    void longAddressesNamesAndNumbersDoNotBreakTheTable() throws IOException {
        Snapshot snapshot = Directors.wide();
        Golden.assertRenders("status-wide", StatusTable.render(snapshot));
        Golden.assertRenders("vrrp-wide", VrrpTable.render(snapshot.vrrp(), ZONE));
        Golden.assertRenders("services-wide", ServicesTable.render(snapshot.services(), ZONE));
    }

    @Test
    void ofManyVirtualServersThoseInTroubleAreShownFirst() throws IOException {
        Snapshot snapshot = Directors.many();
        Golden.assertRenders("status-many", StatusTable.render(snapshot));
        Golden.assertRenders("vrrp-none", VrrpTable.render(snapshot.vrrp(), ZONE));
    }

    @Test
    void ordersAndWhatIsLeftOfThemFitATerminal() throws IOException {
        Golden.assertRenders("orders-wide", OrderTable.render(Directors.wide().ordered(), ZONE));
        Golden.assertRenders("orders-none", OrderTable.render(Directors.many().ordered(), ZONE));
        OrderReport report = new OrderReport(OrderReport.Outcome.DONE, "drain 192.0.2.21:80 in tcp/192.0.2.1:80",
                Directors.orders().given().getFirst().about());
        Golden.assertRenders("order-done", OrderTable.render(report, Directors.AT, ZONE));
    }

    @Test
    void jsonAndYamlCarryTheSameFields() {
        for (Snapshot snapshot : new Snapshot[] {ExampleSnapshot.whole(), Directors.wide(), Directors.many()}) {
            String json = OutputFormat.JSON.render(snapshot, StatusTable::render);
            String yaml = OutputFormat.YAML.render(snapshot, StatusTable::render);
            Map<?, ?> fields = JsonMapper.shared().readValue(json, Map.class);
            assertEquals(fields, new YAMLMapper().readValue(yaml, Map.class));
            assertEquals(12, fields.size());
        }
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertEquals("a?[31mb?c\n", new Page().line(0, "a\u001b[31mb\nc").toString());
    }

    @Test
    void wordThatIsLongerThanALineIsCut() throws IOException {
        Golden.assertRenders("page-long-word", new Page().line(4, "path " + "x".repeat(200) + " end").toString());
    }

    @ParameterizedTest
    @CsvSource({"-5, 0s", "0, 0s", "59, 59s", "60, 1m0s", "3599, 59m59s", "3600, 1h0m", "86399, 23h59m", "90061, 1d1h"})
    void spanIsTheTwoLargestUnits(long seconds, String text) {
        assertEquals(text, Elapsed.text(Duration.ofSeconds(seconds)));
    }
}
