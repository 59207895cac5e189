package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.Action;
import org.slf4j.event.Level;

/// What the log and the listener are to be told.
sealed interface News {
    /// A transition.
    record Transition(VrrpInstance instance, Action.StateChanged change) implements News {}

    /// A line for the log.
    record Line(Level level, String text) implements News {}

    /// The last message.
    record End() implements News {}
}
