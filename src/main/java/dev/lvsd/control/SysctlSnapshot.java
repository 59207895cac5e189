package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Kernel parameters of the network namespace.
///
/// @param sysctls those of IPVS, of forwarding, of the interfaces of virtual routers, and those that are asked for
/// @param putBack values that somebody else changed and lvsd wrote again
/// @param warnings what hurts with these values, a line each
public record SysctlSnapshot(
        @JsonProperty("sysctl") List<Entry> sysctls, long putBack, List<String> warnings) {
    /// None.
    public static final SysctlSnapshot NONE = new SysctlSnapshot(List.of(), 0, List.of());

    /// Copies the lists.
    public SysctlSnapshot {
        sysctls = List.copyOf(sysctls);
        warnings = List.copyOf(warnings);
    }

    /// One of them.
    ///
    /// @param name with dots: `net.ipv4.vs.expire_nodest_conn`
    /// @param value what it has, null where it is not there or cannot be read
    /// @param wanted what the configuration asks for, null for nothing
    /// @param before what it had before lvsd changed it, null where lvsd has not
    /// @param problem why it has not what is wanted
    /// @param help what it does, empty for one that lvsd does not know
    public record Entry(
            String name, @Nullable String value, @Nullable String wanted, @Nullable String before,
            @Nullable String problem, String help) {}
}
