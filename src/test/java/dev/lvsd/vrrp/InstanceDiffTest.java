package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceDiffTest {
    @Test
    void anInstanceIsKnownByVridInterfaceAndUnicastSourceAndNotByItsName() {
        VrrpInstance old = instance("VI_1", 51, "eth0", null);
        VrrpInstance renamed = instance("EDGE", 51, "eth0", null);
        InstanceDiff diff = InstanceDiff.between(List.of(old), List.of(renamed));
        assertEquals(List.of(new InstanceDiff.Kept(old, renamed)), diff.kept());
        assertTrue(diff.kept().getFirst().isChanged());
        assertEquals(List.of(), diff.added());
        assertEquals(List.of(), diff.removed());
    }

    @Test
    void anotherVridInterfaceOrUnicastSourceIsAnotherInstance() {
        VrrpInstance old = instance("VI_1", 51, "eth0", "10.0.0.1");
        for (VrrpInstance other : List.of(
                instance("VI_1", 52, "eth0", "10.0.0.1"),
                instance("VI_1", 51, "eth1", "10.0.0.1"),
                instance("VI_1", 51, "eth0", "10.0.0.9"))) {
            assertEquals(
                    new InstanceDiff(List.of(), List.of(other), List.of(old)),
                    InstanceDiff.between(List.of(old), List.of(other)));
        }
    }

    @Test
    void namesThatChangePlacesLeaveEachRouterItsState() {
        VrrpInstance a = instance("A", 51, "eth0", null);
        VrrpInstance b = instance("B", 52, "eth0", null);
        VrrpInstance bNow = instance("B", 51, "eth0", null);
        VrrpInstance aNow = instance("A", 52, "eth0", null);
        InstanceDiff diff = InstanceDiff.between(List.of(a, b), List.of(aNow, bNow));
        assertEquals(List.of(new InstanceDiff.Kept(b, aNow), new InstanceDiff.Kept(a, bNow)), diff.kept());
    }

    @Test
    void theSameConfigurationChangesNothing() {
        VrrpInstance instance = instance("VI_1", 51, "eth0", null);
        InstanceDiff diff = InstanceDiff.between(List.of(instance), List.of(instance("VI_1", 51, "eth0", null)));
        assertFalse(diff.kept().getFirst().isChanged());
    }

    private static VrrpInstance instance(String name, int vrid, String interfaceName, @Nullable String source) {
        IpAddress address = source == null ? null : IpAddress.of(source);
        return new SampleInstance()
                .name(name)
                .on(interfaceName)
                .virtualRouterId(vrid)
                .unicast(address, address == null ? List.of() : List.of(IpAddress.of("10.0.0.2")))
                .build();
    }
}
