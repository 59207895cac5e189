package dev.lvsd.vrrp.driver;

import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.BatchOutcome;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.vrrp.VirtualRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.event.Level;

/// Renews virtual addresses that have a lifetime, every second, while the vrrp thread runs: one that hangs may have
/// lost its mastership without knowing, and its addresses run out. Of the addresses thread.
final class Renewal {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final RouteNetlink netlink;
    private final Heartbeat vrrp;
    private final MonotonicClock clock;
    private final NewsDesk news;
    private long deadline;
    private boolean allowed = true;
    private String trouble = "";

    Renewal(RouteNetlink netlink, Heartbeat vrrp, MonotonicClock clock, NewsDesk news) {
        this.netlink = netlink;
        this.vrrp = vrrp;
        this.clock = clock;
        this.news = news;
    }

    /// When the next round is due; far away where there is nothing to renew.
    long deadlineNanos(Collection<KeptAddresses> kept) {
        return kept.stream().anyMatch(Renewal::isRenewed) ? deadline : VirtualRouter.NEVER;
    }

    /// A round, where it is due.
    void sendDue(Collection<KeptAddresses> kept, Interfaces seen) {
        long now = clock.nanos();
        if (now < deadlineNanos(kept)) {
            return;
        }
        deadline = now + EVERY_NANOS;
        boolean fresh = vrrp.isFresh(now);
        if (allowed && !fresh) {
            news.line(Level.ERROR,
                    "vrrp: the vrrp thread does not run; its virtual addresses are not renewed and will expire");
        } else if (fresh && !allowed) {
            news.line(Level.WARN, "vrrp: the vrrp thread runs again; addresses are renewed");
        }
        allowed = fresh;
        if (fresh) {
            send(kept, seen);
        }
    }

    /// For the next process, unless the vrrp thread has hung: then it may not be master any more.
    void sendOnceMore(Collection<KeptAddresses> kept, Interfaces seen) {
        if (vrrp.isFresh(clock.nanos())) {
            send(kept, seen);
        }
    }

    private static boolean isRenewed(KeptAddresses addresses) {
        return addresses.isHeld() && !addresses.isForever();
    }

    /// All in one batch; what is refused is told once until it works again.
    private void send(Collection<KeptAddresses> kept, Interfaces seen) {
        List<AddressRequest> requests = new ArrayList<>();
        List<KeptAddresses> owners = new ArrayList<>();
        for (KeptAddresses addresses : kept) {
            if (isRenewed(addresses)) {
                List<AddressRequest> additions = addresses.renewals(seen);
                requests.addAll(additions);
                owners.addAll(Collections.nCopies(additions.size(), addresses));
                addresses.changed(clock.nanos());
            }
        }
        String now = requests.isEmpty() ? "" : send(requests, owners);
        if (!now.isEmpty() && trouble.isEmpty()) {
            news.line(Level.ERROR, "vrrp: virtual addresses are not renewed: " + now);
        }
        trouble = now;
    }

    /// @param owners whose address each request is about; they count it
    /// @return what went wrong, empty for nothing
    private String send(List<AddressRequest> requests, List<KeptAddresses> owners) {
        Set<KeptAddresses> refused = new HashSet<>();
        try {
            List<BatchOutcome.Failure> failures = netlink.change(requests).failures();
            failures.forEach(failure -> refused.add(owners.get(failure.index())));
            return failures.isEmpty() ? "" : requests.get(failures.getFirst().index()).command() + ": "
                    + failures.getFirst().error();
        } catch (IOException e) {
            refused.addAll(owners);
            return String.valueOf(e.getMessage());
        } finally {
            Set.copyOf(owners).forEach(addresses -> addresses.renewed(!refused.contains(addresses)));
        }
    }
}
