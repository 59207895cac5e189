package dev.lvsd.journal;

import ch.qos.logback.core.boolex.PropertyConditionBase;

/// The condition of `logback.xml` under which lines are for the journal.
public final class OnJournal extends PropertyConditionBase {
    @Override
    public boolean evaluate() {
        return JournalStream.is(JournalStream.STDOUT);
    }
}
