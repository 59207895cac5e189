package dev.lvsd.vrrp;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a virtual router at one moment.
///
/// @param instance its configuration: name, interface, VRID, version, addresses
/// @param state its state
/// @param priority the priority in its adverts
/// @param masterAddress the master: ourselves, or the sender of the last advert that counted; null where
///     none was heard
/// @param masterPriority the master's priority, 0 where none was heard or it has left
/// @param advertIntervalNanos the interval in force: the configured one, or in version 3 the master's
/// @param masterDownNanos the silence after which it takes over
/// @param since wall-clock time of the last transition, null before the first
/// @param transitions how many there were
/// @param reason of the last transition, and in FAULT what is wrong now; empty before the first
/// @param addresses what the addresses thread has done with its addresses
/// @param counters what was counted
/// @param rejections packets that did not count, by reason
/// @param lateness how late its adverts left
/// @param hints what an operator should look at now, a sentence each
/// @param waits what a backup waits for beside the master's silence, with the time left; empty for nothing
/// @param routing what the addresses thread has done with its routes and rules
public record InstanceStatus(
        VrrpInstance instance,
        RouterState state,
        int priority,
        @Nullable IpAddress masterAddress,
        int masterPriority,
        long advertIntervalNanos,
        long masterDownNanos,
        @Nullable Instant since,
        long transitions,
        String reason,
        AddressStatus addresses,
        Map<Counter, Long> counters,
        Map<Rejection, Long> rejections,
        AdvertLateness lateness,
        List<String> hints,
        String waits,
        RoutingStatus routing) {
    /// Copies maps and list.
    public InstanceStatus {
        counters = Map.copyOf(counters);
        rejections = Map.copyOf(rejections);
        hints = List.copyOf(hints);
    }

    /// The virtual addresses of one virtual router, as the addresses thread sees them.
    ///
    /// @param held whether they were added and not removed since
    /// @param announcementsSent gratuitous ARP frames sent
    /// @param errors changes and frames that the kernel refused
    /// @param putBack addresses that someone else had removed and that were added again
    /// @param renewals how often their lifetime was renewed; it does not grow where they stay for ever
    /// @param renewalsRefused how often the kernel refused to renew one of them
    /// @param absent those that are not there while they are held: the interface is missing, the kernel refuses them,
    ///     or someone else removed one that is not tracked
    public record AddressStatus(
            Held held,
            long announcementsSent,
            long errors,
            long putBack,
            long renewals,
            long renewalsRefused,
            Set<VirtualAddress> absent) {
        /// Nothing was done yet.
        public static final AddressStatus NONE = new AddressStatus(Held.NO, 0, 0, 0, 0, 0, Set.of());

        /// Copies the set, in its order.
        public AddressStatus {
            absent = Collections.unmodifiableSet(new LinkedHashSet<>(absent));
        }

        /// Whether this node has an address.
        public boolean has(VirtualAddress address) {
            return held == Held.YES && !absent.contains(address);
        }
    }

    /// Whether this node has the addresses.
    public enum Held {
        /// Added.
        YES,
        /// Removed, or never added.
        NO
    }
}
