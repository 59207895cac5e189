package dev.lvsd.config;

import dev.lvsd.net.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The link-layer addresses of a virtual router: `use_vmac` and its like. The virtual addresses that stand on the
/// interfaces name them as their devices.
///
/// @param sender link-layer address that adverts come from, null for that of the interface: without `use_vmac`, with
///     `vmac_xmit_base`, and to unicast peers
/// @param interfaces to be made
public record VirtualMac(@Nullable MacAddress sender, List<VirtualInterface> interfaces) {
    /// All is on the interfaces that are there.
    public static final VirtualMac NONE = new VirtualMac(null, List.of());

    /// Copies the list.
    public VirtualMac {
        interfaces = List.copyOf(interfaces);
    }

    /// The interface that carries the frames of an interface: where that is made here, the one below.
    public String carrierOf(String interfaceName) {
        for (VirtualInterface one : interfaces) {
            if (one.name().equals(interfaceName)) {
                return one.base();
            }
        }
        return interfaceName;
    }

    /// Whether an interface is to be made.
    public boolean has(String interfaceName) {
        return interfaces.stream().anyMatch(one -> one.name().equals(interfaceName));
    }
}
