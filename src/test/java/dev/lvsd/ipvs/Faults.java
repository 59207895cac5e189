package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What goes wrong in a [FaultyKernel]; each method is asked when it could.
public interface Faults {
    /// Nothing goes wrong.
    Faults NONE = new Faults() {};

    /// Why sendto(2) fails before the kernel looks at the datagram; null where it does not.
    default @Nullable Errno onSend() {
        return null;
    }

    /// Why recvfrom(2) fails; null where it does not. With `ENOBUFS` the answers that wait are lost.
    default @Nullable Errno onReceive() {
        return null;
    }

    /// What is queued in place of an answer: it itself, nothing, others.
    default List<byte[]> onAnswer(byte[] answer) {
        return List.of(answer);
    }

    /// Why the kernel refuses a change that it could make; null where it does not.
    default @Nullable Errno onChange(Step step) {
        return null;
    }

    /// Flags of the next part of a dump (`NLM_F_DUMP_INTR`).
    default int dumpFlags() {
        return 0;
    }

    /// Another program's turn: before each request, and before each part of a dump.
    default void meanwhile(FaultyKernel kernel) {}
}
