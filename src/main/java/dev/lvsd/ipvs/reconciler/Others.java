package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.Foreign;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Virtual servers in the table that are not ours, and the steps that remove them where that is asked for. They are
/// planned once after each read, so that a refusal is tried again then. Belongs to one thread.
final class Others {
    private Foreign foreign = Foreign.KEEP;
    private Map<VirtualServerKey, VirtualServerOptions> present = Map.of();
    private OthersStatus status = OthersStatus.NONE;
    private boolean fresh;
    private long removed;
    private long repeats;

    /// What becomes of them from now on.
    void treat(Foreign next) {
        foreign = next;
        fresh = true;
        renew();
    }

    /// Takes what a read of all that is ours found besides.
    void read(TableDump dump) {
        fresh = true;
        if (dump.repeats() > 0 || !present.equals(dump.others())) {
            repeats += dump.repeats();
            present = new LinkedHashMap<>(dump.others());
            renew();
        }
    }

    /// The steps that remove them; none where they are kept.
    ///
    /// @param ours never to be touched here
    List<Step> steps(Set<VirtualServerKey> ours) {
        List<Step> steps = new ArrayList<>();
        if (fresh && foreign == Foreign.REMOVE) {
            for (VirtualServerKey key : present.keySet()) {
                if (!ours.contains(key)) {
                    steps.add(new Step.DeleteVirtualServer(key));
                }
            }
        }
        fresh = false;
        return steps;
    }

    /// The steps that remove those of another read, where they are not kept.
    ///
    /// @param next what becomes of them
    static List<Step> removal(Foreign next, Collection<VirtualServerKey> found) {
        return next == Foreign.KEEP ? List.of()
                : found.stream().<Step>map(Step.DeleteVirtualServer::new).toList();
    }

    /// Takes the table's answer to a batch, of which the steps for keys that are not ours were planned here.
    ///
    /// @return those that were removed, with the options that they had
    Map<VirtualServerKey, VirtualServerOptions> applied(
            List<Step> steps, List<StepError> errors, Set<VirtualServerKey> ours) {
        Map<VirtualServerKey, VirtualServerOptions> gone = new LinkedHashMap<>();
        if (present.isEmpty() || foreign == Foreign.KEEP) {
            return gone;
        }
        Set<Step> refused = new HashSet<>();
        errors.forEach(error -> refused.add(error.step()));
        for (Step step : steps) {
            if (step instanceof Step.DeleteVirtualServer(var key) && !ours.contains(key) && !refused.contains(step)) {
                VirtualServerOptions options = present.remove(key);
                if (options != null) {
                    gone.put(key, options);
                }
            }
        }
        removed += gone.size();
        if (!gone.isEmpty()) {
            renew();
        }
        return gone;
    }

    OthersStatus status() {
        return status;
    }

    private void renew() {
        List<VirtualServerKey> first = present.keySet().stream()
                .sorted(Comparator.comparing(VirtualServerKey::toString))
                .limit(OthersStatus.NAMED)
                .toList();
        status = new OthersStatus(foreign, present.size(), first, removed, repeats);
    }
}
