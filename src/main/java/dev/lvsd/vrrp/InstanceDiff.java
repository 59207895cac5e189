package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of the virtual routers when a configuration follows another. A virtual router is the same one
/// where VRID, family, interface and `unicast_src_ip` are, as in keepalived; its name may be another.
///
/// @param kept those of both configurations, in the order of the new one
/// @param added those of the new configuration alone
/// @param removed those of the old configuration alone
public record InstanceDiff(List<Kept> kept, List<VrrpInstance> added, List<VrrpInstance> removed) {
    /// Copies the lists.
    public InstanceDiff {
        kept = List.copyOf(kept);
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    /// A virtual router of both configurations.
    ///
    /// @param before its old configuration
    /// @param after its new one
    public record Kept(VrrpInstance before, VrrpInstance after) {
        /// Whether anything of it is another.
        public boolean isChanged() {
            return !before.equals(after);
        }
    }

    private record Key(
            int virtualRouterId, Family family, String interfaceName, @Nullable IpAddress unicastSource) {
        static Key of(VrrpInstance instance) {
            return new Key(
                    instance.virtualRouterId(), instance.family(), instance.interfaceName(),
                    instance.path().isUnicast() ? instance.path().unicastSource() : null);
        }
    }

    /// From one configuration to the next.
    public static InstanceDiff between(List<VrrpInstance> before, List<VrrpInstance> after) {
        Map<Key, VrrpInstance> left = new LinkedHashMap<>();
        before.forEach(instance -> left.put(Key.of(instance), instance));
        List<Kept> kept = new ArrayList<>();
        List<VrrpInstance> added = new ArrayList<>();
        for (VrrpInstance instance : after) {
            VrrpInstance old = left.remove(Key.of(instance));
            if (old == null) {
                added.add(instance);
            } else {
                kept.add(new Kept(old, instance));
            }
        }
        return new InstanceDiff(kept, added, new ArrayList<>(left.values()));
    }
}
