package dev.lvsd.journal;

import ch.qos.logback.classic.Level;

/// The journal's priorities, those of syslog(3), as far as lvsd has levels for them.
public enum Priority {
    /// Something failed; somebody should look.
    ERROR(3),
    /// Something is not as it should be, and lvsd goes on.
    WARNING(4),
    /// An event.
    INFO(6),
    /// For whoever works on lvsd.
    DEBUG(7);

    private final int number;

    Priority(int number) {
        this.number = number;
    }

    /// The priority of a level.
    public static Priority of(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return ERROR;
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return WARNING;
        }
        return level.isGreaterOrEqual(Level.INFO) ? INFO : DEBUG;
    }

    /// The text with `<N>` in front of each of its lines, the last of them ended.
    public String mark(String text) {
        StringBuilder marked = new StringBuilder(text.length() + 8);
        text.lines().forEach(line -> marked.append('<').append(number).append('>').append(line).append('\n'));
        return marked.toString();
    }
}
