package dev.lvsd.config;

import java.time.Duration;
import java.util.List;

/// How far announcements are apart: those of one interface, or of the interfaces of one `garp_group`, follow one
/// another no faster, whichever virtual router they are of.
///
/// @param everywhere for each interface that is in no group: `vrrp_garp_interval` and `vrrp_gna_interval`
/// @param groups the blocks `garp_group`
public record GarpSpacing(Interval everywhere, List<Group> groups) {
    /// Announcements follow one another at once.
    public static final GarpSpacing NONE = new GarpSpacing(new Interval(Duration.ZERO, Duration.ZERO), List.of());

    /// Copies the list.
    public GarpSpacing {
        groups = List.copyOf(groups);
    }

    /// Times between announcements; zero for at once.
    ///
    /// @param arp `garp_interval`, between gratuitous ARP
    /// @param neighbour `gna_interval`, between unsolicited neighbour advertisements
    public record Interval(Duration arp, Duration neighbour) {}

    /// Interfaces that share an interval.
    public record Group(Interval interval, List<String> interfaces) {
        /// Copies the list.
        public Group {
            interfaces = List.copyOf(interfaces);
        }
    }

    /// What announcements wait for one another.
    ///
    /// @param name the interface, or the first of its group
    /// @param interval how far they are apart
    public record Lane(String name, Interval interval) {}

    /// The lane of an interface.
    public Lane laneOf(String interfaceName) {
        for (Group group : groups) {
            if (group.interfaces().contains(interfaceName)) {
                return new Lane(group.interfaces().getFirst(), group.interval());
            }
        }
        return new Lane(interfaceName, everywhere);
    }
}
