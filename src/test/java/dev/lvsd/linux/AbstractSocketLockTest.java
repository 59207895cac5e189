package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AbstractSocketLockTest {
    private final String name = "lvsd-test-" + ProcessHandle.current().pid();

    @Test
    void secondTakerLearnsWhoHoldsTheLock() throws IOException {
        try (AbstractSocketLock _ = AbstractSocketLock.take(name)) {
            LockTakenException taken = assertThrows(LockTakenException.class, () -> AbstractSocketLock.take(name));

            assertEquals(ProcessHandle.current().pid(), taken.ownerPid());
            assertEquals("another " + name + " (process " + ProcessHandle.current().pid()
                    + ") already runs in this network namespace: it holds the abstract socket @" + name
                    + "; stop it first, or run this one in a network namespace of its own", taken.getMessage());
        }
    }

    @Test
    void lockGivenBackCanBeTakenAgain() throws IOException {
        AbstractSocketLock.take(name).close();

        AbstractSocketLock.take(name).close();
    }

    @Test
    void longerNameIsAnotherLock() throws IOException {
        try (AbstractSocketLock _ = AbstractSocketLock.take(name);
                AbstractSocketLock _ = AbstractSocketLock.take(name + "2")) {
            assertThrows(LockTakenException.class, () -> AbstractSocketLock.take(name + "2"));
        }
    }
}
