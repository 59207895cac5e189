package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceNameTest {
    private static final VirtualServerKey WEB = at(Protocol.TCP, "192.0.2.1:80");
    private static final VirtualServerKey SECURE = at(Protocol.TCP, "192.0.2.1:443");
    private static final VirtualServerKey QUIC = at(Protocol.UDP, "192.0.2.1:443");
    private static final VirtualServerKey SIX = at(Protocol.TCP, "[2001:db8::1]:443");
    private static final VirtualServerKey EVERY_PORT = at(Protocol.SCTP, "192.0.2.2:0");
    private static final VirtualServerKey MARK = new VirtualServerKey.Fwmark(Family.IPV4, 7);
    private static final VirtualServerKey MARK_SIX = new VirtualServerKey.Fwmark(Family.IPV6, 7);
    private static final VirtualServerKey GREAT_MARK = new VirtualServerKey.Fwmark(Family.IPV6, -1);
    private static final List<VirtualServerKey> KNOWN =
            List.of(WEB, SECURE, QUIC, SIX, EVERY_PORT, MARK, MARK_SIX, GREAT_MARK);
    private static final List<Endpoint> REAL_SERVERS =
            List.of(endpoint("192.0.2.21:80"), endpoint("192.0.2.22:80"), endpoint("192.0.2.22:81"),
                    endpoint("[2001:db8::21]:80"));

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:80, tcp/192.0.2.1:80",
        "tcp/192.0.2.1:80, tcp/192.0.2.1:80",
        "TCP://192.0.2.1:443, tcp/192.0.2.1:443",
        "'TCP  192.0.2.1:443', tcp/192.0.2.1:443",
        "'  192.0.2.2 ', sctp/192.0.2.2:0",
        "192.0.2.2:0, sctp/192.0.2.2:0",
        "udp/192.0.2.1, udp/192.0.2.1:443",
        "[2001:db8::1]:443, tcp/[2001:db8::1]:443",
        "2001:DB8:0:0::1, tcp/[2001:db8::1]:443",
        "tcp/[2001:db8::1], tcp/[2001:db8::1]:443",
        "fwmark:7/ipv4, fwmark:7/ipv4",
        "FWM 7 IPv6, fwmark:7/ipv6",
        "'FWM  7 IPv6', fwmark:7/ipv6",
        "FWM6 7, fwmark:7/ipv6",
        "fwmark:4294967295, fwmark:4294967295/ipv6",
        "fwmark://0xffffFFFF, fwmark:4294967295/ipv6",
    })
    void nameIsReadAsItIsWrittenAnywhere(String text, String spelling) throws NameException {
        assertEquals(spelling, ServiceName.of(ServiceName.one(text, KNOWN)));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, tcp/192.0.2.1:80 tcp/192.0.2.1:443 udp/192.0.2.1:443",
        "192.0.2.1:443, tcp/192.0.2.1:443 udp/192.0.2.1:443",
        "fwmark:7, fwmark:7/ipv4 fwmark:7/ipv6",
        "tcp/192.0.2.1, tcp/192.0.2.1:80 tcp/192.0.2.1:443",
    })
    void shortNameMeansAllThatItFits(String text, String spellings) throws NameException {
        assertEquals(spellings, ServiceName.all(text, KNOWN).stream()
                .map(ServiceName::of).collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.1:443 | \"192.0.2.1:443\" names 2 virtual servers, say which: tcp/192.0.2.1:443, udp/192.0.2.1:443",
        "192.0.2.2:53  | there is no virtual server \"192.0.2.2:53\"; did you mean sctp/192.0.2.2:0?",
        "udp/192.0.2.2:0 | there is no virtual server \"udp/192.0.2.2:0\"; did you mean sctp/192.0.2.2:0?",
        "192.0.2.11:80 | there is no virtual server \"192.0.2.11:80\"; did you mean 192.0.2.1:80?",
        "fwmark:8/ipv4 | there is no virtual server \"fwmark:8/ipv4\"; did you mean fwmark:7/ipv4?",
        "fwmrk:7 | \"fwmrk:7\" is not the name of a virtual server: write ADDRESS:PORT, tcp/ADDRESS:PORT, ADDRESS, "
                + "fwmark:MARK; there are tcp/192.0.2.1:80, tcp/192.0.2.1:443, udp/192.0.2.1:443, "
                + "tcp/[2001:db8::1]:443 and 4 more",
        "192.0.2.1:8o | \"192.0.2.1:8o\" is not the name of a virtual server: write ADDRESS:PORT, tcp/ADDRESS:PORT, "
                + "ADDRESS, fwmark:MARK; did you mean 192.0.2.1:80?",
    })
    void messageSaysWhatWasMeant(String text, String message) {
        NameException e = assertThrows(NameException.class, () -> ServiceName.one(text, KNOWN));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "192.0.2.22 | AMBIGUOUS | \"192.0.2.22\" names 2 real servers, say which: 192.0.2.22:80, 192.0.2.22:81",
        "192.0.2.21:81 | UNKNOWN | there is no real server \"192.0.2.21:81\"; did you mean 192.0.2.21:80?",
        "rs1 | NOT_A_NAME | \"rs1\" is not the name of a real server: write ADDRESS:PORT or ADDRESS; there are "
                + "192.0.2.21:80, 192.0.2.22:80, 192.0.2.22:81, [2001:db8::21]:80",
    })
    void messageSaysWhichRealServerWasMeant(String text, NameException.Kind kind, String message) {
        NameException e = assertThrows(NameException.class, () -> RealServerName.one(text, REAL_SERVERS));
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.21, 192.0.2.21:80",
        "192.0.2.22:81, 192.0.2.22:81",
        "2001:db8::21, [2001:db8::21]:80",
        "[2001:db8::21]:80, [2001:db8::21]:80",
    })
    void realServerIsNamedByAddressWhereThatIsEnough(String text, String endpoint) throws NameException {
        assertEquals(endpoint, RealServerName.one(text, REAL_SERVERS).toString());
    }

    @Test
    void whereNothingIsConfiguredTheMessageSaysSo() {
        NameException e = assertThrows(NameException.class, () -> ServiceName.all("192.0.2.1:80", List.of()));
        assertEquals("there is no virtual server \"192.0.2.1:80\"; there is none", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "/", "tcp/", "tcp://", "icmp/192.0.2.1:80", "192.0.2.1:", "192.0.2.1:65536", "192.0.2.1:-1",
        "[192.0.2.1]", "[192.0.2.1]:80", "fwmark:", "fwmark:0", "fwmark:4294967296", "fwmark:0x1ffffffff", "fwmark:-1",
        "http://192.0.2.1:80", "2001:db8::1:443:1:1:1:1", "192.0.2.1:80/tcp", "tcp/tcp/192.0.2.1:80"
    })
    void whatIsNoNameIsNone(String text) {
        assertNull(ServiceName.parse(text));
    }

    @Test
    void everySpellingReadsBackAsItself() throws NameException {
        for (VirtualServerKey key : KNOWN) {
            assertEquals(key, ServiceName.one(ServiceName.of(key), KNOWN));
        }
    }

    @Test
    void anyTextIsANameOrGivesALine() {
        String alphabet = "0123456789abcdefx.:/[] tcpudpFWMfwmarkipv6%é\u0000\n";
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(24))
                    .mapToObj(_ -> "" + alphabet.charAt(random.nextInt(alphabet.length())))
                    .collect(Collectors.joining());
            try {
                ServiceName.one(text, KNOWN);
            } catch (NameException e) {
                assertEquals(false, Objects.requireNonNull(e.getMessage()).isEmpty());
            }
        }
    }

    private static VirtualServerKey at(Protocol protocol, String endpoint) {
        return new VirtualServerKey.Address(protocol, endpoint(endpoint));
    }

    private static Endpoint endpoint(String text) {
        Endpoint endpoint = Endpoint.parse(text);
        return endpoint == null ? new Endpoint(IpAddress.of(text), 0) : endpoint;
    }
}
