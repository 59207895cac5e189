package dev.lvsd.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JournalTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void everyLevelHasItsPriority() {
        assertEquals("<3>x\n", lines(Level.ERROR, "x", null));
        assertEquals("<4>x\n", lines(Level.WARN, "x", null));
        assertEquals("<6>x\n", lines(Level.INFO, "x", null));
        assertEquals("<7>x\n", lines(Level.DEBUG, "x", null));
        assertEquals("<7>x\n", lines(Level.TRACE, "x", null));
    }

    @Test
    void linesOfAStackTraceCarryItToo() {
        String text = lines(Level.ERROR, "x", new IllegalStateException("y"));
        assertTrue(text.startsWith("<3>x\n<3>java.lang.IllegalStateException: y\n<3>\tat "), text);
        assertTrue(text.lines().allMatch(line -> line.startsWith("<3>")), text);
    }

    @Test
    void streamIsTheJournalsByDeviceAndInodeOnly() throws IOException {
        Path stdout = Path.of("/proc/self/fd/1");
        String stream = Files.getAttribute(stdout, "unix:dev") + ":" + Files.getAttribute(stdout, "unix:ino");
        assertTrue(JournalStream.is(JournalStream.STDOUT, stream));
        assertFalse(JournalStream.is(JournalStream.STDOUT, stream + "0"));
        assertFalse(JournalStream.is(JournalStream.STDOUT, null));
        assertFalse(JournalStream.is(4711, stream));
    }

    private String lines(Level level, String message, @Nullable Throwable thrown) {
        JournalLayout layout = new JournalLayout();
        layout.setContext(context);
        layout.setPattern("%msg%n%ex");
        layout.start();
        return layout.doLayout(
                new LoggingEvent("", context.getLogger("a"), level, message, thrown, new Object[0]));
    }
}
