package dev.lvsd.notify;

import org.jspecify.annotations.Nullable;

/// What waits until a slow script has ended. Of states the last one counts: those between are skipped, whatever the
/// world does meanwhile, so that a script is never further behind than by one run. A message that is no state waits
/// once. Confined to one thread at a time.
final class Outbox {
    private @Nullable Message waitingState;
    private @Nullable Message waitingOther;

    /// Takes a message.
    ///
    /// @return whether one was skipped for it
    boolean offer(Message message) {
        boolean skipped;
        if (message.state().isState()) {
            skipped = waitingState != null;
            waitingState = message;
        } else {
            skipped = waitingOther != null;
            waitingOther = message;
        }
        return skipped;
    }

    /// The next message to tell, states first; null where none waits.
    @Nullable Message next() {
        Message state = waitingState;
        if (state != null) {
            waitingState = null;
            return state;
        }
        Message other = waitingOther;
        waitingOther = null;
        return other;
    }
}
