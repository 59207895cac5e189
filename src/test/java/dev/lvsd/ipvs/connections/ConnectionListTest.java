package dev.lvsd.ipvs.connections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.net.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's list, its lines as Linux 6.1 prints them.
final class ConnectionListTest {
    private static final String HEAD =
            "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n";
    private static final String WEB = "TCP C000020A D8F4 C0000271 0050 C0000257 0050 ESTABLISHED     899\n";
    private static final String WAITS = "TCP C000020B 0400 C0000271 0050 C0000259 0050 TIME_WAIT       119\n";
    private static final String TEMPLATE = "TCP C0000200 0000 C0000271 0050 C0000257 0050 NONE           4242\n";
    private static final String OTHER_PORT = "TCP C000020A D8F5 C0000271 01BB C0000257 01BB SYN_RECV         37\n";
    private static final String DNS = "UDP C000020A D8F6 C0000272 0035 C0000258 0035 UDP             300\n";
    private static final String MARKED = "TCP C000020C D8F7 C0000273 0050 C000025A 0050 ESTABLISHED     900\n";
    private static final String MARK = "IP  C000020C 0000 00000007 0000 C000025A 0000 ASSURED          60\n";
    private static final String SIX = "TCP 2001:0db8:0000:0000:0000:0000:0000:0010 D8F4 "
            + "2001:0db8:0000:0000:0000:0000:0000:0113 01BB 2001:0db8:0000:0000:0000:0000:0000:0087 01BB "
            + "ESTABLISHED     900\n";
    private static final String MIXED = "TCP C000020A D8F8 C0000271 0051 2001:0db8:0000:0000:0000:0000:0000:0087 0051 "
            + "FIN_WAIT        100\n";
    private static final String CALL =
            "UDP C000020A 0000 C0000274 13C4 C000025B 13C4 NONE            600 sip 1a2b3c@phone.example\n";
    private static final String ALL =
            HEAD + WEB + WAITS + TEMPLATE + OTHER_PORT + DNS + MARKED + MARK + SIX + MIXED + CALL;
    private static final VirtualServerKey WEB_KEY = key(Protocol.TCP, "192.0.2.113:80");
    private static final VirtualServerKey EVERY_PORT = key(Protocol.TCP, "192.0.2.113:0");
    private static final VirtualServerKey MARK_KEY = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final Set<VirtualServerKey> KNOWN = Set.of(WEB_KEY, EVERY_PORT, MARK_KEY);

    @TempDir
    private Path directory;

    @Test
    void linesAreReadAsTheKernelPrintsThem() {
        List<Connection> all = list(ConnectionFilter.ALL).shown();
        assertEquals(10, all.size());
        assertEquals(
                new Connection("TCP", endpoint("192.0.2.10:55540"), endpoint("192.0.2.113:80"),
                        endpoint("192.0.2.87:80"), "ESTABLISHED", false, 899, "", ""),
                all.getFirst());
        assertEquals(
                new Connection("TCP", endpoint("192.0.2.0:0"), endpoint("192.0.2.113:80"), endpoint("192.0.2.87:80"),
                        "NONE", true, 4242, "", ""),
                all.get(2));
        assertEquals("[2001:db8::10]:55540", all.get(7).client().toString());
        assertEquals("[2001:db8::87]:81", all.get(8).destination().toString());
        assertEquals("sip", all.getLast().engine());
        assertEquals("1a2b3c@phone.example", all.getLast().engineData());
        assertTrue(all.getLast().template());
    }

    @Test
    void virtualServerHasItsOwnAndThatOfEveryPortTheRest() {
        assertEquals("55540 1024 0", clients(of(WEB_KEY)));
        assertEquals("55541 55544", clients(of(EVERY_PORT)));
    }

    @Test
    void firewallMarkHasItsTemplatesAndWhatGoesToItsRealServersAndToNoOther() {
        ConnectionFilter marked = new ConnectionFilter(
                MARK_KEY, KNOWN, Set.of(IpAddress.of("192.0.2.90"), IpAddress.of("192.0.2.87")),
                null, null, null, null, false);
        assertEquals("55543 0", clients(marked));
    }

    @Test
    void filtersNarrowTheList() {
        assertEquals("1024", clients(filter(IpAddress.of("192.0.2.89"), null, null, null, false)));
        assertEquals("55541", clients(filter(IpAddress.of("192.0.2.87"), 443, null, null, false)));
        assertEquals("55541", clients(filter(null, null, "SYN_RECV", null, false)));
        assertEquals("1024 0 55543 0", clients(filter(
                null, null, null, new Prefix(IpAddress.of("192.0.2.11"), 32), false)) + " "
                + clients(filter(null, null, null, new Prefix(IpAddress.of("192.0.2.0"), 32), false)) + " "
                + clients(filter(null, null, null, new Prefix(IpAddress.of("192.0.2.12"), 32), false)));
        assertEquals("55540", clients(filter(null, null, null, new Prefix(IpAddress.of("2001:db8::"), 64), false)));
        assertEquals("0 0 0", clients(filter(null, null, null, null, true)));
    }

    @Test
    void moreThanTheLimitIsCountedAndNotKept() {
        ConnectionList list = list(ConnectionFilter.ALL, 3, null);
        assertEquals(3, list.shown().size());
        assertEquals(10, list.matched());
        assertTrue(list.isFull());
    }

    @Test
    void connectionsAreCountedByWhatTheyHaveInCommon() {
        ConnectionList list = list(ConnectionFilter.ALL, 2, CountBy.CLIENT);
        assertEquals(List.of(
                new ConnectionList.Group("192.0.2.10", 5), new ConnectionList.Group("192.0.2.12", 2)), list.groups());
        assertEquals(5, list.groupCount());
        assertEquals(List.of(), list.shown());
        assertFalse(list.isFull());
        assertEquals("192.0.2.87:80", list(ConnectionFilter.ALL, 1, CountBy.RS).groups().getFirst().of());
        assertEquals("ESTABLISHED", list(ConnectionFilter.ALL, 1, CountBy.STATE).groups().getFirst().of());
    }

    @Test
    void moreGroupsThanAreCountedAreToldApart() {
        ConnectionList list = new ConnectionList(ConnectionFilter.ALL, 5, CountBy.CLIENT);
        for (int i = 0; i < ConnectionList.MOST_GROUPS + 10; i++) {
            byte[] line = bytes(WEB.replace("C000020A", String.format("%08X", i)));
            list.take(line, 0, line.length - 1);
        }
        assertEquals(ConnectionList.MOST_GROUPS, list.groupCount());
        assertEquals(10, list.ungrouped());
    }

    @Test
    void fileIsReadInPiecesWhereverTheyEnd() throws IOException {
        Path file = directory.resolve("ip_vs_conn");
        Files.writeString(file, HEAD + (WEB + SIX + CALL).repeat(5000) + WAITS.strip());
        ConnectionList list = new ConnectionList(ConnectionFilter.ALL, 10, null);
        assertTrue(new ConnectionFile(file, Duration.ofMinutes(1), Duration.ofMinutes(1)).read(list));
        assertEquals(15_001, list.lines());
        assertEquals(0, list.malformed());
    }

    @Test
    void readingEndsWithItsTimeAndSaysSo() throws IOException {
        Path file = directory.resolve("ip_vs_conn");
        Files.writeString(file, HEAD + WEB.repeat(20_000));
        ConnectionList list = new ConnectionList(ConnectionFilter.ALL, 10, null);
        assertFalse(new ConnectionFile(file, Duration.ofMinutes(1), Duration.ZERO).read(list));
        assertEquals(10, list.shown().size());
        assertTrue(list.lines() < 20_000);
    }

    @Test
    void whateverALineHoldsItIsAConnectionOrCounted() {
        Random random = new Random(7);
        ConnectionList list = new ConnectionList(of(EVERY_PORT), 100, CountBy.CLIENT);
        ConnectionList shown = new ConnectionList(ConnectionFilter.ALL, Integer.MAX_VALUE, null);
        for (int i = 0; i < 50_000; i++) {
            byte[] text = bytes(ALL.lines().toList().get(random.nextInt(11)));
            for (int change = random.nextInt(4); change > 0; change--) {
                text[random.nextInt(text.length)] = (byte) random.nextInt(256);
            }
            int to = random.nextInt(8) == 0 ? random.nextInt(text.length + 1) : text.length;
            list.take(text, 0, to);
            shown.take(text, 0, to);
        }
        assertTrue(list.malformed() > 1000 && list.malformed() < list.lines());
        assertEquals(shown.lines() - shown.malformed(), shown.shown().size());
    }

    private static String clients(ConnectionFilter filter) {
        return list(filter).shown().stream()
                .map(connection -> Integer.toString(connection.client().port()))
                .collect(Collectors.joining(" "));
    }

    private static ConnectionList list(ConnectionFilter filter) {
        return list(filter, 100, null);
    }

    private static ConnectionList list(ConnectionFilter filter, int limit, @Nullable CountBy countBy) {
        ConnectionList list = new ConnectionList(filter, limit, countBy);
        byte[] text = bytes(ALL);
        int from = 0;
        for (int end : IntStream.range(0, text.length).filter(i -> text[i] == '\n').toArray()) {
            list.take(text, from, end);
            from = end + 1;
        }
        assertEquals(0, list.malformed());
        return list;
    }

    private static ConnectionFilter of(VirtualServerKey key) {
        return new ConnectionFilter(key, KNOWN, Set.of(), null, null, null, null, false);
    }

    private static ConnectionFilter filter(
            @Nullable IpAddress destination, @Nullable Integer port, @Nullable String state, @Nullable Prefix client,
            boolean templates) {
        return new ConnectionFilter(null, Set.of(), Set.of(), destination, port, state, client, templates);
    }

    private static VirtualServerKey key(Protocol protocol, String endpoint) {
        return new VirtualServerKey.Address(protocol, endpoint(endpoint));
    }

    private static Endpoint endpoint(String text) {
        return Objects.requireNonNull(Endpoint.parse(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
