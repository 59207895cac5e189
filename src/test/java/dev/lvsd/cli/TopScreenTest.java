package dev.lvsd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.control.ExampleSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.TopSort;
import dev.lvsd.control.TrafficSnapshot;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TopScreenTest {
    private static final TopSnapshot SERVING = ExampleSnapshot.top();
    private static final TopSnapshot WIDE = top(Directors.wide());
    private static final TopSnapshot MANY = top(Directors.many());

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "200, 50"})
    void screenFitsTheTerminal(int columns, int rows) throws IOException {
        TopScreen screen = new TopScreen(columns, rows, TopSort.CPS, 0);
        String size = columns + "x" + rows;
        Golden.assertRenders("top-serving-" + size, text(screen, SERVING), columns);
        Golden.assertRenders("top-wide-" + size, text(screen, WIDE), columns);
        Golden.assertRenders("top-many-" + size, text(screen, MANY), columns);
    }

    @Test
    void noSizeIsTooSmall() {
        for (int columns : IntStream.rangeClosed(1, 130).toArray()) {
            for (int rows : IntStream.rangeClosed(1, 12).toArray()) {
                List<String> lines = new TopScreen(columns, rows, TopSort.IN, 3).lines(WIDE, null, ZoneOffset.UTC);
                assertTrue(lines.size() <= rows, () -> columns + "x" + rows + ": " + lines);
                lines.forEach(line -> assertTrue(line.length() <= columns, line));
            }
        }
    }

    @Test
    void pageBeginsWhereTheUserIs() {
        List<String> lines = new TopScreen(80, 7, TopSort.CPS, 4).lines(MANY, null, ZoneOffset.UTC);
        assertEquals(7, lines.size());
        assertTrue(lines.get(5).startsWith("TCP  192.0.2.3:80"), lines.get(5));
    }

    @Test
    void whatTheDaemonDoesNotAnswerStandsAboveTheLastScreen() {
        List<String> lines = new TopScreen(80, 24, TopSort.CPS, 0).lines(SERVING, "no answer", ZoneOffset.UTC);
        assertEquals("no answer", lines.get(3));
        assertTrue(lines.getLast().contains("192.0.2.89:80"), lines.getLast());
    }

    @Test
    void namesCannotDriveTheTerminal() {
        TopSnapshot evil = new TopSnapshot(
                SERVING.at(), "lb\u001b[2J", SERVING.instances(), SERVING.totals(), SERVING.traffic(),
                SERVING.lastRead(), SERVING.kind(), SERVING.virtualServers());
        assertTrue(text(new TopScreen(80, 24, TopSort.CPS, 0), evil).startsWith("lvsd lb?[2J"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0", "99999, 99999", "100000, 100K", "9999999, 9999K", "10000000, 10M", "1234567890, 1234M",
        "-1, 18E", "9223372036854775807, 9223P",
    })
    void amountsTakeFiveCharacters(long number, String text) {
        assertEquals(text, Amount.of(number));
    }

    @ParameterizedTest
    @CsvSource({
        "q, QUIT", "Q, QUIT", "s, SORT", "x, OTHER", "^[A, UP", "^[B, DOWN", "^OA, UP",
        "^[5~, PAGE_UP", "^[6~, PAGE_DOWN", "^[1;5C, OTHER", "^[Zq, OTHER QUIT", "^s, SORT",
        "kjbf, UP DOWN PAGE_UP PAGE_DOWN",
    })
    void keysAreReadFromWhatATerminalSends(String sent, String keys) {
        KeyReader reader = new KeyReader();
        assertEquals(keys, sent.replace('^', '\u001b').chars()
                .mapToObj(reader::take)
                .filter(key -> key != null)
                .map(String::valueOf)
                .collect(Collectors.joining(" ")));
    }

    private static String text(TopScreen screen, TopSnapshot top) {
        return String.join("\n", screen.lines(top, null, ZoneOffset.ofHours(1))) + "\n";
    }

    private static TopSnapshot top(Snapshot snapshot) {
        return new TopSnapshot(
                snapshot.at(), snapshot.daemon().routerId(),
                snapshot.vrrpInstances().stream()
                        .map(one -> new TopSnapshot.Instance(one.name(), one.state()))
                        .toList(),
                new TopSnapshot.Totals(2, 4, 2, 4_938_268, 395_061_728),
                snapshot.table().kind() == TableSnapshot.Kind.MEMORY ? null : TrafficSnapshot.ZERO,
                snapshot.table().lastSync(), snapshot.table().kind(), snapshot.virtualServers());
    }
}
