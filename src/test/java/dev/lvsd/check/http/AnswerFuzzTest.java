package dev.lvsd.check.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.HttpPage;
import dev.lvsd.config.StatusCodes;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerFuzzTest {
    private static final List<String> ANSWERS = List.of(
            "HTTP/1.0 200 OK\nContent-Length: 5\n\nhello",
            "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nhe\n3;x=y\nllo\n0\nTrailer: z\n\n",
            "HTTP/1.1 100 Continue\n\nHTTP/1.1 204 No Content\n\n",
            "HTTP/1.0 503 Service Unavailable\nX: y\n continued\n\nbody");

    /// Whatever comes, in whatever pieces: one verdict by the time that the connection is closed.
    @Test
    void mutatedAnswersGetExactlyOneVerdict() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] answer = ScriptedServer.bytes(ANSWERS.get(random.nextInt(ANSWERS.size())));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
            }
            answer = Arrays.copyOf(answer, random.nextInt(8) == 0 ? random.nextInt(answer.length) : answer.length);
            List<String> verdicts = verdicts(answer, random);
            assertEquals(1, verdicts.size(), "seed " + seed + ": " + verdicts);
        }
    }

    private static List<String> verdicts(byte[] answer, Random random) {
        List<String> verdicts = new ArrayList<>();
        AnswerJudge judge = new AnswerJudge(new HttpPage("/", "h", StatusCodes.SUCCESS, null));
        BoundedDecoder decoder = new BoundedDecoder();
        AnswerReader reader = new AnswerReader(
                judge, decoder, wrong -> verdicts.add(Objects.requireNonNullElse(wrong, "as expected")));
        EmbeddedChannel channel = new EmbeddedChannel(decoder, reader);
        for (int at = 0; at < answer.length; ) {
            int end = Math.min(answer.length, at + 1 + random.nextInt(20));
            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(answer, at, end)));
            at = end;
        }
        channel.finishAndReleaseAll();
        return verdicts;
    }
}
