package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.RealServerCounters;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.VirtualServerCounters;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Orders;
import dev.lvsd.pool.QuorumState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that an operator should read, once.
public sealed interface Note {
    /// Someone else changed one of our virtual servers.
    ///
    /// @param key the virtual server
    /// @param putBack the steps that undo the change
    record Drifted(VirtualServerKey key, List<Step> putBack) implements Note {
        /// Copies the steps.
        public Drifted {
            putBack = List.copyOf(putBack);
        }
    }

    /// Something has gone on happening to a virtual server since it was told.
    ///
    /// @param what to which kind of virtual server
    /// @param count how often, and whether it goes on
    record Recurred(Recurrence what, Recurrences.Count count) implements Note {}

    /// What can recur.
    enum Recurrence {
        /// Someone else changes one of ours.
        DRIFT,
        /// One of someone else's is there again and was removed again.
        FOREIGN
    }

    /// One of someone else's virtual servers was removed.
    ///
    /// @param key the virtual server
    /// @param options what it had
    record ForeignRemoved(VirtualServerKey key, VirtualServerOptions options) implements Note {}

    /// The table refuses a step; it is tried again on every round and not told again.
    ///
    /// @param error the step and the reason
    record Refused(StepError error) implements Note {}

    /// All steps of a virtual server that had refused ones are done.
    ///
    /// @param key the virtual server
    record Settled(VirtualServerKey key) implements Note {}

    /// A virtual server gained or lost its quorum.
    ///
    /// @param virtualServer its title
    /// @param quorum how it stands now
    /// @param sorryServer its sorry server, null for none
    record QuorumChanged(String virtualServer, QuorumState quorum, @Nullable Endpoint sorryServer) implements Note {}

    /// An order counts from now on.
    ///
    /// @param order the order
    /// @param about the real servers that it is about
    record Ordered(GivenOrder order, List<Orders.Place> about) implements Note {
        /// Copies the list.
        public Ordered {
            about = List.copyOf(about);
        }
    }

    /// An order counts no more.
    ///
    /// @param order the order
    /// @param by who ended it
    record Revoked(GivenOrder order, String by) implements Note {}

    /// What an order is about is not configured, or another order counts there.
    ///
    /// @param order the order, which is kept
    record AboutNothing(GivenOrder order) implements Note {}

    /// A real server is no longer configured and gets no new clients.
    ///
    /// @param departure the real server
    /// @param clients those that it has
    record Leaves(Departure departure, Clients clients) implements Note {}

    /// A drain has ended.
    ///
    /// @param end how
    record DrainEnded(DrainEnd end) implements Note {}

    /// A virtual server is no longer configured and goes with the clients that it has.
    ///
    /// @param key the virtual server
    /// @param clients those that are cut
    record Removed(VirtualServerKey key, Clients clients) implements Note {
        static List<Note> of(VirtualServerKey key, @Nullable VirtualServerCounters counters) {
            Clients clients = Clients.NONE;
            if (counters != null) {
                for (RealServerCounters seen : counters.realServers().values()) {
                    clients = clients.plus(Clients.counted(key, false, seen));
                }
            }
            return clients.connections() + clients.templates() == 0 ? List.of() : List.of(new Removed(key, clients));
        }
    }
}
