package dev.lvsd.ipvs.reconciler;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The lines that a class logs while a test runs, which the test's own log does not get.
final class LoggedLines {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    LoggedLines(Class<?> type) {
        logger = (Logger) LoggerFactory.getLogger(type);
    }

    void begin() {
        appender.start();
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    void end() {
        logger.detachAppender(appender);
        logger.setAdditive(true);
        appender.stop();
    }

    void forget() {
        appender.list.clear();
    }

    int lines() {
        return appender.list.size();
    }

    long count(String part) {
        return text().stream().filter(line -> line.contains(part)).count();
    }

    private List<String> text() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public String toString() {
        return String.join("\n", text());
    }
}
