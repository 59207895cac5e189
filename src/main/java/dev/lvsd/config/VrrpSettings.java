package dev.lvsd.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What holds for all virtual routers together, and for the threads that run them.
///
/// @param realTimePriority `vrrp_rt_priority` of the vrrp thread, 1 to 99; the addresses thread has one less
/// @param processors `vrrp_cpu_affinity`: numbers of the processors that both threads run on, empty for all
/// @param logsUnknown `log_unknown_vrids`
/// @param delays `interface_up_down_delays`, by the name of the interface
public record VrrpSettings(
        int realTimePriority, List<Integer> processors, boolean logsUnknown, Map<String, InterfaceDelay> delays) {
    /// What a file that says nothing gets.
    public static final VrrpSettings DEFAULTS = new VrrpSettings(50, List.of(), false, Map.of());

    /// Copies the collections.
    public VrrpSettings {
        processors = List.copyOf(processors);
        delays = Map.copyOf(delays);
    }

    /// How long a change of an interface must last before it counts.
    ///
    /// @param down after the interface went down
    /// @param up after it came up
    public record InterfaceDelay(Duration down, Duration up) {}

    /// Whether the threads would start otherwise.
    public boolean startsOtherwise(VrrpSettings other) {
        return realTimePriority != other.realTimePriority || !processors.equals(other.processors);
    }
}
