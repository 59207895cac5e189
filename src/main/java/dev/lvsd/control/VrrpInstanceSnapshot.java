package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One virtual router.
///
/// @param name name of the `vrrp_instance` block
/// @param interfaceName `interface`
/// @param virtualRouterId VRID, 1 to 255
/// @param version version of VRRP, 2 or 3
/// @param state its state
/// @param priority our own priority with what is tracked, 1 to 255
/// @param basePriority the configured priority, which what is tracked may change
/// @param master who is master as far as this node knows: itself, or the sender of the last advert; null
///     where none was heard
/// @param advertInterval interval of adverts in force, in seconds: the configured one, or the master's in
///     version 3
/// @param masterDownInterval silence after which a backup takes over, in seconds
/// @param virtualAddresses `virtual_ipaddress`, then `virtual_ipaddress_excluded`
/// @param track what it tracks, in the order of the configuration
/// @param since wall-clock time of the last transition, null before the first
/// @param transitions changes of state since the start
/// @param fault why the state is FAULT, null in every other
/// @param counters adverts sent, received and rejected, by name; each reason of a rejection has its own
/// @param hints what does not fit: peers that are configured otherwise, a VRID in use twice, nobody heard
/// @param waits what a backup waits for beside the master's silence: `preempt_delay` with the time left,
///     `nopreempt`, `vrrp_startup_delay`; null for nothing
/// @param noAccept with `no_accept` or in strict mode; null where packets to the addresses are accepted
/// @param virtualMacs interfaces made for it: `use_vmac`
/// @param routing its routes and rules
public record VrrpInstanceSnapshot(
        String name,
        @JsonProperty("interface") String interfaceName,
        int virtualRouterId,
        int version,
        VrrpState state,
        int priority,
        int basePriority,
        @Nullable Master master,
        @JsonProperty("advert_int") Duration advertInterval,
        @JsonProperty("master_down_interval") Duration masterDownInterval,
        @JsonProperty("virtual_ipaddress") List<HeldAddress> virtualAddresses,
        List<TrackedSnapshot> track,
        @Nullable Instant since,
        long transitions,
        @Nullable String fault,
        Counters counters,
        List<String> hints,
        @Nullable String waits,
        @Nullable NoAcceptSnapshot noAccept,
        @JsonProperty("use_vmac") List<VirtualMacSnapshot> virtualMacs,
        RoutingSnapshot routing) {
    /// Copies the lists.
    public VrrpInstanceSnapshot {
        virtualAddresses = List.copyOf(virtualAddresses);
        hints = List.copyOf(hints);
        virtualMacs = List.copyOf(virtualMacs);
        track = List.copyOf(track);
    }

    /// The master of a virtual router.
    ///
    /// @param address source address of its adverts
    /// @param priority priority in its adverts, 0 to 255
    public record Master(String address, int priority) {}

    /// A virtual IP address.
    ///
    /// @param address with its prefix length: `192.0.2.1/24`
    /// @param device interface that carries it
    /// @param label label of the address, null for none
    /// @param held whether this node has added it
    public record HeldAddress(
            String address, @JsonProperty("dev") String device, @Nullable String label, boolean held) {}

    /// What was counted since the start.
    ///
    /// @param advertsSent adverts sent, those with priority 0 among them
    /// @param advertsReceived adverts accepted, those with priority 0 among them
    /// @param priorityZeroSent adverts sent with priority 0: the master's resignation
    /// @param priorityZeroReceived adverts accepted with priority 0
    /// @param rejected adverts rejected, by reason in snake_case; a reason may be missing while it is 0
    /// @param other whatever else is counted, by name in snake_case
    public record Counters(
            long advertsSent,
            long advertsReceived,
            long priorityZeroSent,
            long priorityZeroReceived,
            SortedMap<String, Long> rejected,
            SortedMap<String, Long> other) {
        /// Copies the maps.
        public Counters {
            rejected = Collections.unmodifiableSortedMap(new TreeMap<>(rejected));
            other = Collections.unmodifiableSortedMap(new TreeMap<>(other));
        }

        /// Counters from maps in any order.
        public static Counters of(
                long advertsSent,
                long advertsReceived,
                long priorityZeroSent,
                long priorityZeroReceived,
                Map<String, Long> rejected,
                Map<String, Long> other) {
            return new Counters(
                    advertsSent,
                    advertsReceived,
                    priorityZeroSent,
                    priorityZeroReceived,
                    new TreeMap<>(rejected),
                    new TreeMap<>(other));
        }
    }
}
