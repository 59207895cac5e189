package dev.lvsd;

import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.ipvs.TrafficCounters;

/// The snapshot of what the kernel counts of traffic.
final class TrafficView {
    private TrafficView() {}

    static TrafficSnapshot traffic(TrafficCounters seen) {
        return new TrafficSnapshot(
                seen.connections(),
                seen.inPackets(),
                seen.outPackets(),
                seen.inBytes(),
                seen.outBytes(),
                new TrafficSnapshot.Rates(
                        seen.connectionsPerSecond(),
                        seen.inPacketsPerSecond(),
                        seen.outPacketsPerSecond(),
                        seen.inBytesPerSecond(),
                        seen.outBytesPerSecond()));
    }
}
