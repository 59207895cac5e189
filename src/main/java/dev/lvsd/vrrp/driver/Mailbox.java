package dev.lvsd.vrrp.driver;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Messages of any threads to one. Sending never waits for the receiver, whatever that does.
///
/// @param <T> the messages
final class Mailbox<T> {
    private final ConcurrentLinkedQueue<T> messages = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread reader;

    /// Sends a message and wakes the reader.
    void send(T message) {
        messages.add(message);
        LockSupport.unpark(reader);
    }

    /// Wakes the reader without a message.
    void nudge() {
        LockSupport.unpark(reader);
    }

    /// Takes the next message.
    ///
    /// @return null where none waits
    @Nullable T poll() {
        return messages.poll();
    }

    /// Waits for a message; may return before one is there. The caller becomes the reader.
    ///
    /// @param nanos how long at most
    void await(long nanos) {
        reader = Thread.currentThread();
        if (messages.isEmpty() && nanos > 0) {
            LockSupport.parkNanos(this, nanos);
        }
    }
}
