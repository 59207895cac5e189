package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VirtualInterface;
import dev.lvsd.config.VirtualMac;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkConnection;
import dev.lvsd.netlink.RouteNetlink;
import dev.lvsd.owned.OwnedList;
import dev.lvsd.vrrp.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Making the interfaces, with settings in a directory and a kernel that only listens.
class VirtualInterfacesTest {
    private static final int RTM_NEWLINK = 16;
    private static final int RTM_DELLINK = 17;
    private static final int BRIDGE = 4;
    private static final int PRIVATE = 1;
    private static final String PROMOTE = "eth0/promote_secondaries";
    private static final List<VrrpInstance> PROMOTING = List.of(new SampleInstance().promoteSecondaries().build());
    private static final MacAddress MAC = new MacAddress(0x0000_5e00_0133L);
    private static final VirtualInterface WANTED = new VirtualInterface("vrrp.51", "eth0", Family.IPV4, MAC);
    private static final Link ETH0 = new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500);
    private static final Link MADE = macvlan(7, BRIDGE);

    private final FakeRouteKernel kernel = new FakeRouteKernel();
    private final RouteNetlink netlink = new RouteNetlink(new NetlinkConnection(kernel));

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void settings() throws IOException {
        process("self", "lvsd", "net:[1]");
        for (String path : List.of("all/rp_filter", "eth0/arp_ignore", "eth0/arp_filter", "eth0/arp_announce",
                "vrrp.51/arp_ignore", "vrrp.51/accept_local", "vrrp.51/rp_filter", "vrrp.51/promote_secondaries")) {
            set(path, "0");
        }
    }

    @Test
    void isWrittenDownBeforeItIsMade() throws IOException {
        kernel.error = 1;
        assertFalse(made().maintain(List.of(instance()), links(ETH0), netlink));
        assertEquals(List.of("interface vrrp.51 eth0 IPV4 00:00:5e:00:01:33"), listed());
        assertEquals(List.of(RTM_NEWLINK), List.copyOf(kernel.requests));
    }

    @Test
    void isMadeWhenItIsMissingAndItsBaseIsThere() {
        VirtualInterfaces made = made();
        assertFalse(made.maintain(List.of(instance()), links(), netlink));
        assertTrue(made.maintain(List.of(instance()), links(ETH0), netlink));
        assertFalse(made.maintain(List.of(instance()), links(ETH0, MADE), netlink));
        assertEquals(List.of(RTM_NEWLINK), List.copyOf(kernel.requests));
    }

    @Test
    void settingsOfTheBaseAreRaisedOnceAndRemembered() throws IOException {
        set("eth0/arp_ignore", "2");
        VirtualInterfaces made = made();
        made.maintain(List.of(instance()), links(ETH0), netlink);
        made.maintain(List.of(instance()), links(ETH0, MADE), netlink);
        assertEquals(List.of("2", "1", "2"), values("eth0/arp_ignore", "eth0/arp_filter", "eth0/arp_announce"));
        assertEquals(List.of("1", "1", "0", "1"), values(
                "vrrp.51/arp_ignore", "vrrp.51/accept_local", "vrrp.51/rp_filter", "vrrp.51/promote_secondaries"));
        assertEquals(
                List.of("interface vrrp.51 eth0 IPV4 00:00:5e:00:01:33", "setting net/ipv4/conf/eth0/arp_announce 0",
                        "setting net/ipv4/conf/eth0/arp_filter 0"),
                listed());
        set("eth0/arp_filter", "0");
        made.maintain(List.of(instance()), links(ETH0, MADE), netlink);
        assertEquals(List.of("0"), values("eth0/arp_filter"));
    }

    @Test
    void filteringBySourceIsLooseWhereAllInterfacesHaveIt() throws IOException {
        set("all/rp_filter", "1");
        made().maintain(List.of(instance()), links(ETH0, MADE), netlink);
        assertEquals(List.of("2"), values("vrrp.51/rp_filter"));
    }

    @Test
    void oneOnAMacvlanStandsOnWhatIsBelowThat() {
        Link upper = new Link(3, "eth0", 1, new MacAddress(0x02_00_00_00_00_02L), 0x41, 1500,
                new Link.Base(2, Link.MACVLAN, 1));
        Link made = new Link(7, "vrrp.51", 1, MAC, 0, 1500, new Link.Base(2, Link.MACVLAN, BRIDGE));
        VirtualInterfaces interfaces = made();
        assertTrue(interfaces.maintain(List.of(instance()), links(upper), netlink));
        assertFalse(interfaces.maintain(List.of(instance()), links(upper, made), netlink));
        assertEquals(List.of(RTM_NEWLINK), List.copyOf(kernel.requests));
    }

    @Test
    void settingsOfABaseThatIsNoLongerOneComeBackUnlessSomeoneElseHasChangedThem() throws IOException {
        set("eth0/arp_announce", "2");
        set("eth0/arp_ignore", "1");
        set("eth0/arp_filter", "8");
        new OwnedList(directory.resolve("owned-interfaces")).write(List.of(
                "setting net/ipv4/conf/eth0/arp_announce 1", "setting net/ipv4/conf/eth0/arp_ignore 0",
                "setting net/ipv4/conf/eth0/arp_filter 0"));
        made().begin(List.of());
        assertEquals(List.of("1", "0", "8"), values("eth0/arp_announce", "eth0/arp_ignore", "eth0/arp_filter"));
        assertEquals(List.of(), listed());
    }

    @Test
    void foreignInterfaceOfThatNameIsAFaultAndIsLeftAlone() {
        VirtualInterfaces made = made();
        Link foreign = new Link(7, "vrrp.51", 1, MAC, 0, 1500);
        assertFalse(made.maintain(List.of(instance()), links(ETH0, foreign), netlink));
        assertEquals(List.of(), List.copyOf(kernel.requests));
        assertTrue(made.isIncomplete());
        LinkState usable = new LinkState.Usable(ETH0, IpAddress.of("192.0.2.1"));
        LinkState.Faulty fault = assertInstanceOf(LinkState.Faulty.class, made.judge(instance(), usable));
        assertTrue(fault.reason().contains("ip link delete vrrp.51"), fault.reason());
        made.maintain(List.of(instance()), links(ETH0), netlink);
        assertEquals(usable, made.judge(instance(), usable));
    }

    @Test
    void whatADeadKeepalivedHasLeftIsMadeAnew() throws IOException {
        process("77", "keepalived", "net:[2]");
        VirtualInterfaces made = made();
        assertTrue(made.maintain(List.of(instance()), links(ETH0, macvlan(7, PRIVATE)), netlink));
        assertEquals(List.of(RTM_DELLINK, RTM_NEWLINK), List.copyOf(kernel.requests));
        assertEquals(List.of("interface vrrp.51 eth0 IPV4 00:00:5e:00:01:33"), listed());
    }

    @Test
    void interfaceOfAKeepalivedThatRunsIsAFaultUntilItHasEnded() throws IOException {
        process("77", "keepalived", "net:[1]");
        VirtualInterfaces made = made();
        assertFalse(made.maintain(List.of(instance()), links(ETH0, macvlan(7, PRIVATE)), netlink));
        assertTrue(made.isIncomplete());
        Files.writeString(directory.resolve("proc/77/comm"), "other\n");
        assertTrue(made.maintain(List.of(instance()), links(ETH0, macvlan(7, PRIVATE)), netlink));
        assertFalse(made.isIncomplete());
    }

    @Test
    void interfaceOfAnotherAddressOrBaseIsNoneOfAKeepalived() {
        VirtualInterfaces made = made();
        for (Link there : List.of(
                new Link(7, "vrrp.51", 1, ETH0.mac(), 0, 1500, new Link.Base(3, Link.MACVLAN, PRIVATE)),
                new Link(7, "vrrp.51", 1, MAC, 0, 1500, new Link.Base(4, Link.MACVLAN, PRIVATE)))) {
            assertFalse(made.maintain(List.of(instance()), links(ETH0, there), netlink));
            assertTrue(made.isIncomplete());
        }
        assertEquals(List.of(), List.copyOf(kernel.requests));
    }

    @Test
    void promotionIsOnWhileItIsWantedAndIsWrittenDownWhereItWasOff() throws IOException {
        set(PROMOTE, "0");
        VirtualInterfaces made = made();
        made.maintain(PROMOTING, links(ETH0), netlink);
        assertEquals(List.of("1"), values(PROMOTE));
        assertEquals(List.of("setting net/ipv4/conf/eth0/promote_secondaries 0"), listed());
        made.retain(List.of(new SampleInstance().build()));
        assertEquals(List.of("0"), values(PROMOTE));
        assertEquals(List.of(), listed());
    }

    @Test
    void promotionThatWasOnStaysOn() throws IOException {
        set(PROMOTE, "1");
        VirtualInterfaces made = made();
        made.maintain(PROMOTING, links(ETH0), netlink);
        made.retain(List.of());
        assertEquals(List.of("1"), values(PROMOTE));
    }

    @Test
    void promotionOfAnInterfaceThatComesLaterOrIsMadeAnewIsSetThen() throws IOException {
        set(PROMOTE, "0");
        VirtualInterfaces made = made();
        made.maintain(PROMOTING, links(), netlink);
        assertEquals(List.of("0"), values(PROMOTE));
        made.maintain(PROMOTING, links(ETH0), netlink);
        set(PROMOTE, "0");
        made.maintain(PROMOTING, links(ETH0), netlink);
        assertEquals(List.of("0"), values(PROMOTE), "what someone else does to the same interface stands");
        made.maintain(PROMOTING, links(new Link(4, "eth0", 1, ETH0.mac(), 0x41, 1500)), netlink);
        assertEquals(List.of("1"), values(PROMOTE));
    }

    @Test
    void promotionOutlivesACrashAndARestartAndComesBackAtTheStopAfterThem() throws IOException {
        set(PROMOTE, "0");
        made().maintain(PROMOTING, links(ETH0), netlink);
        VirtualInterfaces next = made();
        next.begin(PROMOTING);
        next.maintain(PROMOTING, links(ETH0), netlink);
        assertEquals(List.of("1"), values(PROMOTE));
        next.end(Input.Shutdown.COME_BACK);
        assertEquals(List.of("1"), values(PROMOTE));
        VirtualInterfaces last = made();
        last.begin(PROMOTING);
        last.end(Input.Shutdown.STOP);
        assertEquals(List.of("0"), values(PROMOTE));
    }

    @Test
    void ownInterfaceThatSomeoneHasChangedIsMadeAnew() {
        VirtualInterfaces made = made();
        made.maintain(List.of(instance()), links(ETH0), netlink);
        assertTrue(made.maintain(List.of(instance()), links(ETH0, macvlan(7, 1)), netlink));
        assertEquals(List.of(RTM_NEWLINK, RTM_DELLINK, RTM_NEWLINK), List.copyOf(kernel.requests));
    }

    @Test
    void refusalIsAFaultUntilItIsMade() {
        VirtualInterfaces made = made();
        LinkState usable = new LinkState.Usable(ETH0, IpAddress.of("192.0.2.1"));
        kernel.error = 95;
        made.maintain(List.of(instance()), links(ETH0), netlink);
        assertInstanceOf(LinkState.Faulty.class, made.judge(instance(), usable));
        kernel.error = 0;
        made.maintain(List.of(instance()), links(ETH0), netlink);
        assertEquals(usable, made.judge(instance(), usable));
    }

    private VirtualInterfaces made() {
        return new VirtualInterfaces(directory.resolve("owned-interfaces"), directory.resolve("sys"),
                new OtherDaemons(directory.resolve("proc")));
    }

    private void process(String number, String name, String namespace) throws IOException {
        Path process = directory.resolve("proc").resolve(number);
        Files.createDirectories(process.resolve("ns"));
        Files.writeString(process.resolve("comm"), name + "\n");
        Files.createSymbolicLink(process.resolve("ns/net"), Path.of(namespace));
    }

    private List<String> listed() throws IOException {
        return new OwnedList(directory.resolve("owned-interfaces")).read().stream()
                .filter(line -> !line.isEmpty()).toList();
    }

    private void set(String path, String value) throws IOException {
        Path file = directory.resolve("sys/net/ipv4/conf").resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, value + "\n");
    }

    private List<String> values(String... paths) throws IOException {
        Collection<String> values = new ArrayList<>();
        for (String path : paths) {
            values.add(Files.readString(directory.resolve("sys/net/ipv4/conf").resolve(path)).strip());
        }
        return List.copyOf(values);
    }

    private static Interfaces links(Link... links) {
        return Interfaces.of(List.of(links), List.of());
    }

    private static Link macvlan(int index, int mode) {
        return new Link(index, "vrrp.51", 1, MAC, 0, 1500, new Link.Base(3, Link.MACVLAN, mode));
    }

    private static VrrpInstance instance() {
        return new SampleInstance().virtualMac(new VirtualMac(MAC, List.of(WANTED))).addresses("192.0.2.100").build();
    }
}
