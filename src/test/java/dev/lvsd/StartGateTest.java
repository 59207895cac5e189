package dev.lvsd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.SourceText;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StartGateTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CompletableFuture<Void> checks = new CompletableFuture<>();
    private final CountDownLatch opened = new CountDownLatch(1);

    @Test
    void opensWhenTheTableHasAnsweredAndEveryCheckHasRun() {
        StartGate gate = new StartGate(LONG);
        gate.whenOpen(checks, opened::countDown);
        assertTrue(gate.waiting().getFirst().contains("the table has not answered"), gate.waiting()::toString);
        gate.acknowledged();
        assertFalse(gate.isOpen());
        assertTrue(gate.waiting().getFirst().contains("not every check"), gate.waiting()::toString);
        checks.complete(null);
        assertEquals(0, opened.getCount());
        assertTrue(gate.isOpen());
        assertEquals(0, gate.waiting().size());
    }

    @Test
    void opensWhenTheWaitIsOver() throws InterruptedException {
        StartGate gate = new StartGate(Duration.ofMillis(10));
        gate.whenOpen(checks, opened::countDown);
        assertTrue(opened.await(10, TimeUnit.SECONDS));
        checks.complete(null);
        gate.acknowledged();
        assertTrue(gate.isOpen());
    }

    @Test
    void whatFailsBehindItLeavesItOpen() {
        StartGate gate = new StartGate(LONG);
        gate.acknowledged();
        checks.complete(null);
        gate.whenOpen(checks, () -> {
            throw new IllegalStateException("planted");
        });
        assertTrue(gate.isOpen());
    }

    @Test
    void instancesWhoseAddressesCarryVirtualServersAreGuarded() {
        String instances = instance("VI_1", 51, "192.0.2.100") + instance("VI_2", 52, "192.0.2.101/24");
        assertEquals(Set.of(), StartGate.guarded(read(instances)));
        assertEquals(Set.of("VI_2"), StartGate.guarded(read(instances + server("192.0.2.101 80"))));
        assertEquals(Set.of("VI_1", "VI_2"), StartGate.guarded(read(instances + server("fwmark 7"))));
    }

    private static String instance(String name, int virtualRouterId, String address) {
        return """
                vrrp_instance %s {
                    interface eth0
                    virtual_router_id %d
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(name, virtualRouterId, address);
    }

    private static String server(String key) {
        return """
                virtual_server %s {
                    lb_kind DR
                    protocol TCP
                    real_server 198.51.100.1 80 {
                    }
                }
                """.formatted(key);
    }

    private static Configuration read(String text) {
        return Objects.requireNonNull(ConfigurationFile.read(
                new SourceText("test.conf", text), Syntax.KEEPALIVED, "host").configuration());
    }
}
