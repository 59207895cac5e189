package dev.lvsd.vrrp.driver;

import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpListener;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// The thread "vrrp-news": writes the log and tells the listener, so that no other thread waits for a disk.
/// When lines come faster than they are written, they are dropped and counted; transitions never are.
final class NewsDesk implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.lvsd.vrrp");
    private static final int WAITING_MAXIMUM = 10_000;
    private static final long IDLE_NANOS = 3_600_000_000_000L;

    private final Mailbox<News> mailbox = new Mailbox<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();
    private final VrrpListener listener;

    NewsDesk(VrrpListener listener) {
        this.listener = listener;
    }

    /// Hands over a line for the log; never waits.
    void line(Level level, String text) {
        if (waiting.get() >= WAITING_MAXIMUM) {
            lost.incrementAndGet();
            return;
        }
        tell(new News.Line(level, text));
    }

    /// Hands over news; never waits.
    void tell(News news) {
        waiting.incrementAndGet();
        mailbox.send(news);
    }

    /// Lines dropped so far.
    long lost() {
        return lost.get();
    }

    @Override
    public void run() {
        while (true) {
            @Nullable News news = mailbox.poll();
            if (news == null) {
                mailbox.await(IDLE_NANOS);
                continue;
            }
            waiting.decrementAndGet();
            switch (news) {
                case News.Event(VrrpEvent event) -> publish(event);
                case News.Line(Level level, String text) -> LOG.atLevel(level).log(text);
                case News.End _ -> {
                    return;
                }
            }
        }
    }

    private void publish(VrrpEvent event) {
        switch (event) {
            case VrrpEvent.Changed changed -> log("vrrp " + changed.instance().name(), changed.change());
            case VrrpEvent.GroupChanged changed -> log("vrrp sync group " + changed.group().name(), changed.change());
            case VrrpEvent.PriorityChanged _, VrrpEvent.LowerPriorityHeard _ -> {}
        }
        try {
            listener.happened(event);
        } catch (RuntimeException e) {
            LOG.error("vrrp: the listener failed on {}", event, e);
        }
    }

    private static void log(String who, Action.StateChanged change) {
        Level level = change.to() == RouterState.FAULT ? Level.WARN : Level.INFO;
        LOG.atLevel(level).log("{}: {} -> {}: {}", who, change.from(), change.to(), change.reason());
    }
}
