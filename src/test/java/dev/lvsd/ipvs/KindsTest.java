package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.MessageCursor;
import dev.lvsd.netlink.MessageWriter;
import dev.lvsd.netlink.NetlinkFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Properties that hold for services and real servers of every kind that the configuration can ask for.
class KindsTest {
    private static final int ROUNDS = 2000;
    private static final int IPVS = 28;
    private static final List<String> SCHEDULERS = List.of(
            "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "sh", "mh", "dh", "fo", "ovf", "sed", "nq", "twos");

    private static final List<Forwarding> FORWARDINGS = List.of(Forwarding.values());

    @Test
    void whatIsSentAndReadBackNeedsNoStep() throws NetlinkFormatException {
        for (int seed = 0; seed < ROUNDS; seed++) {
            IpvsTable wanted = table(new Random(seed));
            Map<VirtualServerKey, VirtualServerOptions> options = new LinkedHashMap<>();
            Map<VirtualServerKey, Map<Endpoint, RealServerOptions>> realServers = new LinkedHashMap<>();
            for (Step step : Plan.between(IpvsTable.EMPTY, wanted, wanted.virtualServers().keySet()).steps()) {
                switch (step) {
                    case Step.AddVirtualServer _ -> {
                        ReadVirtualServer read = IpvsDecoder.virtualServer(sent(step));
                        assertNotNull(read);
                        options.put(read.key(), read.options());
                        realServers.put(read.key(), new TreeMap<>());
                    }
                    case Step.AddRealServer add -> {
                        ReadRealServer read = IpvsDecoder.realServer(sent(step), add.key().family());
                        Map<Endpoint, RealServerOptions> members = realServers.get(add.key());
                        assertNotNull(members);
                        members.put(read.endpoint(), read.options());
                    }
                    case Step.EditVirtualServer _, Step.DeleteVirtualServer _, Step.EditRealServer _,
                            Step.DeleteRealServer _ -> throw new AssertionError(step);
                }
            }
            Map<VirtualServerKey, VirtualServerEntry> table = new LinkedHashMap<>();
            options.forEach((key, value) ->
                    table.put(key, VirtualServerEntry.of(value, realServers.getOrDefault(key, Map.of()))));
            assertEquals(List.of(), steps(new IpvsTable(table), wanted), "seed " + seed);
            assertEquals(wanted.virtualServers().keySet(), table.keySet(), "seed " + seed);
        }
    }

    @Test
    void aPlanThatWasDoneIsEmptyAfterwards() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            TableModel table = new TableModel();
            for (IpvsTable wanted : List.of(table(random), table(random))) {
                steps(table.snapshot(), wanted).forEach(table::apply);
                assertEquals(List.of(), steps(table.snapshot(), wanted), "seed " + seed);
            }
        }
    }

    private static List<Step> steps(IpvsTable actual, IpvsTable wanted) {
        return Plan.between(actual, wanted, actual.virtualServers().keySet()).steps();
    }

    private static MessageCursor sent(Step step) throws NetlinkFormatException {
        MessageWriter writer = new MessageWriter().open(IPVS, 0, 1);
        IpvsEncoder.write(writer, step);
        byte[] bytes = writer.close().toByteArray();
        MessageCursor cursor = new MessageCursor(bytes, bytes.length);
        assertTrue(cursor.next());
        return cursor;
    }

    private static IpvsTable table(Random random) {
        RandomTables keys = new RandomTables(random.nextLong());
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            VirtualServerKey key = keys.key();
            entries.put(key, VirtualServerEntry.of(options(random, key.family()), realServers(random, key)));
        }
        return new IpvsTable(entries);
    }

    private static VirtualServerOptions options(Random random, Family family) {
        boolean persistent = random.nextBoolean();
        int flags = random.nextInt(0x40) & ~(IpvsAbi.IP_VS_SVC_F_HASHED | IpvsAbi.IP_VS_SVC_F_PERSISTENT);
        int length = 1 + random.nextInt(family.bits());
        return new VirtualServerOptions(
                SCHEDULERS.get(random.nextInt(SCHEDULERS.size())),
                persistent ? flags | IpvsAbi.IP_VS_SVC_F_PERSISTENT : flags,
                persistent ? 1 + random.nextInt(2678400) : 0,
                family == Family.IPV4 ? -1 << (32 - length) : length,
                random.nextInt(4) == 0 ? "sip" : "");
    }

    private static Map<Endpoint, RealServerOptions> realServers(Random random, VirtualServerKey key) {
        Map<Endpoint, RealServerOptions> members = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            Forwarding forwarding = FORWARDINGS.get(random.nextInt(FORWARDINGS.size()));
            boolean other = forwarding == Forwarding.TUN && random.nextBoolean();
            boolean six = (key.family() == Family.IPV6) != other;
            Endpoint endpoint = Endpoint.parse((six ? "[2001:db8::" : "10.0.0.") + (1 + random.nextInt(5))
                    + (six ? "]:" : ":") + random.nextInt(65536));
            assertNotNull(endpoint);
            int upper = random.nextBoolean() ? random.nextInt() : 0;
            members.put(endpoint, new RealServerOptions(
                    forwarding, random.nextInt() & Integer.MAX_VALUE, upper, upper >>> random.nextInt(32),
                    new Tunnel(random.nextInt(3), random.nextInt(65536), random.nextInt(3))));
        }
        return members;
    }
}
