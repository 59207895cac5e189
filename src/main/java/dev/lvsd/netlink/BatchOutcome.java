package dev.lvsd.netlink;

import java.util.List;

/// What became of a batch.
public sealed interface BatchOutcome {
    /// Requests that the kernel refused, in order; those not listed were done, see [Overrun].
    List<Failure> failures();

    /// The kernel has worked on every request.
    record Complete(List<Failure> failures) implements BatchOutcome {
        /// Takes a copy of the list.
        public Complete {
            failures = List.copyOf(failures);
        }
    }

    /// Answers were lost because the queue was full (`ENOBUFS`): the first `sent` requests were worked on,
    /// but others than the listed ones may have failed; the rest was not sent. The caller reads the state
    /// again.
    ///
    /// @param sent number of requests sent
    /// @param failures the refusals that are known
    record Overrun(int sent, List<Failure> failures) implements BatchOutcome {
        /// Takes a copy of the list.
        public Overrun {
            failures = List.copyOf(failures);
        }
    }

    /// One refused request.
    ///
    /// @param index of the request in the batch, from 0
    /// @param error the kernel's answer
    record Failure(int index, NetlinkError error) {}
}
