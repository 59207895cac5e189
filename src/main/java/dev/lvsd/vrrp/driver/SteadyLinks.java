package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpSettings.InterfaceDelay;
import dev.lvsd.netlink.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Interfaces whose changes count after some time (`interface_up_down_delays`): until then the interface is as it was
/// before, and one that was back in the meantime never changed. One that is new, made again, or gone is so at once.
/// Confined to the thread "interfaces".
final class SteadyLinks {
    /// Nothing is waited for.
    static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Link> shown = new HashMap<>();
    private final Map<String, Long> due = new HashMap<>();

    /// What counts of what the kernel says now.
    ///
    /// @param delays by the name of the interface
    List<Link> of(List<Link> links, Map<String, InterfaceDelay> delays, long now) {
        List<Link> steady = new ArrayList<>();
        for (Link link : links) {
            Link before = shown.get(link.name());
            InterfaceDelay delay = delays.get(link.name());
            steady.add(delay == null || before == null ? settled(link) : waited(link, before, delay, now));
        }
        shown.clear();
        steady.forEach(link -> shown.put(link.name(), link));
        due.keySet().retainAll(shown.keySet());
        return steady;
    }

    private Link settled(Link link) {
        due.remove(link.name());
        return link;
    }

    private Link waited(Link link, Link before, InterfaceDelay delay, long now) {
        if (before.index() != link.index() || before.isUsable() == link.isUsable()) {
            return settled(link);
        }
        Duration wait = link.isUsable() ? delay.up() : delay.down();
        Long end = due.computeIfAbsent(link.name(), _ -> now + wait.toNanos());
        return now >= end ? settled(link) : before;
    }

    /// When to look again, or [#NEVER].
    long deadlineNanos() {
        @Nullable Long first = due.values().stream().min(Long::compare).orElse(null);
        return first == null ? NEVER : first;
    }
}
