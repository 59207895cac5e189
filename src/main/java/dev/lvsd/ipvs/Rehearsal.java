package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import dev.lvsd.netlink.NetlinkConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Fills and reads a table through the code that speaks to the kernel, without the kernel, so that this code is
/// compiled when the real table is filled. It runs while the rest of lvsd starts, and in the run that makes the AOT
/// cache, which keeps what was learnt of the code.
public final class Rehearsal implements Runnable {
    private static final int FAMILY = 30;
    private static final int VIRTUAL_SERVERS = 200;
    private static final int REAL_SERVERS = 5;
    private static final int FIRST_ADDRESS = 0xc0000200; // 192.0.2.0, RFC 5737

    /// Starts a rehearsal on a thread of its own, which ends with it.
    public static void start() {
        Thread.ofPlatform().name("rehearsal").daemon().start(new Rehearsal());
    }

    @Override
    public void run() {
        try (KernelTable table = new KernelTable(new NetlinkConnection(new Understudy()), FAMILY)) {
            IpvsTable desired = table();
            List<Step> steps = Plan.between(IpvsTable.EMPTY, desired, Set.of()).steps();
            List<StepError> errors = table.apply(steps);
            IpvsTable filled = table.dump(desired.virtualServers().keySet()).table();
            if (!errors.isEmpty() || !filled.equals(desired)) {
                throw new IllegalStateException("the rehearsed table is not the desired one");
            }
        } catch (IpvsUnavailableException | TableException e) {
            throw new IllegalStateException("the understudy does not answer", e);
        }
    }

    private static IpvsTable table() {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        for (int number = 0; number < VIRTUAL_SERVERS; number++) {
            Map<Endpoint, RealServerOptions> realServers = new TreeMap<>();
            for (int real = 1; real <= REAL_SERVERS; real++) {
                realServers.put(endpoint(number, real), RealServerOptions.of(Forwarding.DR, real));
            }
            entries.put(
                    new VirtualServerKey.Address(Protocol.TCP, endpoint(number, 0)),
                    VirtualServerEntry.of(VirtualServerOptions.of("rr", Family.IPV4), realServers));
        }
        return new IpvsTable(entries);
    }

    private static Endpoint endpoint(int number, int port) {
        return new Endpoint(new IpAddress.V4(FIRST_ADDRESS + number), port);
    }
}
