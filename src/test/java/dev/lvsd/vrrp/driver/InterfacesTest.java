package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.Tracking;
import dev.lvsd.config.VipLifetime;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.InterfaceAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.RouteAbi;
import dev.lvsd.track.TrackerState;
import dev.lvsd.vrrp.UnsolicitedNeighbourAdvert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InterfacesTest {
    private static final int UP_AND_RUNNING = 0x41;
    private static final int UP = 0x1;
    private static final int SECONDARY = 1;
    private static final int TENTATIVE = 0x40;
    private static final int DUPLICATE = 0x8;
    private static final VrrpInstance IPV6 = new SampleInstance().addresses("fe80::100/64", "2001:db8::100").build();
    private static final VrrpInstance INSTANCE = instance(100, null, List.of());
    private static final Set<IpAddress> VIRTUAL = Interfaces.virtual(List.of(INSTANCE));

    @Test
    void aMissingInterfaceIsWaitedFor() {
        assertEquals(
                new LinkState.Faulty("interface eth0 does not exist; waiting for it"),
                Interfaces.NONE.stateFor(INSTANCE, VIRTUAL));
    }

    @Test
    void saysWhetherTheInterfaceIsDownOrWithoutCarrier() {
        assertEquals(new LinkState.Faulty("interface eth0 is down"), state(link(0), INSTANCE, "10.0.0.2/24"));
        assertEquals(
                new LinkState.Faulty("interface eth0 has no carrier"), state(link(UP), INSTANCE, "10.0.0.2/24"));
    }

    @Test
    void whoDoesNotTrackItsInterfaceGoesOnWhileItIsDown() {
        VrrpInstance stays =
                new SampleInstance().tracking(new Tracking(false, List.of())).addresses("10.0.0.100/24").build();
        assertEquals(new LinkState.Usable(link(0), v4("10.0.0.2")), state(link(0), stays, "10.0.0.2/24"));
    }

    @Test
    void trackedInterfaceSaysWhatIsWrongWithIt() {
        assertEquals(TrackerState.up("is up"), interfaces(link(UP_AND_RUNNING)).trackerState("eth0"));
        assertEquals(TrackerState.down("has no carrier"), interfaces(link(UP)).trackerState("eth0"));
        assertEquals(TrackerState.down("is down"), interfaces(link(0)).trackerState("eth0"));
        assertEquals(TrackerState.down("does not exist"), interfaces(link(UP)).trackerState("eth7"));
    }

    @Test
    void theFirstAddressThatIsNotVirtualIsTheSource() {
        LinkState expected = new LinkState.Usable(link(UP_AND_RUNNING), v4("10.0.0.2"));
        assertEquals(expected, state(link(UP_AND_RUNNING), INSTANCE, "10.0.0.2/24", "10.0.0.100/24"));
        assertEquals(expected, state(link(UP_AND_RUNNING), INSTANCE, "10.0.0.100/24", "10.0.0.2/24"));
    }

    /// As after a reload that gave up a virtual address, which the administrator takes for the interface itself.
    @Test
    void anAddressThatIsNoLongerVirtualIsASourceOnceItWasGone() {
        VrrpInstance next = new SampleInstance().addresses("10.0.0.101/24").build();
        Set<IpAddress> both = new HashSet<>(VIRTUAL);
        both.addAll(Interfaces.virtual(List.of(next)));
        Link link = link(UP_AND_RUNNING);
        assertEquals(both, interfaces(link, "10.0.0.100/24").stillVirtual(both, List.of(next)));
        assertEquals(
                Interfaces.virtual(List.of(next)), interfaces(link, "10.0.0.2/24").stillVirtual(both, List.of(next)));
    }

    @Test
    void anOwnerKeepsTheAddressThatItSendsFrom() {
        VrrpInstance owner = instance(255, null, List.of());
        Link link = link(UP_AND_RUNNING);
        assertEquals(new LinkState.Usable(link, v4("10.0.0.100")), state(link, owner, "10.0.0.100/24"));
        assertEquals(List.of(), kept(owner).removals(interfaces(link, "10.0.0.100/24")));
        assertEquals(1, kept(owner).removals(interfaces(link, "10.0.0.2/24")).size());
    }

    @Test
    void aLeftOverVirtualAddressIsNoSource() {
        assertEquals(
                new LinkState.Faulty("interface eth0 has no IPv4 address; waiting for one"),
                state(link(UP_AND_RUNNING), INSTANCE, "10.0.0.100/24"));
    }

    @Test
    void withoutAnAddressItWaitsForOne() {
        assertEquals(
                new LinkState.Faulty("interface eth0 has no IPv4 address; waiting for one"),
                state(link(UP_AND_RUNNING), INSTANCE));
    }

    @Test
    void overIpv6AdvertsComeFromTheLinkLocalAddressThatIsNotVirtual() {
        Link link = link(UP_AND_RUNNING);
        Interfaces interfaces = Interfaces.of(List.of(link), List.of(
                address(3, "10.0.0.2/24", 0), address(3, "fe80::100/64", 0), address(3, "2001:db8::2/64", 0),
                address(3, "fe80::2/64", 0)));
        assertEquals(new LinkState.Usable(link, IpAddress.of("fe80::2")), stateFor(IPV6, interfaces));
        assertEquals(
                new LinkState.Faulty("interface eth0 has no link-local IPv6 address; waiting for one"),
                stateFor(IPV6, Interfaces.of(List.of(link), List.of(address(3, "2001:db8::2/64", 0)))));
    }

    @Test
    void anAddressUnderDuplicateAddressDetectionIsNoSourceYet() {
        Link link = link(UP_AND_RUNNING);
        Interfaces tentative = Interfaces.of(List.of(link), List.of(address(3, "fe80::2/64", TENTATIVE)));
        assertEquals(
                new LinkState.Faulty("interface eth0 has no link-local IPv6 address; waiting for one"),
                stateFor(IPV6, tentative));
        VrrpInstance unicast = new SampleInstance()
                .unicast(IpAddress.of("fe80::2"), List.of(IpAddress.of("fe80::3")))
                .addresses("fe80::100/64")
                .build();
        assertEquals(
                new LinkState.Faulty("source address fe80::2 is on no interface; waiting for it"),
                stateFor(unicast, tentative));
    }

    @Test
    void anIpv6AddressWithoutNetworkIsNoSourceOfOurOwnConnections() {
        List<AddressRequest> additions = kept(IPV6).additions(interfaces(link(UP_AND_RUNNING), "fe80::2/64"));
        assertEquals(0xffff_ffffL, ((AddressRequest.Add) additions.getFirst()).spec().preferredSeconds());
        assertEquals(0, ((AddressRequest.Add) additions.getLast()).spec().preferredSeconds());
        assertEquals(0xffff_ffffL, ((AddressRequest.Add) additions.getLast()).spec().validSeconds());
    }

    @Test
    void aDuplicateIsToldOnceUntilItIsGone() {
        KeptAddresses kept = kept(IPV6);
        Prefix prefix = new Prefix(IpAddress.of("fe80::100"), 64);
        Link link = link(UP_AND_RUNNING);
        Interfaces twice = Interfaces.of(List.of(link), List.of(address(3, "fe80::100/64", TENTATIVE | DUPLICATE)));
        assertEquals(List.of(prefix), kept.newDuplicates(twice));
        assertEquals(List.of(), kept.newDuplicates(twice));
        assertEquals(List.of(), kept.newDuplicates(interfaces(link, "fe80::100/64")));
        assertEquals(List.of(prefix), kept.newDuplicates(twice));
    }

    /// Without duplicate address detection: the other master may still have the address for a moment.
    @Test
    void virtualIpv6AddressesAreAddedWithoutDetectionAndAnnouncedByNdp() {
        KeptAddresses kept = kept(IPV6);
        Interfaces interfaces = interfaces(link(UP_AND_RUNNING), "fe80::2/64");
        AddressRequest.Add added = (AddressRequest.Add) kept.additions(interfaces).getFirst();
        assertEquals(RouteAbi.IFA_F_NODAD, added.spec().flags());
        assertArrayEquals(
                UnsolicitedNeighbourAdvert.frame(
                        new MacAddress(0x02_00_00_00_00_01L), (IpAddress.V6) IpAddress.of("fe80::100")),
                kept.announcements(interfaces).getFirst().bytes());
    }

    @Test
    void aConfiguredSourceMustBeThereAndMayBeElsewhere() {
        VrrpInstance unicast = instance(100, IpAddress.of("10.9.9.9"), List.of(IpAddress.of("10.0.0.1")));
        assertEquals(
                new LinkState.Faulty("source address 10.9.9.9 is on no interface; waiting for it"),
                state(link(UP_AND_RUNNING), unicast, "10.0.0.2/24"));
        Interfaces other = new Interfaces(
                Map.of("eth0", link(UP_AND_RUNNING)), List.of(address(7, "10.9.9.9/32", 0)));
        assertEquals(
                new LinkState.Usable(link(UP_AND_RUNNING), v4("10.9.9.9")), other.stateFor(unicast, VIRTUAL));
    }

    @Test
    void aLinkThatOnlyChangedItsFlagsIsTheSame() {
        LinkState.Usable before = new LinkState.Usable(link(UP_AND_RUNNING), v4("10.0.0.2"));
        assertTrue(new LinkState.Usable(link(UP_AND_RUNNING | 0x100), v4("10.0.0.2")).isLike(before));
        assertFalse(new LinkState.Usable(link(UP_AND_RUNNING), v4("10.0.0.3")).isLike(before));
    }

    @Test
    void keptAddressesAreAddedRemovedAndAnnouncedWhereTheirInterfaceIs() {
        KeptAddresses kept = kept(INSTANCE);
        Interfaces without = interfaces(link(UP_AND_RUNNING), "10.0.0.2/24");
        Interfaces with = interfaces(link(UP_AND_RUNNING), "10.0.0.2/24", "10.0.0.100/24");
        assertEquals(List.of("add address 10.0.0.100/24 to eth0"), commands(kept.additions(without)));
        assertEquals(List.of("delete address 10.0.0.100/24 from eth0"), commands(kept.removals(with)));
        kept.seen(without);
        assertEquals(1, kept.missing(without).size());
        kept.seen(with);
        assertEquals(List.of(), kept.missing(with));
        assertEquals(1, kept.announcements(with).size());
        assertEquals(3, kept.announcements(with).getFirst().interfaceIndex());
        assertEquals(List.of(), kept.additions(Interfaces.NONE));
    }

    private static List<String> commands(List<AddressRequest> requests) {
        return requests.stream().map(AddressRequest::command).toList();
    }

    private static KeptAddresses kept(VrrpInstance instance) {
        return new KeptAddresses(instance, new VipLifetime.Automatic());
    }

    private static LinkState stateFor(VrrpInstance instance, Interfaces interfaces) {
        return interfaces.stateFor(instance, Interfaces.virtual(List.of(instance)));
    }

    private static LinkState state(Link link, VrrpInstance instance, String... addresses) {
        return interfaces(link, addresses).stateFor(instance, VIRTUAL);
    }

    private static Interfaces interfaces(Link link, String... addresses) {
        List<InterfaceAddress> present = new ArrayList<>();
        for (String text : addresses) {
            boolean virtual = VIRTUAL.contains(IpAddress.of(text.substring(0, text.indexOf('/'))));
            present.add(address(link.index(), text, virtual && !present.isEmpty() ? SECONDARY : 0));
        }
        return Interfaces.of(List.of(link), present);
    }

    private static InterfaceAddress address(int index, String text, int flags) {
        String[] parts = text.split("/", 2);
        Prefix prefix = new Prefix(IpAddress.of(parts[0]), Integer.parseInt(parts[1]));
        return new InterfaceAddress(index, prefix, 0, flags, "eth0", 0xffff_ffffL);
    }

    private static Link link(int flags) {
        return new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), flags, 1500);
    }

    private static IpAddress.V4 v4(String text) {
        return (IpAddress.V4) IpAddress.of(text);
    }

    private static VrrpInstance instance(int priority, @Nullable IpAddress source, List<IpAddress> peers) {
        return new SampleInstance().priority(priority).unicast(source, peers).addresses("10.0.0.100/24").build();
    }
}
