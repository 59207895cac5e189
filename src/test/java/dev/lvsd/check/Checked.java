package dev.lvsd.check;

import dev.lvsd.config.CheckSpec;
import dev.lvsd.config.CheckTiming;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.Forwarding;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Configurations with TCP checks, and waiting for what they lead to.
final class Checked {
    private Checked() {}

    static CheckTiming timing(Duration delayLoop, Duration connectTimeout, int retry) {
        return new CheckTiming(delayLoop, connectTimeout, retry, Duration.ofMillis(50), Duration.ZERO);
    }

    /// A virtual server, told apart by its port, with a check of each target.
    static VirtualServer virtualServer(int port, CheckTiming timing, List<Endpoint> targets) {
        List<RealServer> servers = targets.stream().map(target -> realServer(target, timing)).toList();
        return new VirtualServer(
                new VirtualServerKey.Address(Protocol.TCP, new Endpoint(IpAddress.of("198.51.100.1"), port)),
                new VirtualServerOptions("wlc", 0, 0, -1, ""),
                servers);
    }

    private static RealServer realServer(Endpoint target, CheckTiming timing) {
        return new RealServer(
                target, RealServerOptions.of(Forwarding.DR, 1), List.of(new CheckSpec.Tcp(target, timing)));
    }

    /// Polls until a condition holds.
    ///
    /// @throws AssertionError where it does not within ten seconds
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 10 s: " + what);
            }
            Thread.sleep(5);
        }
    }
}
