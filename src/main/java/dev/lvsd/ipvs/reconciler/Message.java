package dev.lvsd.ipvs.reconciler;

import dev.lvsd.check.Health;
import dev.lvsd.config.DrainSettings;
import dev.lvsd.config.Foreign;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What the ipvs thread is told.
sealed interface Message {
    /// What a checker says.
    record Report(VirtualServerKey key, Endpoint realServer, int check, Health health, Instant at)
            implements Message {}

    /// Another configuration.
    record Reload(List<VirtualServer> configured, DrainSettings drains, CompletableFuture<Void> done)
            implements Message {}

    /// An order, or its end.
    record Order(OrderIntake.Request request) implements Message {}

    /// A question about the table.
    record Ask(Asked<?> asked) implements Message {}

    /// What becomes of virtual servers that are not ours.
    record Treat(Foreign others) implements Message {}

    /// The end.
    record Stop(Reconciler.Ending ending) implements Message {}

    /// Nothing but a turn.
    record Nudge() implements Message {}
}
