package dev.lvsd.ipvs;

import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The steps from an actual table to the desired one.
///
/// Their order is that of the desired table, in three parts: what is added, what is edited, what is deleted.
/// So a virtual server that has real servers before and after has some all the time: new ones come before
/// old ones go, and weights are raised from 0 before others are lowered to 0.
///
/// A virtual server is touched only where it is desired, or is one of ours and no longer desired.
///
/// @param steps in their order; unmodifiable
public record Plan(List<Step> steps) {
    /// Copies the steps.
    public Plan {
        steps = List.copyOf(steps);
    }

    /// The steps from one table to another.
    ///
    /// @param actual what is there; entries beyond `desired` and `ours` are left alone
    /// @param desired what shall be there
    /// @param ours virtual servers that go where they are not desired
    public static Plan between(IpvsTable actual, IpvsTable desired, Set<VirtualServerKey> ours) {
        Draft draft = new Draft();
        desired.virtualServers().forEach((key, wanted) -> {
            VirtualServerEntry present = actual.virtualServers().get(key);
            if (present == null) {
                draft.add(key, wanted);
            } else {
                draft.edit(key, present, wanted);
            }
        });
        for (VirtualServerKey key : actual.virtualServers().keySet()) {
            if (ours.contains(key) && !desired.virtualServers().containsKey(key)) {
                draft.deletes.add(new Step.DeleteVirtualServer(key));
            }
        }
        return draft.plan();
    }

    /// Whether there is nothing to do.
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    private static final class Draft {
        private final List<Step> adds = new ArrayList<>();
        private final List<Step> edits = new ArrayList<>();
        private final List<Step> editsToZero = new ArrayList<>();
        private final List<Step> deletes = new ArrayList<>();

        void add(VirtualServerKey key, VirtualServerEntry wanted) {
            adds.add(new Step.AddVirtualServer(key, wanted.options()));
            wanted.realServers().forEach((realServer, options) ->
                    adds.add(new Step.AddRealServer(key, realServer, options)));
        }

        void edit(VirtualServerKey key, VirtualServerEntry present, VirtualServerEntry wanted) {
            if (!wanted.options().sameEffect(present.options())) {
                edits.add(new Step.EditVirtualServer(key, wanted.options()));
            }
            for (Map.Entry<Endpoint, RealServerOptions> entry : wanted.realServers().entrySet()) {
                editRealServer(key, entry.getKey(), present, entry.getValue());
            }
            for (Endpoint realServer : present.realServers().keySet()) {
                if (!wanted.realServers().containsKey(realServer)) {
                    deletes.add(new Step.DeleteRealServer(key, realServer));
                }
            }
        }

        private void editRealServer(
                VirtualServerKey key, Endpoint realServer, VirtualServerEntry present, RealServerOptions options) {
            RealServerOptions before = present.realServers().get(realServer);
            if (before == null) {
                adds.add(new Step.AddRealServer(key, realServer, options));
            } else if (!options.sameEffect(before)) {
                Step step = new Step.EditRealServer(key, realServer, options);
                (options.weight() == 0 ? editsToZero : edits).add(step);
            }
        }

        Plan plan() {
            List<Step> steps = new ArrayList<>(
                    adds.size() + edits.size() + editsToZero.size() + deletes.size());
            steps.addAll(adds);
            steps.addAll(edits);
            steps.addAll(editsToZero);
            steps.addAll(deletes);
            return new Plan(steps);
        }
    }
}
