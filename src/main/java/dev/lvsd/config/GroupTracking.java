package dev.lvsd.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a sync group tracks for all of its members, and what it makes of what they track themselves.
///
/// Without `sync_group_tracking_weight` the members' own weights do not count, so that their priorities stay
/// together: an interface with a weight becomes a fault, and so does a file or process with the default weight 1;
/// everything else with a weight is not tracked. The weights of the group count for all members alike.
///
/// @param membersWeigh `sync_group_tracking_weight`: members keep their own weights
/// @param things the `track_…` blocks of the group
public record GroupTracking(boolean membersWeigh, List<Tracking.Tracked> things) {
    /// A group that tracks nothing.
    public static final GroupTracking NONE = new GroupTracking(false, List.of());

    private static final int DEFAULT_WEIGHT = 1;

    /// Copies the list.
    public GroupTracking {
        things = List.copyOf(things);
    }

    /// What a member tracks, with all that its group does. What both track has the group's weight, unless the
    /// member's is none.
    public Tracking with(Tracking member) {
        List<Tracking.Tracked> all = new ArrayList<>();
        for (Tracking.Tracked own : member.things()) {
            Tracking.Tracked counts = inGroup(own);
            if (counts != null) {
                all.add(counts.canFault() ? counts : new Tracking.Tracked(own.key(), weight(counts)));
            }
        }
        for (Tracking.Tracked thing : things) {
            if (all.stream().noneMatch(own -> own.key().equals(thing.key()))) {
                all.add(thing);
            }
        }
        return new Tracking(member.ownInterface(), all);
    }

    private TrackWeight weight(Tracking.Tracked own) {
        return things.stream().filter(thing -> thing.key().equals(own.key())).findFirst().orElse(own).weight();
    }

    /// What becomes of something that a member tracks itself, null where it does not count.
    Tracking.@Nullable Tracked inGroup(Tracking.Tracked own) {
        if (membersWeigh || own.canFault()) {
            return own;
        }
        boolean becomesFault = switch (own.key().kind()) {
            case INTERFACE, GROUP -> true;
            case SCRIPT -> false;
            case PROCESS, FILE -> own.weight().value() == DEFAULT_WEIGHT;
        };
        return becomesFault ? own.withoutWeight() : null;
    }

    /// The same for a group that has an address owner among its members: what the group tracks has no weight.
    GroupTracking withoutWeights() {
        return new GroupTracking(membersWeigh, things.stream().map(Tracking.Tracked::withoutWeight).toList());
    }

    /// The instances, in whose tracking that of their groups has its part.
    static List<VrrpInstance> applied(List<VrrpInstance> instances, List<VrrpSyncGroup> groups) {
        return instances.stream()
                .map(instance -> groups.stream()
                        .filter(group -> group.members().contains(instance.name())).findFirst()
                        .map(group -> instance.tracks(group.tracking().with(instance.tracking())))
                        .orElse(instance))
                .toList();
    }
}
