package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.Errno;
import dev.lvsd.linux.FramePort;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.event.Level;

/// Sends announcements, spaced as configured. Of the addresses thread.
final class Announcer {
    /// How long one burst may wait for room altogether: other orders wait meanwhile.
    private static final long PATIENCE_NANOS = 200_000_000L;
    private static final long ROOM_NANOS = 500_000L;

    private final FramePort packets;
    private final NewsDesk news;
    private final MonotonicClock clock;
    private final AnnouncementQueue<KeptAddresses> queue = new AnnouncementQueue<>();

    Announcer(FramePort packets, NewsDesk news, MonotonicClock clock) {
        this.packets = packets;
        this.news = news;
        this.clock = clock;
    }

    /// Announces all addresses once, then all again: the first of a thousand does not make the last wait for its
    /// repetitions. While as much still waits of them they are not announced once more.
    void announce(KeptAddresses addresses, List<KeptAddresses.Announcement> frames, int repeat) {
        if (queue.waiting(addresses) >= Math.max(1, repeat * frames.size())) {
            return;
        }
        long patienceEnds = clock.nanos() + PATIENCE_NANOS;
        int sent = 0;
        int errors = 0;
        int error = 0;
        for (int i = 0; i < repeat; i++) {
            for (KeptAddresses.Announcement frame : frames) {
                if (queue.offer(addresses, frame, clock.nanos())) {
                    int result = send(frame, patienceEnds);
                    sent++;
                    errors += result == 0 ? 0 : 1;
                    error = result == 0 ? error : result;
                }
            }
        }
        count(addresses, sent, errors, error);
    }

    /// Sends what has waited long enough.
    void sendDue() {
        AnnouncementQueue.Waiting<KeptAddresses> next;
        while ((next = queue.poll(clock.nanos())) != null) {
            int error = send(next.frame(), clock.nanos());
            count(next.owner(), 1, error == 0 ? 0 : 1, error);
        }
    }

    /// Drops what still waits: the addresses are gone.
    void forget(KeptAddresses addresses) {
        queue.forget(addresses);
    }

    /// When [#sendDue] is to be asked.
    long deadlineNanos() {
        return queue.deadlineNanos();
    }

    void close() {
        packets.close();
    }

    private void count(KeptAddresses addresses, int tried, int errors, int error) {
        addresses.count(tried - errors, errors, 0);
        if (errors > 0) {
            news.line(Level.ERROR, "vrrp " + addresses.name() + ": " + errors + " announcements not sent: "
                    + Errno.of(error));
        }
    }

    /// Waits for room in the queues of the socket and the interface: a burst for a thousand addresses is larger.
    private int send(KeptAddresses.Announcement frame, long patienceEnds) {
        int result = packets.send(frame.bytes(), frame.interfaceIndex());
        while ((result == Errno.EAGAIN.number() || result == Errno.ENOBUFS.number())
                && clock.nanos() < patienceEnds) {
            LockSupport.parkNanos(this, ROOM_NANOS);
            result = packets.send(frame.bytes(), frame.interfaceIndex());
        }
        return result;
    }
}
