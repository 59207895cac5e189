package dev.lvsd.ipvs;

import static dev.lvsd.pool.Samples.RS1;
import static dev.lvsd.pool.Samples.RS2;
import static dev.lvsd.pool.Samples.WEB;
import static dev.lvsd.pool.Samples.WLC;
import static dev.lvsd.pool.Samples.dr;
import static dev.lvsd.pool.Samples.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KernelTableTest {
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;
    private static final int EPERM = 1;

    private final Messages messages = new Messages();
    private final ReplayTransport kernel = new ReplayTransport().then(ReplayTransport.error(0));

    @Test
    void dumpReadsTheRealServersOfWantedVirtualServersAlone() throws Exception {
        KernelTable table = open();
        kernel.then(of("virtual-server-tcp"), of("virtual-server-fwmark-ipv6"), of("done"))
                .then(of("real-server-2147483647"), of("real-server-100"), of("done"));
        TableDump dump = table.dump(Set.of(WEB));
        assertEquals(Map.of(WEB, entry(Map.of(RS1, dr(100), RS2, dr(2147483647)))), dump.table().virtualServers());
        Map<Endpoint, RealServerCounters> none = Map.of(RS1, RealServerCounters.ZERO, RS2, RealServerCounters.ZERO);
        assertEquals(Map.of(WEB, new VirtualServerCounters(TrafficCounters.ZERO, none)), dump.counters());
        assertEquals(3, kernel.sent().size(), "version, virtual servers, real servers of one");
    }

    @Test
    void whatDidNotChangeIsTheSameObjectInTheNextDump() throws Exception {
        KernelTable table = open();
        byte[] busier = of("virtual-server-tcp");
        busier[busier.length - 1] ^= 1; // in the traffic counters
        kernel.then(of("virtual-server-tcp"), of("done")).then(of("real-server-100"), of("done"))
                .then(of("virtual-server-tcp"), of("done")).then(of("real-server-100"), of("done"))
                .then(busier, of("done")).then(of("real-server-100"), of("done"))
                .then(busier, of("done")).then(of("real-server-2147483647"), of("done"));

        TableDump first = table.dump(Set.of(WEB));
        TableDump same = table.dump(Set.of(WEB));
        TableDump counted = table.dump(Set.of(WEB));
        TableDump changed = table.dump(Set.of(WEB));

        assertSame(first.table().virtualServers().get(WEB), same.table().virtualServers().get(WEB));
        assertSame(first.counters().get(WEB), same.counters().get(WEB));
        assertSame(first.table().virtualServers().get(WEB), counted.table().virtualServers().get(WEB));
        assertNotEquals(first.counters(), counted.counters());
        assertEquals(Map.of(WEB, entry(Map.of(RS2, dr(2147483647)))), changed.table().virtualServers());
    }

    @Test
    void busyDumpIsAskedForAgain() throws Exception {
        KernelTable table = open();
        kernel.then(ReplayTransport.error(EBUSY)).then(of("done"));
        assertEquals(IpvsTable.EMPTY, table.dump(Set.of(WEB)).table());
    }

    @Test
    void moduleThatWasTakenOutIsLookedUpAgain() throws Exception {
        KernelTable table = open();
        byte[] family = new MessageWriter().open(16, 0, 0).u8(1).u8(2).u16(0).u16(1, 30).string(2, "IPVS").close()
                .toByteArray();
        kernel.then(of("error-no-entry")).then(family, ReplayTransport.error(0)).then(of("done"));
        assertEquals(IpvsTable.EMPTY, table.dump(Set.of(WEB)).table());
        kernel.then(of("acknowledgement"));
        table.apply(List.of(new Step.DeleteVirtualServer(WEB)));
        assertEquals(30, kernel.sent().getLast()[4], "the new number");
    }

    @Test
    void errorsOfABatchAreOfTheirSteps() throws Exception {
        KernelTable table = open();
        VirtualServerOptions wrong = VirtualServerOptions.of("nope", Family.IPV4);
        List<Step> steps = List.of(
                new Step.AddVirtualServer(WEB, WLC),
                new Step.EditVirtualServer(WEB, wrong),
                new Step.AddRealServer(WEB, RS1, dr(1)),
                new Step.EditRealServer(WEB, RS1, dr(2)),
                new Step.AddRealServer(WEB, RS2, dr(1)),
                new Step.DeleteVirtualServer(WEB));
        kernel.then(
                ReplayTransport.Answer.of(of("error-exists"), 0),
                ReplayTransport.Answer.of(of("error-no-entry"), 1),
                ReplayTransport.Answer.of(of("error-no-entry"), 3),
                ReplayTransport.Answer.of(ReplayTransport.error(EINVAL), 4),
                ReplayTransport.Answer.of(of("error-no-service"), 5));
        List<StepError> errors = table.apply(steps);
        List<String> reasons = new ArrayList<>();
        errors.forEach(error -> reasons.add(error.failure().toString()));
        assertEquals(
                List.of(
                        "it exists already",
                        "the kernel has no module ip_vs_nope (try: modprobe ip_vs_nope)",
                        "no such real server in the table",
                        "Invalid argument (EINVAL); the kernel takes unicast addresses, of another family than the"
                                + " virtual server's only with TUN and while no sync daemon runs, and none at all"
                                + " while its network namespace has no address",
                        "no such virtual server in the table"),
                reasons);
        assertEquals(steps.get(4), errors.get(3).step());
        assertTrue(errors.get(4).isGoneAlready());
    }

    @Test
    void acknowledgedBatchHasNoErrors() throws Exception {
        KernelTable table = open();
        kernel.then(of("acknowledgement"));
        assertEquals(List.of(), table.apply(List.of(new Step.AddVirtualServer(WEB, WLC))));
    }

    @Test
    void emptyBatchIsNotSent() throws Exception {
        KernelTable table = open();
        assertEquals(List.of(), table.apply(List.of()));
        assertEquals(1, kernel.sent().size());
    }

    @Test
    void kernelThatSendsNonsenseIsATableException() throws Exception {
        KernelTable table = open();
        byte[] nonsense = of("virtual-server-tcp");
        nonsense[24] = 1;
        kernel.then(nonsense, of("done"));
        TableException e = assertThrows(TableException.class, () -> table.dump(Set.of(WEB)));
        assertTrue(String.valueOf(e.getMessage()).contains("IPVS_SVC_ATTR_"), e.getMessage());
    }

    @Test
    void kernelThatRefusesEveryQuestionIsUnavailable() {
        ReplayTransport refusing = new ReplayTransport().then(ReplayTransport.error(EPERM));
        IpvsUnavailableException e = assertThrows(
                IpvsUnavailableException.class, () -> new KernelTable(new NetlinkConnection(refusing), 28));
        assertTrue(String.valueOf(e.getMessage()).contains("CAP_NET_ADMIN"), e.getMessage());
    }

    private KernelTable open() throws IpvsUnavailableException {
        return new KernelTable(new NetlinkConnection(kernel), 28);
    }

    private byte[] of(String name) {
        return messages.of(name);
    }
}
