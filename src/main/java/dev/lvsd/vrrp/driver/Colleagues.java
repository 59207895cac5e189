package dev.lvsd.vrrp.driver;

import org.slf4j.event.Level;

/// Whom the vrrp thread tells what it does; telling never waits.
interface Colleagues {
    /// Gives the addresses thread an order.
    void order(Order order);

    /// Tells the log and the listener.
    void tell(News news);

    /// Tells the log, unless too much waits there.
    void line(Level level, String text);
}
