package dev.lvsd.vrrp.driver;

import dev.lvsd.vrrp.VirtualRouter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// When the interfaces that carry virtual addresses and send no adverts are announced again (`garp_extra_if`). Of the
/// addresses thread.
final class ExtraAnnouncements {
    private final Map<KeptAddresses, Long> due = new HashMap<>();

    /// Sends what is due, of the routers that hold their addresses now.
    void sendDue(Collection<KeptAddresses> kept, Interfaces seen, Announcer announcer, long now) {
        due.keySet().removeIf(addresses -> !kept.contains(addresses) || !isWanted(addresses));
        for (KeptAddresses addresses : kept) {
            if (!isWanted(addresses)) {
                continue;
            }
            long interval = addresses.extraGarp().interval().toNanos();
            long at = Math.min(due.computeIfAbsent(addresses, _ -> now + interval), now + interval);
            if (now >= at) {
                announcer.announce(addresses, addresses.extraAnnouncements(seen), 1);
                at = now + interval;
            }
            due.put(addresses, at);
        }
    }

    /// When [#sendDue] is to be asked.
    long deadlineNanos() {
        long first = VirtualRouter.NEVER;
        for (long at : due.values()) {
            first = Math.min(first, at);
        }
        return first;
    }

    private static boolean isWanted(KeptAddresses addresses) {
        return addresses.isHeld() && addresses.extraGarp().interval().isPositive() && addresses.hasExtraInterfaces();
    }
}
