package dev.lvsd;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.control.MaintenanceSnapshot;
import dev.lvsd.control.NoAcceptSnapshot;
import dev.lvsd.control.RoutingSnapshot;
import dev.lvsd.control.StaticEntrySnapshot;
import dev.lvsd.control.VirtualMacSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot.Counters;
import dev.lvsd.control.VrrpInstanceSnapshot.HeldAddress;
import dev.lvsd.control.VrrpInstanceSnapshot.Master;
import dev.lvsd.control.VrrpState;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import dev.lvsd.track.TrackStatus;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.FirewallStatus;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.InstanceStatus.Held;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The snapshot of a virtual router, from its status.
final class VrrpView {
    private static final Set<Counter> NAMED = EnumSet.of(
            Counter.ADVERTS_SENT,
            Counter.ADVERTS_RECEIVED,
            Counter.PRIORITY_ZERO_SENT,
            Counter.PRIORITY_ZERO_RECEIVED);

    private VrrpView() {}

    /// Masters that virtual routers of this node have heard.
    static Set<IpAddress> heard(VrrpStatus all) {
        Set<IpAddress> heard = new HashSet<>();
        for (InstanceStatus status : all.instances()) {
            IpAddress master = status.masterAddress();
            if (master != null && status.state() == RouterState.BACKUP) {
                heard.add(master);
            }
        }
        return heard;
    }

    static VrrpInstanceSnapshot instance(InstanceStatus status, VrrpStatus all, TrackStatus track) {
        VrrpInstance instance = status.instance();
        return new VrrpInstanceSnapshot(
                instance.name(),
                instance.interfaceName(),
                instance.virtualRouterId(),
                instance.version(),
                state(status.state()),
                status.priority(),
                instance.priority(),
                status.masterAddress() == null
                        ? null
                        : new Master(status.masterAddress().toString(), status.masterPriority()),
                Duration.ofNanos(status.advertIntervalNanos()),
                Duration.ofNanos(status.masterDownNanos()),
                addresses(instance, status.addresses()),
                TrackView.of(instance.tracking().things(), all.tracked(), track),
                status.since(),
                status.transitions(),
                status.state() == RouterState.FAULT ? status.reason() : null,
                counters(status),
                status.hints(),
                status.waits().isEmpty() ? null : status.waits(),
                noAccept(status, all.firewall()),
                instance.virtualMac().interfaces().stream()
                        .map(one -> new VirtualMacSnapshot(one.name(), one.base(), one.mac().toString()))
                        .toList(),
                routing(status.routing()));
    }

    private static @Nullable NoAcceptSnapshot noAccept(InstanceStatus status, FirewallStatus firewall) {
        if (status.instance().acceptMode().accepts()) {
            return null;
        }
        boolean dropping = status.addresses().held() == Held.YES && firewall.table() != null
                && firewall.problem() == null;
        return new NoAcceptSnapshot(
                firewall.table(), dropping, firewall.putBack(), firewall.errors(), firewall.problem());
    }

    static @Nullable MaintenanceSnapshot maintenance(@Nullable Maintenance maintenance) {
        return maintenance == null ? null
                : new MaintenanceSnapshot(maintenance.by(), maintenance.at(), maintenance.reason());
    }

    static List<StaticEntrySnapshot> staticEntries(StaticStatus status) {
        return status.entries().stream()
                .map(entry -> new StaticEntrySnapshot(
                        entry.keyword(), entry.line(), entry.held(), entry.held() ? null : entry.problem(),
                        entry.putBack()))
                .toList();
    }

    static VrrpState state(RouterState state) {
        return switch (state) {
            case INITIALIZE -> VrrpState.INIT;
            case BACKUP -> VrrpState.BACKUP;
            case MASTER -> VrrpState.MASTER;
            case FAULT -> VrrpState.FAULT;
        };
    }

    private static List<HeldAddress> addresses(VrrpInstance instance, AddressStatus held) {
        return Stream.concat(instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                .map(address -> new HeldAddress(
                        address.prefix().toString(), device(address, instance), address.label(),
                        held.has(address)))
                .toList();
    }

    private static RoutingSnapshot routing(RoutingStatus status) {
        return new RoutingSnapshot(
                entries(status, entry -> entry instanceof Route), entries(status, entry -> entry instanceof Rule));
    }

    private static List<RoutingSnapshot.Entry> entries(RoutingStatus status, Predicate<RoutingEntry> which) {
        return status.entries().stream()
                .filter(one -> which.test(one.entry()))
                .map(one -> new RoutingSnapshot.Entry(one.entry().toString(), one.held() == Held.YES))
                .toList();
    }

    private static String device(VirtualAddress address, VrrpInstance instance) {
        return address.device() == null ? instance.interfaceName() : address.device();
    }

    private static Counters counters(InstanceStatus status) {
        Map<String, Long> rejected = new TreeMap<>();
        status.rejections().forEach((reason, count) -> rejected.put(word(reason), count));
        Map<String, Long> other = new TreeMap<>();
        status.counters().forEach((counter, count) -> {
            if (!NAMED.contains(counter)) {
                other.put(word(counter), count);
            }
        });
        other.put("gratuitous_arps_sent", status.addresses().announcementsSent());
        other.put("address_errors", status.addresses().errors());
        other.put("address_renewals", status.addresses().renewals());
        other.put("address_renewals_refused", status.addresses().renewalsRefused());
        other.put("addresses_put_back", status.addresses().putBack());
        other.put("route_errors", status.routing().errors());
        other.put("routes_put_back", status.routing().putBack());
        return Counters.of(
                count(status, Counter.ADVERTS_SENT),
                count(status, Counter.ADVERTS_RECEIVED),
                count(status, Counter.PRIORITY_ZERO_SENT),
                count(status, Counter.PRIORITY_ZERO_RECEIVED),
                rejected,
                other);
    }

    private static long count(InstanceStatus status, Counter counter) {
        return status.counters().getOrDefault(counter, 0L);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
