package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The whole director at one moment: the answer of `GET /v1/status`.
///
/// Names in JSON and YAML are the record components in snake_case, except where keepalived has a word for the
/// thing (`virtual_router_id`, `advert_int`, `lb_algo`). Instants are ISO 8601 in UTC with milliseconds,
/// durations are seconds with a fraction, what does not apply is null.
///
/// @param at when it was taken; every age is counted from here
/// @param daemon the process
/// @param maintenance of the node, null for none
/// @param vrrpInstances in the order of the configuration
/// @param syncGroups in the order of the configuration
/// @param staticEntries what stays in the kernel whoever is master, in the order of the configuration
/// @param notifications what was told to scripts, named pipes and people
/// @param virtualServers in the order of the configuration
/// @param table how programming the IPVS table goes
/// @param sysctls kernel parameters
/// @param orders what operators have ordered
/// @param whole what belongs to the IPVS table as a whole
public record Snapshot(
        Instant at,
        DaemonSnapshot daemon,
        @Nullable MaintenanceSnapshot maintenance,
        @JsonProperty("vrrp_instance") List<VrrpInstanceSnapshot> vrrpInstances,
        @JsonProperty("vrrp_sync_group") List<SyncGroupSnapshot> syncGroups,
        @JsonProperty("static") List<StaticEntrySnapshot> staticEntries,
        NotificationsSnapshot notifications,
        @JsonProperty("virtual_server") List<VirtualServerSnapshot> virtualServers,
        TableSnapshot table,
        SysctlSnapshot sysctls,
        OrdersSnapshot orders,
        @JsonProperty("ipvs") WholeTableSnapshot whole) {
    /// Copies the lists. A daemon older than the orders and the whole table does not send them.
    public Snapshot {
        orders = Objects.requireNonNullElse(orders, OrdersSnapshot.NONE);
        whole = Objects.requireNonNullElse(whole, WholeTableSnapshot.NONE);
        vrrpInstances = List.copyOf(vrrpInstances);
        syncGroups = List.copyOf(syncGroups);
        staticEntries = List.copyOf(staticEntries);
        virtualServers = List.copyOf(virtualServers);
    }

    /// The part that `GET /v1/vrrp` answers.
    public Vrrp vrrp() {
        return new Vrrp(at, maintenance, vrrpInstances, syncGroups, staticEntries, notifications);
    }

    /// The part that `GET /v1/services` answers.
    public Services services() {
        return new Services(at, virtualServers, table);
    }

    /// The part that `GET /v1/orders` answers.
    public Orders ordered() {
        return new Orders(at, maintenance, orders.given(), orders.leaving());
    }

    /// What operators have ordered, at one moment: the answer of `GET /v1/orders`.
    ///
    /// @param at when it was taken
    /// @param maintenance of the node, null for none
    /// @param orders the first given first
    /// @param leaving real servers that the configuration no longer has, and that have clients left
    public record Orders(
            Instant at,
            @Nullable MaintenanceSnapshot maintenance,
            List<OrderSnapshot> orders,
            List<OrderedServerSnapshot> leaving) {
        /// Copies the lists.
        public Orders {
            orders = List.copyOf(orders);
            leaving = List.copyOf(leaving);
        }
    }

    /// The virtual routers at one moment: the answer of `GET /v1/vrrp`.
    ///
    /// @param at when it was taken
    /// @param maintenance of the node, null for none
    /// @param vrrpInstances in the order of the configuration
    /// @param syncGroups in the order of the configuration
    /// @param staticEntries what stays in the kernel whoever is master
    /// @param notifications what was told to scripts, named pipes and people
    public record Vrrp(
            Instant at,
            @Nullable MaintenanceSnapshot maintenance,
            @JsonProperty("vrrp_instance") List<VrrpInstanceSnapshot> vrrpInstances,
            @JsonProperty("vrrp_sync_group") List<SyncGroupSnapshot> syncGroups,
            @JsonProperty("static") List<StaticEntrySnapshot> staticEntries,
            NotificationsSnapshot notifications) {
        /// Copies the lists.
        public Vrrp {
            vrrpInstances = List.copyOf(vrrpInstances);
            syncGroups = List.copyOf(syncGroups);
            staticEntries = List.copyOf(staticEntries);
        }
    }

    /// The virtual servers at one moment: the answer of `GET /v1/services`.
    ///
    /// @param at when it was taken
    /// @param virtualServers in the order of the configuration
    /// @param table how programming the IPVS table goes
    public record Services(
            Instant at,
            @JsonProperty("virtual_server") List<VirtualServerSnapshot> virtualServers,
            TableSnapshot table) {
        /// Copies the list.
        public Services {
            virtualServers = List.copyOf(virtualServers);
        }
    }
}
