package dev.lvsd.netlink;

import static dev.lvsd.netlink.NetlinkAbi.GENL_ID_CTRL;
import static dev.lvsd.netlink.NetlinkAbi.NETLINK_GENERIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.linux.Errno;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The kernel itself, asked what any user may ask.
class KernelNetlinkTest {
    @Test
    void controllerKnowsItself() throws IOException {
        try (NetlinkConnection connection = new NetlinkConnection(KernelTransport.open(NETLINK_GENERIC))) {
            GenericFamily family = GenericNetlink.family(connection, "nlctrl");

            assertEquals("nlctrl", family.name());
            assertEquals(GENL_ID_CTRL, family.id());
        }
    }

    @Test
    void unknownFamilyIsTypedAndTheConnectionGoesOn() throws IOException {
        try (NetlinkConnection connection = new NetlinkConnection(KernelTransport.open(NETLINK_GENERIC))) {
            NoSuchFamilyException none = assertThrows(
                    NoSuchFamilyException.class, () -> GenericNetlink.family(connection, "lvsd-has-none"));

            assertEquals("lvsd-has-none", none.family());
            assertEquals("nlctrl", GenericNetlink.family(connection, "nlctrl").name());
        }
    }

    @Test
    void loopbackIsListedWithItsAddress() throws IOException {
        try (RouteNetlink route = RouteNetlink.open()) {
            Link loopback = route.links().stream()
                    .filter(link -> link.name().equals("lo"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(loopback.isUp());
            assertTrue(loopback.mtu() > 0);

            List<InterfaceAddress> addresses = route.addresses();
            assertTrue(addresses.stream().anyMatch(address -> address.interfaceIndex() == loopback.index()
                    && address.prefix().equals(new Prefix(IpAddress.of("127.0.0.1"), 8))
                    && address.scope() == RouteAbi.RT_SCOPE_HOST
                    && address.label().equals("lo")
                    && address.validSeconds() == AddressSpec.FOREVER));
        }
    }

    @Test
    void refusalOfABatchNamesTheRequestAndItsReason() throws IOException {
        try (RouteNetlink route = RouteNetlink.open()) {
            AddressRequest.Delete absent =
                    new AddressRequest.Delete(Prefix.host(IpAddress.of("192.0.2.77")), Integer.MAX_VALUE, "none");
            List<AddressRequest> requests = Collections.nCopies(3000, absent);

            BatchOutcome outcome = route.change(requests);

            BatchOutcome.Complete complete =
                    assertInstanceOf(BatchOutcome.Complete.class, outcome);
            assertEquals(3000, complete.failures().size());
            for (int i = 0; i < 3000; i++) {
                BatchOutcome.Failure failure = complete.failures().get(i);
                assertEquals(i, failure.index());
                Errno errno = failure.error().errno();
                assertTrue(errno.equals(Errno.ENODEV) || errno.equals(Errno.EPERM), errno.toString());
            }
        }
    }

    @Test
    void monitorWithNothingNewComesBackInTime() throws IOException {
        try (RouteMonitor monitor = RouteMonitor.open()) {
            assertTrue(monitor.next(TimeUnit.MILLISECONDS.toNanos(20)).isEmpty());
        }
    }
}
