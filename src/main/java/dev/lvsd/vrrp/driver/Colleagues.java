package dev.lvsd.vrrp.driver;

import java.util.function.Consumer;
import org.slf4j.event.Level;

/// Whom the vrrp thread tells what it does; telling never waits.
interface Colleagues {
    /// The addresses thread and the log.
    ///
    /// @param orders takes the orders of the addresses thread
    static Colleagues of(Consumer<Order> orders, NewsDesk news) {
        return new Colleagues() {
            @Override
            public void order(Order order) {
                orders.accept(order);
            }

            @Override
            public void tell(News what) {
                news.tell(what);
            }

            @Override
            public void line(Level level, String text) {
                news.line(level, text);
            }
        };
    }

    /// Gives the addresses thread an order.
    void order(Order order);

    /// Tells the log and the listener.
    void tell(News news);

    /// Tells the log, unless too much waits there.
    void line(Level level, String text);
}
