package dev.lvsd.vrrp.driver;

import dev.lvsd.config.ExtraGarp;
import dev.lvsd.config.GarpSpacing;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.net.routing.NextHop;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RouteMetrics;
import dev.lvsd.net.routing.RouteType;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.AddressSpec;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.LinkRequest;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.netlink.RouteAbi;
import dev.lvsd.netlink.RouteRequest;
import dev.lvsd.vrrp.GratuitousArp;
import dev.lvsd.vrrp.InstanceStatus.AddressStatus;
import dev.lvsd.vrrp.InstanceStatus.Held;
import dev.lvsd.vrrp.UnsolicitedNeighbourAdvert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The virtual addresses of one router, those not advertised too, and what to ask of the kernel for them. Of
/// the addresses thread, but for [#status].
final class KeptAddresses {
    private static final long UNKNOWN = -1;
    /// RFC 4291, 2.5.6.
    private static final Prefix LINK_LOCAL = new Prefix(IpAddress.of("fe80::"), 64);

    private VrrpInstance instance;
    private List<VirtualAddress> addresses;
    private final VipLifetime lifetime;
    private boolean peerHeard;
    private Set<Prefix> duplicates = Set.of();
    private long changedNanos;
    private long heldNanos = UNKNOWN;
    private long ageNanos;
    private volatile AddressStatus status = AddressStatus.NONE;

    KeptAddresses(VrrpInstance instance, VipLifetime lifetime) {
        this.instance = instance;
        this.lifetime = lifetime;
        addresses = all(instance);
    }

    private static List<VirtualAddress> all(VrrpInstance instance) {
        List<VirtualAddress> all = new ArrayList<>(instance.virtualAddresses());
        all.addAll(instance.excludedAddresses());
        return List.copyOf(all);
    }

    /// Takes another configuration.
    ///
    /// @return the addresses of the old one
    List<VirtualAddress> reconfigure(VrrpInstance next) {
        List<VirtualAddress> old = addresses;
        instance = next;
        addresses = all(next);
        return old;
    }

    /// Announcements of each address in a burst (`garp_master_repeat`).
    int repeat() {
        return instance.garp().repeat();
    }

    /// Those of some addresses that are no longer here.
    List<VirtualAddress> without(List<VirtualAddress> others) {
        return others.stream().filter(other -> !addresses.contains(other)).toList();
    }

    /// The addresses that others do not have.
    List<VirtualAddress> beyond(List<VirtualAddress> others) {
        return addresses.stream().filter(address -> !others.contains(address)).toList();
    }

    /// What was done so far; for any thread.
    AddressStatus status() {
        return status;
    }

    VrrpInstance instance() {
        return instance;
    }

    String name() {
        return instance.name();
    }

    int size() {
        return addresses.size();
    }

    boolean isHeld() {
        return status.held() == Held.YES;
    }

    void held(Held held) {
        heldNanos = UNKNOWN;
        ageNanos = 0;
        status = new AddressStatus(
                held, status.announcementsSent(), status.errors(), status.putBack(), status.renewals(),
                status.renewalsRefused(), Set.of());
    }

    void count(long announcements, long errors, long putBack) {
        status = new AddressStatus(
                status.held(), status.announcementsSent() + announcements, status.errors() + errors,
                status.putBack() + putBack, status.renewals(), status.renewalsRefused(), status.absent());
    }

    /// Takes note of what is there of all that should be.
    void seen(Interfaces interfaces) {
        Set<VirtualAddress> absent = new LinkedHashSet<>();
        for (VirtualAddress address : addresses) {
            Link link = link(interfaces, address);
            if (link == null || !interfaces.has(link, address)) {
                absent.add(address);
            }
        }
        status = new AddressStatus(
                status.held(), status.announcementsSent(), status.errors(), status.putBack(), status.renewals(),
                status.renewalsRefused(), absent);
    }

    /// Their lifetime was renewed, or the kernel refused it for one of them.
    void renewed(boolean done) {
        status = new AddressStatus(
                status.held(), status.announcementsSent(), status.errors(), status.putBack(),
                status.renewals() + (done ? 1 : 0), status.renewalsRefused() + (done ? 0 : 1), status.absent());
    }

    /// Somebody is there to take over.
    void peerHeard() {
        peerHeard = true;
    }

    /// Whether the kernel keeps the addresses whatever becomes of this daemon.
    boolean isForever() {
        return validSeconds() == AddressSpec.FOREVER;
    }

    /// The lifetime in seconds. An owner's addresses are its interface's own.
    private long validSeconds() {
        if (Interfaces.owns(instance)) {
            return AddressSpec.FOREVER;
        }
        return switch (lifetime) {
            case VipLifetime.Automatic automatic ->
                peerHeard ? automatic.of(instance.advertInterval()).toSeconds() : AddressSpec.FOREVER;
            case VipLifetime.Forever _ -> AddressSpec.FOREVER;
            case VipLifetime.Fixed(Duration duration) -> duration.toSeconds();
        };
    }

    /// When the kernel was last asked for a change; 0 before the first.
    long changedNanos() {
        return changedNanos;
    }

    void changed(long nowNanos) {
        changedNanos = nowNanos;
        heldNanos = heldNanos == UNKNOWN ? nowNanos : heldNanos;
        ageNanos = nowNanos - heldNanos;
    }

    /// Requests that add all addresses whose interface is there.
    List<AddressRequest> additions(Interfaces interfaces) {
        return additions(addresses, interfaces, (_, _) -> true);
    }

    /// Requests that add some addresses.
    List<AddressRequest> additions(List<VirtualAddress> some, Interfaces interfaces) {
        return additions(some, interfaces, (_, _) -> true);
    }

    /// Requests that add all addresses again, but those that nobody tracks and that are gone.
    List<AddressRequest> renewals(Interfaces interfaces) {
        return additions(addresses, interfaces,
                (link, address) -> address.options().tracked() || interfaces.has(link, address));
    }

    /// Of the addresses that were not there when [#seen] looked, those that should and can be.
    List<VirtualAddress> missing(Interfaces interfaces) {
        return status.absent().stream().filter(address -> {
            Link link = link(interfaces, address);
            return address.options().tracked() && link != null
                    && (link.isUp() || instance.virtualMac().has(link.name()));
        }).toList();
    }

    /// Requests that set the interfaces up that are the router's own. One of IPv6 has no address but the virtual ones,
    /// which are of 128 bits as a rule: what a link-local one answers finds its way by a route of that link.
    List<NetlinkRequest> wakings(Interfaces interfaces) {
        List<NetlinkRequest> requests = new ArrayList<>();
        ownLinks(interfaces).forEach(link -> {
            requests.add(new LinkRequest.Up(link.index(), link.name()));
            if (instance.family() == Family.IPV6) {
                requests.add(new RouteRequest.Add(linkLocal(link.name()), Map.of(link.name(), link.index())));
            }
        });
        return requests;
    }

    private static Route linkLocal(String device) {
        return new Route(RouteType.UNICAST, LINK_LOCAL, Route.Key.DEFAULT, Route.Attributes.DEFAULT,
                List.of(new NextHop(null, device, 1, false)), RouteMetrics.NONE, Route.Insertion.PREPEND, false);
    }

    /// Requests that set them down: nothing comes from them then.
    List<LinkRequest> sleepings(Interfaces interfaces) {
        return ownLinks(interfaces).map(link -> (LinkRequest) new LinkRequest.Down(link.index(), link.name())).toList();
    }

    /// Whether one of them is down.
    boolean isAsleep(Interfaces interfaces) {
        return ownLinks(interfaces).anyMatch(link -> !link.isUp());
    }

    private Stream<Link> ownLinks(Interfaces interfaces) {
        return instance.virtualMac().interfaces().stream()
                .map(one -> interfaces.links().get(one.name()))
                .filter(Objects::nonNull);
    }

    /// Addresses that should be there and that the kernel does not use, as another host has them: those that were not
    /// returned before.
    List<Prefix> newDuplicates(Interfaces interfaces) {
        Set<Prefix> now = new LinkedHashSet<>();
        for (VirtualAddress address : addresses) {
            Link link = link(interfaces, address);
            if (link != null && interfaces.isDuplicate(link, address)) {
                now.add(address.prefix());
            }
        }
        List<Prefix> news = now.stream().filter(prefix -> !duplicates.contains(prefix)).toList();
        duplicates = now;
        return news;
    }

    private List<AddressRequest> additions(
            List<VirtualAddress> some, Interfaces interfaces, BiPredicate<Link, VirtualAddress> wanted) {
        List<AddressRequest> requests = new ArrayList<>();
        for (VirtualAddress address : some) {
            Link link = link(interfaces, address);
            if (link != null && wanted.test(link, address)) {
                requests.add(addition(link, address));
            }
        }
        return requests;
    }

    /// Requests that remove all addresses whose interface is there, but for the source address of an owner:
    /// without it the interface would be of no use.
    List<AddressRequest> removals(Interfaces interfaces) {
        return removals(addresses, interfaces);
    }

    /// Requests that remove some addresses, but for the source address of an owner.
    List<AddressRequest> removals(List<VirtualAddress> some, Interfaces interfaces) {
        List<AddressRequest> requests = new ArrayList<>();
        for (VirtualAddress address : some) {
            Link link = link(interfaces, address);
            if (link != null && !isOwnSource(interfaces, address)) {
                requests.add(AddressForm.removal(link, address));
            }
        }
        return requests;
    }

    /// The frames that announce each address once.
    List<Announcement> announcements(Interfaces interfaces) {
        return announcements(addresses, interfaces);
    }

    /// The frames that announce each address of some once.
    List<Announcement> announcements(List<VirtualAddress> some, Interfaces interfaces) {
        List<Announcement> frames = new ArrayList<>();
        for (VirtualAddress address : some) {
            Link link = link(interfaces, address);
            MacAddress mac = link == null ? null : link.mac();
            if (link != null && mac != null) {
                frames.add(new Announcement(link.index(), switch (address.prefix().address()) {
                    case IpAddress.V4 v4 -> GratuitousArp.frame(mac, v4);
                    case IpAddress.V6 v6 -> UnsolicitedNeighbourAdvert.frame(mac, v6);
                }, instance.garp().spacing().laneOf(instance.virtualMac().carrierOf(link.name()))));
            }
        }
        return frames;
    }

    /// `garp_extra_if`.
    ExtraGarp extraGarp() {
        return instance.garp().extra();
    }

    /// Whether addresses stand on interfaces that [#extraAnnouncements] is for.
    boolean hasExtraInterfaces() {
        return addresses.stream().anyMatch(this::isExtra);
    }

    /// A frame for each interface but that of the instance.
    List<Announcement> extraAnnouncements(Interfaces interfaces) {
        Map<String, VirtualAddress> first = new LinkedHashMap<>();
        addresses.stream().filter(this::isExtra).forEach(address -> first.putIfAbsent(device(address), address));
        return announcements(List.copyOf(first.values()), interfaces);
    }

    private boolean isExtra(VirtualAddress address) {
        String device = device(address);
        boolean made = instance.virtualMac().has(device);
        boolean sendsAdverts = made
                ? instance.virtualMac().sender() != null
                        && instance.virtualMac().carrierOf(device).equals(instance.interfaceName())
                : device.equals(instance.interfaceName());
        return !sendsAdverts && (made || instance.garp().extra().all());
    }

    private boolean isOwnSource(Interfaces interfaces, VirtualAddress address) {
        return Interfaces.owns(instance)
                && interfaces.stateFor(instance, Set.of()) instanceof LinkState.Usable usable
                && usable.source().equals(address.prefix().address());
    }

    private @Nullable Link link(Interfaces interfaces, VirtualAddress address) {
        return interfaces.links().get(device(address));
    }

    /// The names of interfaces of addresses that do not exist.
    Set<String> absentDevices(Interfaces interfaces) {
        Set<String> absent = new TreeSet<>();
        addresses.stream().map(this::device).filter(name -> !interfaces.links().containsKey(name)).forEach(absent::add);
        return absent;
    }

    private String device(VirtualAddress address) {
        String device = address.device();
        return device == null ? instance.interfaceName() : device;
    }

    private AddressRequest addition(Link link, VirtualAddress address) {
        return AddressForm.addition(link, address, validSeconds(), ageNanos);
    }

    /// A gratuitous ARP or an unsolicited neighbour advertisement on its way.
    static final class Announcement {
        private final int interfaceIndex;
        private final byte[] bytes;
        private final GarpSpacing.Lane lane;

        Announcement(int interfaceIndex, byte[] bytes, GarpSpacing.Lane lane) {
            this.lane = lane;
            this.interfaceIndex = interfaceIndex;
            this.bytes = bytes;
        }

        /// What it waits for.
        GarpSpacing.Lane lane() {
            return lane;
        }

        /// Whether it is IPv6 rather than ARP, by its type behind both addresses.
        boolean isNeighbourAdvertisement() {
            return (bytes[12] & 0xff) == 0x86 && (bytes[13] & 0xff) == 0xdd;
        }

        int interfaceIndex() {
            return interfaceIndex;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
