package dev.lvsd.metrics;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.AdvertLateness;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.GroupStatus;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// Samples of the virtual routers.
final class VrrpSamples {
    private final Samples samples;
    private final InstanceStatus status;
    private final VrrpInstance instance;
    private final SeriesLabels labels;

    private VrrpSamples(Samples samples, InstanceStatus status) {
        this.samples = samples;
        this.status = status;
        this.instance = status.instance();
        this.labels = Samples.labels(Metric.VRRP_PRIORITY, instance.name());
    }

    static void add(Samples samples, VrrpStatus vrrp) {
        for (InstanceStatus status : vrrp.instances()) {
            VrrpSamples one = new VrrpSamples(samples, status);
            one.state();
            one.addresses();
            one.routing();
            one.adverts();
            one.lateness();
        }
        vrrp.groups().forEach(group -> group(samples, group));
        samples.add(Metric.VRRP_MAINTENANCE, vrrp.maintenance() == null ? 0 : 1);
        samples.add(Metric.FIREWALL_ADDRESSES, vrrp.firewall().addresses());
        samples.add(Metric.FIREWALL_PUT_BACK, vrrp.firewall().putBack());
        samples.add(Metric.FIREWALL_ERRORS, vrrp.firewall().errors());
        statics(samples, vrrp.statics());
        samples.add(Metric.VRRP_UNKNOWN, vrrp.unknownRouterIds());
        samples.add(Metric.VRRP_UNREADABLE, vrrp.unreadable());
        samples.info(Metric.VRRP_SCHEDULING, "vrrp", vrrp.vrrpScheduling());
        samples.info(Metric.VRRP_SCHEDULING, "addresses", vrrp.addressesScheduling());
    }

    private static void group(Samples samples, GroupStatus status) {
        String name = status.group().name();
        for (RouterState state : RouterState.values()) {
            SeriesLabels ofState = Samples.labels(Metric.VRRP_GROUP_STATE, name, name(state));
            samples.add(Metric.VRRP_GROUP_STATE, ofState, status.state() == state);
        }
        samples.add(Metric.VRRP_GROUP_TRANSITIONS, Samples.labels(Metric.VRRP_GROUP_TRANSITIONS, name),
                status.transitions());
    }

    private static void statics(Samples samples, StaticStatus status) {
        status.entries().forEach(entry -> samples.add(
                Metric.STATIC_HELD, Samples.labels(Metric.STATIC_HELD, entry.keyword(), entry.line()), entry.held()));
        samples.add(Metric.STATIC_PUT_BACK,
                status.entries().stream().mapToLong(StaticStatus.Entry::putBack).sum());
        samples.add(Metric.STATIC_ERRORS, status.errors());
    }

    private void state() {
        samples.info(
                Metric.VRRP_INSTANCE,
                instance.name(),
                instance.interfaceName(),
                Integer.toString(instance.virtualRouterId()),
                Integer.toString(instance.version()));
        for (RouterState state : RouterState.values()) {
            SeriesLabels ofState = Samples.labels(Metric.VRRP_STATE, instance.name(), name(state));
            samples.add(Metric.VRRP_STATE, ofState, status.state() == state);
        }
        samples.add(Metric.VRRP_TRANSITIONS, labels, status.transitions());
        if (status.since() != null) {
            samples.add(Metric.VRRP_SINCE, labels, DaemonSamples.seconds(status.since()));
        }
        samples.add(Metric.VRRP_PRIORITY, labels, status.priority());
        samples.add(Metric.VRRP_BASE_PRIORITY, labels, instance.priority());
        samples.add(Metric.VRRP_MASTER_PRIORITY, labels, status.masterPriority());
        samples.add(Metric.VRRP_INTERVAL, labels, status.advertIntervalNanos() / 1e9);
        samples.add(Metric.VRRP_MASTER_DOWN, labels, status.masterDownNanos() / 1e9);
    }

    private void addresses() {
        AddressStatus addresses = status.addresses();
        Set<SeriesLabels> seen = new HashSet<>();
        Stream.concat(instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                .filter(address -> seen.add(labels(address)))
                .forEach(address -> samples.add(Metric.VRRP_HELD, labels(address), addresses.has(address)));
        samples.add(Metric.VRRP_ANNOUNCED, labels, addresses.announcementsSent());
        samples.add(Metric.VRRP_ADDRESS_ERRORS, labels, addresses.errors());
        samples.add(Metric.VRRP_PUT_BACK, labels, addresses.putBack());
        samples.add(Metric.VRRP_RENEWALS, labels, addresses.renewals());
        samples.add(Metric.VRRP_RENEWALS_REFUSED, labels, addresses.renewalsRefused());
    }

    private void routing() {
        RoutingStatus routing = status.routing();
        if (!routing.entries().isEmpty()) {
            samples.add(Metric.VRRP_ROUTES, labels, routing.entries().size());
            samples.add(Metric.VRRP_ROUTES_HELD, labels, routing.held());
            samples.add(Metric.VRRP_ROUTE_ERRORS, labels, routing.errors());
            samples.add(Metric.VRRP_ROUTES_PUT_BACK, labels, routing.putBack());
        }
    }

    private SeriesLabels labels(VirtualAddress address) {
        String device = address.device() == null ? instance.interfaceName() : address.device();
        return Samples.labels(Metric.VRRP_HELD, instance.name(), address.prefix().toString(), device);
    }

    private void adverts() {
        count(Metric.VRRP_SENT, Counter.ADVERTS_SENT);
        count(Metric.VRRP_RECEIVED, Counter.ADVERTS_RECEIVED);
        count(Metric.VRRP_ZERO_SENT, Counter.PRIORITY_ZERO_SENT);
        count(Metric.VRRP_ZERO_RECEIVED, Counter.PRIORITY_ZERO_RECEIVED);
        count(Metric.VRRP_LOWER, Counter.LOWER_PRIORITY_RECEIVED);
        count(Metric.VRRP_SEND_ERRORS, Counter.SEND_ERRORS);
        count(Metric.VRRP_CHECKSUM_FORM, Counter.CHECKSUM_FORM_DIFFERS);
        count(Metric.VRRP_ADDRESSES_DIFFER, Counter.ADDRESSES_DIFFER);
        count(Metric.VRRP_INTERVAL_DIFFERS, Counter.INTERVAL_DIFFERS);
        count(Metric.VRRP_UNKNOWN_PEER, Counter.UNKNOWN_PEER);
        count(Metric.VRRP_FOREIGN, Counter.FOREIGN_ADVERTS);
        checksums("message", Counter.CHECKSUM_OF_MESSAGE);
        checksums("pseudo_header", Counter.CHECKSUM_WITH_PSEUDO_HEADER);
        status.rejections().forEach((reason, count) -> samples.add(
                Metric.VRRP_REJECTED, Samples.labels(Metric.VRRP_REJECTED, instance.name(), word(reason)), count));
    }

    private void checksums(String form, Counter counter) {
        samples.add(Metric.VRRP_CHECKSUMS, Samples.labels(Metric.VRRP_CHECKSUMS, instance.name(), form),
                status.counters().getOrDefault(counter, 0L));
    }

    private void count(Metric metric, Counter counter) {
        samples.add(metric, labels, status.counters().getOrDefault(counter, 0L));
    }

    private void lateness() {
        AdvertLateness lateness = status.lateness();
        List<Double> bounds = new ArrayList<>();
        AdvertLateness.BOUNDS.forEach(bound -> bounds.add(Samples.seconds(bound)));
        bounds.add(Double.POSITIVE_INFINITY);
        samples.histogram(
                Metric.VRRP_LATENESS,
                SeriesLabels.library(Metric.VRRP_LATENESS, instance.name()),
                bounds,
                lateness.counts(),
                lateness.sum());
        samples.add(
                Metric.VRRP_LATENESS_MAX,
                labels,
                status.counters().getOrDefault(Counter.ADVERT_LATENESS_MAX_NANOS, 0L) / 1e9);
    }

    /// The name that `lvsctl` has for a state, in lower case.
    private static String name(RouterState state) {
        return switch (state) {
            case INITIALIZE -> "init";
            case BACKUP -> "backup";
            case MASTER -> "master";
            case FAULT -> "fault";
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
