package dev.lvsd.config;

import java.util.List;

/// Reads what a `vrrp_sync_group` tracks.
final class GroupTrackingReader {
    private final String group;
    private final Section section;
    private final List<VrrpInstance> members;

    private GroupTrackingReader(String group, Section section, List<VrrpInstance> members) {
        this.group = "vrrp_sync_group " + group;
        this.section = section;
        this.members = members;
    }

    /// @param group name of the block
    /// @param members with what they track themselves
    static GroupTracking read(
            String group, Section section, List<VrrpInstance> members, Trackers trackers, Values values) {
        return new GroupTrackingReader(group, section, members).read(trackers, values);
    }

    private GroupTracking read(Trackers trackers, Values values) {
        boolean global = section.flag("global_tracking");
        if (global) {
            section.problems().warning(section.positionOf("global_tracking"),
                    "global_tracking is old: it means sync_group_tracking_weight", null);
        }
        GroupTracking tracking = new GroupTracking(
                section.flag("sync_group_tracking_weight") || global,
                TrackingReader.things(section, trackers, values));
        members.forEach(member -> member.tracking().things().forEach(thing -> say(member, thing, tracking)));
        boolean weighs = tracking.things().stream().anyMatch(thing -> !thing.canFault());
        if (weighs && members.stream().anyMatch(member -> member.priority() == 255)) {
            section.problems().mistake(section.position(), group + " tracks with weights and has a member with"
                    + " priority 255", "what it tracks has no weight: what is down is a fault",
                    "the priority 255 never changes");
            return tracking.withoutWeights();
        }
        return tracking;
    }

    private void say(VrrpInstance member, Tracking.Tracked own, GroupTracking tracking) {
        String line = own.key().kind().keyword() + " " + own.key().name() + " weight " + own.weight();
        Tracking.Tracked counts = tracking.inGroup(own);
        if (counts == null || !counts.equals(own)) {
            section.problems().mistake(section.position(), group + ": " + line + " of vrrp_instance " + member.name()
                    + " does not count", counts == null ? "it is not tracked" : "what is down is a fault",
                    "track it in the group, or give the group sync_group_tracking_weight");
        } else if (tracking.things().stream().anyMatch(thing -> thing.key().equals(own.key()))) {
            section.problems().mistake(section.position(), group + " and its vrrp_instance " + member.name()
                    + " both have " + own.key().kind().keyword() + " " + own.key().name(),
                    own.canFault() ? "what is down is a fault of the instance" : "the group's weight counts", null);
        }
    }
}
