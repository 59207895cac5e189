package dev.lvsd.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lvsd.config.RoutingText;
import dev.lvsd.net.routing.RoutingEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The kernel is asked for routes and rules as `ip` asks it. Attributes may stand in another order, and an empty
/// address says no more than none.
class RoutingRequestTest {
    private static final Path MESSAGES = Path.of("src/test/resources/netlink/ip-messages.txt");
    /// A netlink header.
    private static final int HEADER = 16;
    /// `struct rtmsg` and `struct fib_rule_hdr`.
    private static final int FIXED = 12;
    private static final int METRICS = 8;
    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> additionsAreTheMessagesOfIp() throws IOException {
        return messages().map(fields -> DynamicTest.dynamicTest(fields[1], () -> {
            String[] message = fields[2].split(" ", -1);
            int ours = Integer.parseInt(message[1], 16) & ~(NetlinkAbi.NLM_F_REQUEST | NetlinkAbi.NLM_F_ACK);
            RoutingRequest request = RoutingRequest.addition(entry(fields), Map.of("lo", 1));
            assertEquals(Integer.parseInt(message[0]), request.type());
            assertEquals(ours, request.flags());
            assertEquals(readable(HEX.parseHex(message[2])), readable(payload(request)));
        }));
    }

    @TestFactory
    Stream<DynamicTest> entriesAreReadAsTheyAreWritten() throws IOException {
        return messages().map(fields -> DynamicTest.dynamicTest(fields[1], () -> {
            RoutingEntry entry = entry(fields);
            assertEquals(List.of(entry), List.copyOf(RoutingText.parse(List.of(RoutingText.of(entry)))));
        }));
    }

    @Test
    void removalNamesProtocolAndNextHopsAndAnyScope() {
        RoutingEntry entry = RoutingText.parse(List.of("route 198.51.100.0/24 via 127.0.0.2 dev lo mtu 1400 no_track"))
                .iterator().next();
        RoutingRequest request = RoutingRequest.removal(entry, Map.of("lo", 1));
        assertEquals(RoutingAbi.RTM_DELROUTE, request.type());
        assertEquals(
                "02180000fe12ff0100000000 08000100c6336400 0800040001000000 080005007f000002",
                readable(payload(request)));
    }

    private static Stream<String[]> messages() throws IOException {
        List<String> lines = Files.readAllLines(MESSAGES);
        assertFalse(lines.isEmpty());
        return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1));
    }

    private static RoutingEntry entry(String[] fields) {
        return RoutingText.parse(List.of(fields[0] + " " + fields[1])).iterator().next();
    }

    private static byte[] payload(RoutingRequest request) {
        MessageWriter writer = new MessageWriter(64).open(request.type(), request.flags(), 1);
        request.write(writer);
        byte[] message = writer.close().toByteArray();
        return Arrays.copyOfRange(message, HEADER, message.length);
    }

    /// The fixed part, then the attributes in the order of their bytes.
    private static String readable(byte[] payload) {
        return HEX.formatHex(payload, 0, FIXED) + " " + String.join(" ", attributes(payload, FIXED, payload.length));
    }

    /// Of all packets, which IPv4 and IPv6 say differently.
    private static boolean isDestinationOfAll(byte[] bytes, int at, int from) {
        return from == FIXED && bytes[at + 2] == RoutingAbi.RTA_DST && bytes[1] == 0;
    }

    private static List<String> attributes(byte[] bytes, int from, int end) {
        List<String> found = new ArrayList<>();
        int at = from;
        while (at < end) {
            int length = (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
            int padded = (length + 3) & ~3;
            if (bytes[at + 2] == METRICS && from == FIXED) {
                found.add("metrics" + attributes(bytes, at + 4, at + length));
            } else if (length > 4 && !isDestinationOfAll(bytes, at, from)) {
                found.add(HEX.formatHex(bytes, at, at + padded));
            }
            at += padded;
        }
        found.sort(null);
        return found;
    }
}
