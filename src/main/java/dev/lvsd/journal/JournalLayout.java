package dev.lvsd.journal;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;

/// A pattern whose lines carry their priority, those of a stack trace too.
public final class JournalLayout extends PatternLayout {
    @Override
    public String doLayout(ILoggingEvent event) {
        return Priority.of(event.getLevel()).mark(super.doLayout(event));
    }
}
