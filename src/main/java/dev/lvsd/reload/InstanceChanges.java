package dev.lvsd.reload;

import dev.lvsd.config.Tracking;
import dev.lvsd.config.UnicastPeer;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VirtualInterface;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.control.ConfigurationChange;
import dev.lvsd.control.ConfigurationChange.Kind;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.Rule;
import dev.lvsd.vrrp.InstanceDiff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The difference of virtual routers in keepalived's words. A password never shows.
final class InstanceChanges {
    private InstanceChanges() {}

    static List<ConfigurationChange> of(InstanceDiff diff) {
        List<ConfigurationChange> changes = new ArrayList<>();
        diff.kept().stream().filter(InstanceDiff.Kept::isChanged).forEach(kept -> changes.addAll(of(kept)));
        diff.added().forEach(instance -> changes.add(whole(Kind.ADDED, instance, "added")));
        diff.removed().forEach(instance -> changes.add(whole(Kind.REMOVED, instance, "removed")));
        return changes;
    }

    private static ConfigurationChange whole(Kind kind, VrrpInstance instance, String what) {
        return new ConfigurationChange(kind, subject(instance), what + ": virtual_router_id "
                + instance.virtualRouterId() + " on " + instance.interfaceName());
    }

    private static List<ConfigurationChange> of(InstanceDiff.Kept kept) {
        return new Differences<>(subject(kept.after()), kept.before(), kept.after())
                .value("name", VrrpInstance::name)
                .value("version", VrrpInstance::version)
                .value("priority", VrrpInstance::priority)
                .value("advert_int", instance -> seconds(instance.advertInterval()))
                .value("preempt", instance -> instance.election().preempt())
                .value("preempt_delay", instance -> seconds(instance.election().timers().preemptDelay()))
                .value("down_timer_adverts", instance -> instance.election().timers().downTimerAdverts())
                .value("strict_mode", instance -> instance.election().strict())
                .fact("garp_ settings are others", VrrpInstance::garp)
                .fact("authentication is another", VrrpInstance::authentication)
                .value("mcast_src_ip", instance -> instance.path().multicastSource())
                .value("mcast_dst_ip", instance -> instance.path().group())
                .members("unicast_peer", instance -> instance.path().peers(), InstanceChanges::text)
                .value("unicast_ttl", instance -> instance.path().unicastTtl())
                .value("check_unicast_src", instance -> instance.path().checkUnicastSource())
                .value("v3_checksum_as_v2", instance -> instance.path().checksumWithoutPseudoHeader())
                .value("dont_track_primary", instance -> !instance.tracking().ownInterface())
                .members("tracking:", instance -> instance.tracking().things(), InstanceChanges::text)
                .value("accept", instance -> instance.acceptMode().accepts())
                .value("nftables table inet", instance -> instance.acceptMode().filter().table())
                .value("nftables_priority", instance -> instance.acceptMode().filter().priority())
                .value("nftables_counters", instance -> instance.acceptMode().filter().counters())
                .value("promote_secondaries", VrrpInstance::promoteSecondaries)
                .fact("notifications are others", VrrpInstance::notifications)
                .members("use_vmac", instance -> instance.virtualMac().interfaces(), InstanceChanges::text)
                .value("adverts come from", InstanceChanges::sender)
                .members("virtual_ipaddress", VrrpInstance::virtualAddresses, InstanceChanges::text)
                .members("virtual_ipaddress_excluded", VrrpInstance::excludedAddresses, InstanceChanges::text)
                .members("virtual_routes", instance -> instance.routing().routes(), Route::toString)
                .members("virtual_rules", instance -> instance.routing().rules(), Rule::toString)
                .changes();
    }

    private static String text(VirtualInterface made) {
        return made.name() + " on " + made.base() + " " + made.mac();
    }

    private static String sender(VrrpInstance instance) {
        MacAddress sender = instance.virtualMac().sender();
        return sender == null ? "the interface's own MAC address" : sender.toString();
    }

    private static String text(UnicastPeer peer) {
        return peer.isBounded()
                ? peer.address() + " min_ttl " + peer.minTtl() + " max_ttl " + peer.maxTtl()
                : peer.address().toString();
    }

    static String text(Tracking.Tracked thing) {
        return thing.key().kind().keyword() + " " + thing.key().name() + " weight " + thing.weight();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static String text(VirtualAddress address) {
        return address.line() + (address.device() == null ? "" : " dev " + address.device());
    }

    private static String subject(VrrpInstance instance) {
        return "vrrp_instance " + instance.name();
    }
}
