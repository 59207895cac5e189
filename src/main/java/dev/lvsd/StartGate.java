package dev.lvsd;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.OwnedAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When the start is done: the table has answered the first batch and every checker has its first result, or
/// `ready_wait` is over. Until then no virtual router with virtual servers behind its addresses replaces a master.
final class StartGate {
    private static final Logger LOG = LoggerFactory.getLogger(StartGate.class);

    private final CompletableFuture<Void> table = new CompletableFuture<>();
    private final Duration patience;
    private volatile boolean open;

    /// @param patience `ready_wait`
    StartGate(Duration patience) {
        this.patience = patience;
    }

    /// The table has answered the first batch.
    void acknowledged() {
        table.complete(null);
    }

    /// Has something run once, when the start is done; on a thread that must not wait.
    ///
    /// @param checks completes when every checker has its first result
    void whenOpen(CompletableFuture<Void> checks, Runnable then) {
        CompletableFuture.allOf(table, checks)
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .handle((_, late) -> {
                    open = true;
                    if (late == null) {
                        LOG.info("ready: the table is programmed and every check has run once");
                    } else {
                        LOG.warn("ready: lvsd.ready_wait of {} s is over; {}", seconds(), waitedFor());
                    }
                    then.run();
                    return null;
                })
                .exceptionally(failure -> {
                    LOG.error("the end of the start was not told to everyone", failure);
                    return null;
                });
    }

    /// Whether the start is done.
    boolean isOpen() {
        return open;
    }

    /// What the start still waits for, for the status; none when it is done.
    List<String> waiting() {
        return open ? List.of() : List.of("starting: " + waitedFor() + "; until then, at most " + seconds()
                + " s, no master of lower priority is replaced");
    }

    private String waitedFor() {
        return !table.isDone() ? "the table has not answered yet" : "not every check has run once yet";
    }

    private String seconds() {
        return String.valueOf(patience.toMillis() / 1000.0);
    }

    /// Names of the instances whose addresses carry virtual servers; all instances where one goes by firewall mark,
    /// which any address may bear.
    static Set<String> guarded(Configuration configuration) {
        Set<IpAddress> served = new HashSet<>();
        boolean marks = false;
        for (VirtualServer virtualServer : configuration.virtualServers()) {
            for (VirtualServerKey key : virtualServer.keys()) {
                switch (key) {
                    case VirtualServerKey.Address(_, var endpoint) -> served.add(endpoint.address());
                    case VirtualServerKey.Fwmark _ -> marks = true;
                }
            }
        }
        Set<String> names = new HashSet<>();
        for (VrrpInstance instance : configuration.vrrpInstances()) {
            if (marks || OwnedAddress.of(instance).stream()
                    .anyMatch(address -> served.contains(address.prefix().address()))) {
                names.add(instance.name());
            }
        }
        return names;
    }
}
