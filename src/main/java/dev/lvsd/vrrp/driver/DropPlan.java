package dev.lvsd.vrrp.driver;

import dev.lvsd.config.PacketFilter;
import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.netlink.nft.Drop;
import dev.lvsd.netlink.nft.DropTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The packets that are to be dropped.
///
/// @param table that is to be there, null where every virtual router accepts
/// @param drops the addresses of those that do not, as far as they are held
record DropPlan(@Nullable DropTable table, Set<Drop> drops) {
    /// Nothing.
    static final DropPlan NONE = new DropPlan(null, Set.of());

    /// Copies the set.
    DropPlan {
        drops = Set.copyOf(drops);
    }

    /// The plan for some virtual routers.
    ///
    /// @param all those configured
    /// @param held those among them that hold their addresses
    static DropPlan of(Collection<VrrpInstance> all, Collection<VrrpInstance> held) {
        DropTable table = all.stream()
                .filter(instance -> !instance.acceptMode().accepts())
                .findFirst()
                .map(instance -> table(instance.acceptMode().filter()))
                .orElse(null);
        Set<Drop> drops = new HashSet<>();
        held.stream().filter(instance -> !instance.acceptMode().accepts()).forEach(instance -> drops(instance, drops));
        return new DropPlan(table, drops);
    }

    private static DropTable table(PacketFilter filter) {
        return new DropTable(filter.table(), filter.priority(), filter.counters());
    }

    private static void drops(VrrpInstance instance, Set<Drop> into) {
        Stream.concat(instance.virtualAddresses().stream(), instance.excludedAddresses().stream())
                .forEach(address -> into.add(Drop.of(address.prefix().address(), device(instance, address))));
    }

    private static String device(VrrpInstance instance, VirtualAddress address) {
        String device = address.device();
        return device == null ? instance.interfaceName() : device;
    }
}
