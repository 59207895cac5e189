package dev.lvsd.orders;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Takes operators' orders. For any thread; waits for nothing.
public interface Orders {
    /// The orders that count.
    List<GivenOrder> given();

    /// Takes an order.
    ///
    /// @return completed when it is on the disk and the table has answered
    CompletableFuture<Outcome> give(GivenOrder order);

    /// Ends the order about exactly this target, so that the configuration counts again, or the order of a wider
    /// target (`lvsctl enable`). Where there is none, nothing changes, and that is done too.
    ///
    /// @param target what the order was about
    /// @param by who ends it, as in [GivenOrder]
    /// @return completed when that is on the disk and the table has answered
    CompletableFuture<Outcome> revoke(OrderTarget target, String by);

    /// What became of an order.
    sealed interface Outcome {
        /// It counts.
        ///
        /// @param about the real servers that it is about now
        record Done(List<Place> about) implements Outcome {
            /// Copies the list.
            public Done {
                about = List.copyOf(about);
            }
        }

        /// Nothing was changed.
        ///
        /// @param reason what stands in the way and what to do, a sentence
        record Refused(String reason) implements Outcome {}
    }

    /// A real server in a virtual server.
    ///
    /// @param virtualServer the virtual server, by its first key
    /// @param realServer address and port in the table
    record Place(VirtualServerKey virtualServer, Endpoint realServer) {}
}
