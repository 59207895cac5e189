package dev.lvsd;

import dev.lvsd.control.StepSnapshot;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Steps as the control socket and `lvsd plan` show them.
final class PlanView {
    private final IpvsTable actual;
    private final Function<Step, @Nullable String> refused;

    /// @param actual the table for which the steps were planned
    /// @param refused why a step was refused the last time, null where it was not
    PlanView(IpvsTable actual, Function<Step, @Nullable String> refused) {
        this.actual = actual;
        this.refused = refused;
    }

    List<StepSnapshot> steps(List<Step> steps) {
        return steps.stream().map(this::step).toList();
    }

    private StepSnapshot step(Step step) {
        VirtualServerKey key = step.key();
        VirtualServerEntry entry = actual.virtualServers().get(key);
        Map<String, Object> service = entry == null ? null : OptionWords.of(entry.options(), key.family());
        return switch (step) {
            case Step.AddVirtualServer(_, var options) -> snapshot(
                    step, null, null, OptionWords.of(options, key.family()), key + " is not in the table");
            case Step.EditVirtualServer(_, var options) -> {
                Map<String, Object> after = OptionWords.of(options, key.family());
                yield snapshot(step, null, service, after, key + ": " + difference(service, after));
            }
            case Step.DeleteVirtualServer _ -> snapshot(step, null, service, null, service == null
                    ? key + " is someone else's, and lvsd.foreign is remove" : key + " is ours and not wanted");
            case Step.AddRealServer(_, var realServer, var options) -> snapshot(
                    step, realServer, null, OptionWords.of(options), realServer + " is not in " + key);
            case Step.EditRealServer(_, var realServer, var options) -> {
                Map<String, Object> before = before(entry, realServer);
                Map<String, Object> after = OptionWords.of(options);
                yield snapshot(
                        step, realServer, before, after, realServer + " of " + key + ": " + difference(before, after));
            }
            case Step.DeleteRealServer(_, var realServer) -> snapshot(
                    step, realServer, before(entry, realServer), null, realServer + " is not wanted in " + key);
        };
    }

    private StepSnapshot snapshot(
            Step step,
            @Nullable Endpoint realServer,
            @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after,
            String description) {
        return new StepSnapshot(
                step.kind().name().toLowerCase(Locale.ROOT),
                step.key().toString(),
                realServer == null ? null : realServer.toString(),
                before,
                after,
                step.toString(),
                description,
                refused.apply(step));
    }

    private static @Nullable Map<String, Object> before(@Nullable VirtualServerEntry entry, Endpoint realServer) {
        RealServerOptions options = entry == null ? null : entry.realServers().get(realServer);
        return options == null ? null : OptionWords.of(options);
    }

    /// `weight 1 -> 2, uthreshold 100 -> none`.
    private static String difference(@Nullable Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> present = before == null ? Map.of() : before;
        Set<String> names = new LinkedHashSet<>(present.keySet());
        names.addAll(after.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            Object from = present.getOrDefault(name, "none");
            Object to = after.getOrDefault(name, "none");
            if (!from.equals(to)) {
                differences.add(name + " " + from + " -> " + to);
            }
        }
        return String.join(", ", differences);
    }
}
