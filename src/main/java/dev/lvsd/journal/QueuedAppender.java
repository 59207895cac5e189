package dev.lvsd.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Standard output behind a queue: a thread that logs never waits for whoever reads, be it a journal that hangs. Unlike
/// logback's AsyncAppender it counts what it loses and says so, and goes on after an error of the stream.
public final class QueuedAppender extends OutputStreamAppender<ILoggingEvent> {
    /// Some thousand lines.
    private static final int CAPACITY = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private @Nullable LineQueue queue;

    /// Lines that this process has lost, 0 where its log goes elsewhere.
    public static long lost() {
        LineQueue lines = ofProcess();
        return lines == null ? 0 : lines.lost();
    }

    /// Waits until what this process has logged is written, but no longer than a time.
    public static void flush(Duration patience) {
        LineQueue lines = ofProcess();
        if (lines != null) {
            boolean _ = lines.flush(patience);
        }
    }

    private static @Nullable LineQueue ofProcess() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                        && context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("stdout")
                                instanceof QueuedAppender appender
                ? appender.queue
                : null;
    }

    @Override
    public void start() {
        LineQueue lines = new LineQueue(
                new FileOutputStream(FileDescriptor.out), CAPACITY, lost -> encoder.encode(notice(lost)));
        queue = lines;
        setOutputStream(lines.asStream());
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        if (queue != null) {
            queue.end(PATIENCE);
        }
    }

    private LoggingEvent notice(long lost) {
        Logger logger = ((LoggerContext) getContext()).getLogger(QueuedAppender.class);
        return new LoggingEvent(QueuedAppender.class.getName(), logger, Level.WARN,
                "log: " + lost + (lost == 1 ? " line is" : " lines are")
                        + " missing here: the log was not read in time",
                null, null);
    }
}
