package dev.lvsd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Lines into a pipe that is read late, or not at all.
@Timeout(60)
final class LineQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CAPACITY = 100_000;
    /// More than the pipe and the queue hold together.
    private static final int MANY = 20_000;

    @Test
    void whoLogsNeverWaitsForAPipeThatNobodyReads() throws IOException {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source(); Pipe.SinkChannel sink = pipe.sink()) {
            LineQueue queue = queue(Channels.newOutputStream(sink));
            lines(queue, 0, MANY);
            assertTrue(queue.lost() > MANY / 2, () -> queue.lost() + " lines lost");
            assertFalse(queue.flush(Duration.ofMillis(1)));
            assertTrue(source.isOpen());
        }
    }

    @Test
    void lossIsToldInItsPlaceOnceThePipeIsRead() throws IOException {
        Pipe pipe = Pipe.open();
        try (BufferedReader reader = new BufferedReader(Channels.newReader(pipe.source(), StandardCharsets.UTF_8));
                Pipe.SinkChannel sink = pipe.sink()) {
            LineQueue queue = queue(Channels.newOutputStream(sink));
            lines(queue, 0, MANY);
            long lost = 0;
            int next = 0;
            while (next < MANY) {
                String line = reader.readLine();
                if (line.startsWith("lost ")) {
                    lost += Long.parseLong(line.substring(5));
                    next += Integer.parseInt(line.substring(5));
                } else {
                    assertEquals(next, Integer.parseInt(line));
                    next++;
                }
            }
            assertEquals(queue.lost(), lost);
            assertTrue(lost > MANY / 2, lost + " lines lost");

            lines(queue, MANY, MANY + 1);
            assertEquals("0000020000", reader.readLine());
            assertEquals(lost, queue.lost());
        }
    }

    @Test
    void linesAreWrittenInTheirOrderAndFlushedAtTheEnd() throws IOException {
        List<String> written = new ArrayList<>();
        LineQueue queue = queue(new OutputStream() {
            @Override
            public void write(byte[] bytes) {
                written.add(new String(bytes, StandardCharsets.UTF_8).strip());
            }

            @Override
            public void write(int octet) {
                throw new UnsupportedOperationException();
            }
        });
        lines(queue, 0, 1000);
        queue.end(PATIENCE);
        assertEquals(1000, written.size());
        assertEquals("0000000999", written.getLast());
        lines(queue, 0, 1);
        assertEquals(1, queue.lost());
    }

    @Test
    void lineThatTheStreamRefusesIsLostAndTheNextIsTried() {
        Stubborn out = new Stubborn();
        LineQueue queue = queue(out);
        out.refuses = true;
        lines(queue, 0, 3);
        assertTrue(queue.flush(PATIENCE));
        assertEquals(3, queue.lost());
        out.refuses = false;
        lines(queue, 3, 4);
        assertTrue(queue.flush(PATIENCE));
        queue.end(PATIENCE);
        assertEquals(3, queue.lost());
        assertEquals(List.of("0000000003\n", "lost 3\n"), List.copyOf(out.lines));
    }

    private static final class Stubborn extends OutputStream {
        private volatile boolean refuses;
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void write(byte[] bytes) throws IOException {
            if (refuses) {
                throw new IOException("Broken pipe");
            }
            lines.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException();
        }
    }

    private static LineQueue queue(OutputStream out) {
        return new LineQueue(out, CAPACITY, lost -> ("lost " + lost + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void lines(LineQueue queue, int from, int to) {
        for (int i = from; i < to; i++) {
            queue.offer("%010d\n".formatted(i).getBytes(StandardCharsets.UTF_8));
        }
    }
}
