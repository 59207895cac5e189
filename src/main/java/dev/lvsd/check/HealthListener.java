package dev.lvsd.check;

/// Takes changes of health.
@FunctionalInterface
public interface HealthListener {
    /// One checker's health changed. Called on the loop that ran the check: returns at once, blocks never.
    ///
    /// @param state up or down
    /// @param result the check that decided it
    void onHealth(CheckId id, Health state, CheckResult result);
}
