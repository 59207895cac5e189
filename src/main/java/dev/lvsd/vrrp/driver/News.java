package dev.lvsd.vrrp.driver;

import dev.lvsd.vrrp.VrrpEvent;
import org.slf4j.event.Level;

/// What the log and the listener are to be told.
sealed interface News {
    /// Something that the listener hears of, and the log where it is a transition.
    record Event(VrrpEvent event) implements News {}

    /// A line for the log.
    record Line(Level level, String text) implements News {}

    /// The last message.
    record End() implements News {}
}
