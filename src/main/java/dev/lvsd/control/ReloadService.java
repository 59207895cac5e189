package dev.lvsd.control;

import java.util.List;
import java.util.Set;

/// Reads the configuration again, on behalf of the control socket.
@FunctionalInterface
public interface ReloadService {
    /// Refuses every reload: for a socket that only shows.
    ReloadService NONE = _ -> new ReloadReport(
            ReloadOutcome.REFUSED, "", "this lvsd has no configuration to reload", List.of(), List.of(), List.of());

    /// Reloads, or says what a reload would do. Waits for its end; called on a thread that may.
    ReloadReport reload(Set<ReloadOption> options);
}
