package dev.lvsd.config;

import dev.lvsd.net.Prefix;
import org.jspecify.annotations.Nullable;

/// One line of `virtual_ipaddress`: `10.9.0.100/24 dev eth0 label eth0:1`.
///
/// @param prefix address and prefix length, /32 or /128 where the line has none
/// @param device `dev`, null for the instance's interface
/// @param label `label`, null for none; IPv4 only, at most 15 bytes
/// @param scope `scope` as the kernel's number (`RT_SCOPE_…`): 0 global, 253 link, 254 host
/// @param options what else the line says
public record VirtualAddress(
        Prefix prefix, @Nullable String device, @Nullable String label, int scope, AddressOptions options) {
    /// An address whose line says nothing else.
    public VirtualAddress(Prefix prefix, @Nullable String device, @Nullable String label, int scope) {
        this(prefix, device, label, scope, AddressOptions.of(prefix));
    }

    /// The line without the interface: `10.9.0.100/24 label eth0:1`.
    public String line() {
        return prefix + (label == null ? "" : " label " + label) + (scope == 0 ? "" : " scope " + scope)
                + options.words(prefix);
    }

    /// The same on another interface.
    VirtualAddress on(String interfaceName) {
        return new VirtualAddress(prefix, interfaceName, label, scope, options);
    }
}
