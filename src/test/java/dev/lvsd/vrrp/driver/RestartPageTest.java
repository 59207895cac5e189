package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.BootClock;
import dev.lvsd.net.IpAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartPageTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void firstPageIsEmpty() {
        RestartPage.Slot slot = open(instance("eth0", 51)).slot(0);
        assertEquals(0, slot.advertNanos());
        assertFalse(slot.isPeerHeard());
    }

    @Test
    void successorFindsItsInstanceWhereverItStandsInTheFile() {
        RestartPage page = open(instance("eth0", 51), instance("eth1", 51), instance("eth0", 52));
        page.slot(0).advertised(11);
        page.slot(1).advertised(22);
        page.slot(1).peerHeard();
        page.slot(2).advertised(33);
        RestartPage next = open(instance("eth0", 52), instance("eth1", 51), instance("eth2", 51));
        assertEquals(33, next.slot(0).advertNanos());
        assertEquals(22, next.slot(1).advertNanos());
        assertTrue(next.slot(1).isPeerHeard());
        assertFalse(next.slot(0).isPeerHeard());
        assertEquals(0, next.slot(2).advertNanos());
    }

    /// The same VRID on the same interface may be used once over each family.
    @Test
    void familiesAndUnicastSourcesAreToldApart() {
        VrrpInstance ipv6 = new SampleInstance().addresses("fe80::100/64").build();
        VrrpInstance near = unicast6("fe80::1");
        VrrpInstance far = unicast6("2001:db8::1");
        RestartPage page = open(instance("eth0", 51), ipv6, near, far);
        for (int i = 0; i < 4; i++) {
            page.slot(i).advertised(i + 1);
        }
        RestartPage next = open(far, near, ipv6, instance("eth0", 51));
        for (int i = 0; i < 4; i++) {
            assertEquals(4 - i, next.slot(i).advertNanos());
        }
    }

    private static VrrpInstance unicast6(String source) {
        return new SampleInstance()
                .unicast(IpAddress.of(source), List.of(IpAddress.of("2001:db8::2")))
                .addresses("fe80::100/64")
                .build();
    }

    @Test
    void whoLeftIsNoMasterAfterwards() {
        open(instance("eth0", 51)).slot(0).advertised(11);
        RestartPage page = open(instance("eth0", 51));
        page.slot(0).peerHeard();
        page.slot(0).left();
        RestartPage next = open(instance("eth0", 51));
        assertEquals(0, next.slot(0).advertNanos());
        assertTrue(next.slot(0).isPeerHeard());
    }

    @Test
    void pageOfAnotherBootIsNotRead() throws IOException {
        open(instance("eth0", 51)).slot(0).advertised(11);
        byte[] bytes = Files.readAllBytes(path());
        bytes[20] ^= 1;
        Files.write(path(), bytes);
        assertEquals(0, open(instance("eth0", 51)).slot(0).advertNanos());
    }

    @Test
    void noBytesKeepADaemonFromStarting() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            open(instance("eth0", 51)).slot(0).advertised(11);
            byte[] bytes = Files.readAllBytes(path());
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(2 * bytes.length));
            for (int j = 0; j < 3 && cut.length > 0; j++) {
                cut[random.nextInt(cut.length)] = (byte) random.nextInt();
            }
            Files.write(path(), cut);
            RestartPage.Slot slot = open(instance("eth0", 51)).slot(0);
            slot.advertised(12);
            assertEquals(12, slot.advertNanos());
        }
    }

    @Test
    void notingAdvertsAllocatesNothing() {
        RestartPage.Slot slot = open(instance("eth0", 51)).slot(0);
        BootClock clock = new BootClock();
        Heartbeat heartbeat = new Heartbeat();
        for (int i = 0; i < 20_000; i++) {
            note(slot, clock, heartbeat);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            note(slot, clock, heartbeat);
        }
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 10_000, "bytes for each advert");
    }

    private static void note(RestartPage.Slot slot, BootClock clock, Heartbeat heartbeat) {
        long now = clock.nanos();
        slot.advertised(now);
        heartbeat.beat(now);
    }

    @Test
    void instanceThatAReloadAddsIsFoundByTheSuccessor() {
        RestartPage page = open(instance("eth0", 51));
        RestartPage.Slot slot = page.slotOf(instance("eth0", 52), List.of());
        slot.advertised(11);
        slot.interval(7);
        assertEquals(11, page.slotOf(instance("eth0", 52), List.of()).advertNanos(), "the same one again");
        RestartPage.Slot next = open(instance("eth0", 52)).slot(0);
        assertEquals(11, next.advertNanos());
        assertEquals(7, next.intervalNanos());
    }

    @Test
    void fullPageGivesThePartsOfInstancesThatWentToNewOnes() {
        VrrpInstance stays = instance("eth0", 51);
        RestartPage page = open(stays);
        page.slot(0).advertised(11);
        for (int id = 1; id <= 200; id++) {
            RestartPage.Slot slot = page.slotOf(instance("eth1", id), List.of(stays, instance("eth1", id)));
            assertEquals(0, slot.advertNanos());
            assertFalse(slot.isPeerHeard());
            slot.advertised(id);
            slot.peerHeard();
        }
        RestartPage next = open(stays, instance("eth1", 200), instance("eth1", 1));
        assertEquals(11, next.slot(0).advertNanos());
        assertEquals(200, next.slot(1).advertNanos());
        assertEquals(0, next.slot(2).advertNanos());
    }

    @Test
    void pageThatIsFullOfRunningInstancesGivesOnesThatNobodyReads() {
        RestartPage page = open(instance("eth0", 51));
        List<VrrpInstance> all = new ArrayList<>(List.of(instance("eth0", 51)));
        for (int id = 1; id <= 100; id++) {
            all.add(instance("eth1", id));
            page.slotOf(instance("eth1", id), all).advertised(id);
        }
        RestartPage next = open(instance("eth1", 1), instance("eth1", 100));
        assertEquals(1, next.slot(0).advertNanos());
        assertEquals(0, next.slot(1).advertNanos());
    }

    /// As a reload sees it: without peers `unicast_src_ip` counts for nothing.
    @Test
    void sourceOfAnInstanceWithoutPeersDoesNotMakeItAnother() {
        SampleInstance multicast = new SampleInstance().on("eth0").virtualRouterId(51).addresses("10.0.0.100/24");
        open(multicast.build()).slot(0).advertised(11);
        assertEquals(11, open(multicast.unicast(IpAddress.of("10.0.0.1"), List.of()).build()).slot(0).advertNanos());
    }

    @Test
    void withoutAPlaceForItThereIsNone() throws IOException {
        Files.writeString(directory.resolve("file"), "");
        RestartPage page =
                RestartPage.open(directory.resolve("file").resolve("page"), List.of(instance("eth0", 51)));
        page.slot(0).advertised(12);
        assertEquals(12, page.slot(0).advertNanos());
    }

    private RestartPage open(VrrpInstance... instances) {
        return RestartPage.open(path(), List.of(instances));
    }

    private Path path() {
        return directory.resolve("lvsd.sock.page");
    }

    private static VrrpInstance instance(String interfaceName, int virtualRouterId) {
        return new SampleInstance()
                .on(interfaceName)
                .virtualRouterId(virtualRouterId)
                .addresses("10.0.0.100/24")
                .build();
    }
}
