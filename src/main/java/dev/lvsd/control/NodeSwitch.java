package dev.lvsd.control;

import org.jspecify.annotations.Nullable;

/// Puts the node into maintenance and back.
@FunctionalInterface
public interface NodeSwitch {
    /// Begins maintenance, or says again that it goes on. Waits until the virtual routers have been told.
    ///
    /// @param wanted null to end it
    /// @return what stands in the way, null for nothing: it is done
    @Nullable String maintain(@Nullable MaintenanceSnapshot wanted);
}
