package dev.lvsd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.NotifyState;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void theLastStateIsToldAndThoseBeforeItAreSkipped() {
        assertFalse(outbox.offer(Told.message(NotifyState.BACKUP)));
        assertTrue(outbox.offer(Told.message(NotifyState.MASTER)));
        assertTrue(outbox.offer(Told.message(NotifyState.FAULT)));
        assertEquals(Told.message(NotifyState.FAULT), outbox.next());
        assertNull(outbox.next());
    }

    @Test
    void whatIsNoStateReplacesNone() {
        assertFalse(outbox.offer(Told.message(NotifyState.MASTER_RX_LOWER_PRI)));
        assertFalse(outbox.offer(Told.message(NotifyState.STOP)));
        assertTrue(outbox.offer(Told.message(NotifyState.MASTER_RX_LOWER_PRI)));
        assertEquals(Told.message(NotifyState.STOP), outbox.next());
        assertEquals(Told.message(NotifyState.MASTER_RX_LOWER_PRI), outbox.next());
        assertNull(outbox.next());
    }
}
