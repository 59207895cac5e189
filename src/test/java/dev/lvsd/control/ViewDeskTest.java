package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.connections.CountBy;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The words of `GET /v1/connections` and `GET /v1/top`, and what wrong ones are answered.
final class ViewDeskTest {
    private @Nullable Object asked;

    private final Views views = new Views() {
        @Override
        public ConnectionsSnapshot connections(ConnectionsQuestion question) throws NameException, IOException {
            asked = question;
            if ("192.0.2.9".equals(question.virtualServer())) {
                throw new NameException(NameException.Kind.UNKNOWN, "there is no such thing");
            }
            if (question.limit() == 9) {
                throw new IOException("ask again");
            }
            return ExampleSnapshot.connections();
        }

        @Override
        public TopSnapshot top(TopQuestion question) {
            asked = question;
            return ExampleSnapshot.top();
        }
    };
    private final ViewDesk desk = new ViewDesk(views, InquiryService.NONE, new SnapshotCodec());

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "connections | limit=0 | 400 | limit is a number from 1 to 10000",
        "connections | limit=1e9 | 400 | limit is a number from 1 to 10000",
        "connections | client=192.0.2.0/33 | 400 | client is an ADDRESS or ADDRESS/LENGTH",
        "connections | count_by=port | 400 | count_by is client, rs or state",
        "connections | templates=yes | 400 | templates is true or false",
        "connections | colour=red | 400 | there is no word \\\"colour\\\" here",
        "connections | limit=1&limit=2 | 400 | limit is there twice",
        "connections | limit | 400 | is no word of a form",
        "connections | state=%zz | 400 | is not coded as in a form",
        "connections | virtual_server=192.0.2.9 | 404 | there is no such thing",
        "connections | limit=9 | 503 | ask again",
        "top | sort=name | 400 | sort is one of cps, active, conns, in, out, weight",
        "top | limit=100000 | 400 | limit is a number from 1 to 10000",
        "top | sort=IN | 200 | router_id",
        "connections |  | 200 | ESTABLISHED",
        "diff | reload=yes | 400 | reload is true or false",
        "diff | all=true | 400 | there is no word \\\"all\\\" here; there are reload",
        "diff | reload=false | 503 | this lvsd has no table",
        "save | reload=true | 400 | there is no word",
        "save | all=true | 503 | this lvsd has no table",
    })
    void wrongWordsAreNamed(String path, @Nullable String query, int status, String text) {
        ControlApi.Work work = desk.work("GET", "/v1/" + path, query == null ? "" : query);
        assertNotNull(work);
        ControlApi.Answer answer = work.answer();
        assertEquals(status, answer.status(), answer::json);
        assertTrue(answer.json().contains(text), answer::json);
    }

    @Test
    void onlyItsPathsAreReadAndNothingIsPosted() {
        assertNull(desk.work("GET", "/v1/status", ""));
        assertNull(desk.work("POST", ViewDesk.TOP, ""));
        assertNotNull(desk.work("HEAD", ViewDesk.TOP, ""));
    }

    static Stream<ConnectionsQuestion> questions() {
        return Stream.of(
                new ConnectionsQuestion(null, null, null, null, false, 100, null),
                new ConnectionsQuestion(
                        "tcp/[2001:db8::1]:443", "[2001:db8::21]:443", "TIME_WAIT",
                        new Prefix(IpAddress.of("2001:db8::"), 32), true, 10_000, CountBy.RS),
                new ConnectionsQuestion(
                        "FWM 7 IPv6", "a&b=c%+", "A B", new Prefix(IpAddress.of("192.0.2.1"), 32), false, 1,
                        CountBy.CLIENT));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void wordsOfAClientAreReadAsItMeantThem(ConnectionsQuestion question) {
        ControlApi.Work work = desk.work("GET", ViewDesk.CONNECTIONS, question.query());
        assertNotNull(work);
        assertEquals(200, work.answer().status());
        assertEquals(question, asked);
    }

    @Test
    void namesOfTopAreKeptApart() {
        TopQuestion question =
                new TopQuestion(TopSort.WEIGHT, 7, List.of("192.0.2.1:80", "tcp/[2001:db8::1]:443", "FWM 7"));
        ControlApi.Work work = desk.work("GET", ViewDesk.TOP, question.query());
        assertNotNull(work);
        work.answer();
        assertEquals(question, asked);
    }
}
