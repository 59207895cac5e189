package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table in this process that answers like the kernel's. It forwards nothing and all its counters are 0.
public final class MemoryTable implements TableAccess {
    /// The schedulers of Linux: `ip_vs_….ko`.
    private static final Set<String> SCHEDULERS = Set.of(
            "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh", "twos");

    private final TableModel model = new TableModel();
    private final MemoryWholeTable whole = new MemoryWholeTable(model);

    @Override
    public TableKind kind() {
        return TableKind.MEMORY;
    }

    /// All entries, ours or not.
    public Map<VirtualServerKey, VirtualServerEntry> all() {
        return model.snapshot().virtualServers();
    }

    @Override
    public TableDump dump(Set<VirtualServerKey> wanted) {
        Map<VirtualServerKey, VirtualServerEntry> entries = new LinkedHashMap<>();
        Map<VirtualServerKey, VirtualServerCounters> counters = new HashMap<>();
        Map<VirtualServerKey, VirtualServerOptions> others = new LinkedHashMap<>();
        all().forEach((key, entry) -> {
            if (wanted.contains(key)) {
                entries.put(key, entry);
                counters.put(key, VirtualServerCounters.ZERO);
            } else {
                others.put(key, entry.options());
            }
        });
        return new TableDump(new IpvsTable(entries), counters, others, 0);
    }

    @Override
    public List<StepError> apply(List<Step> steps) {
        List<StepError> errors = new ArrayList<>();
        for (Step step : steps) {
            StepFailure failure = failure(step);
            if (failure != null) {
                errors.add(new StepError(step, failure));
            }
        }
        return errors;
    }

    @Override
    public WholeTable whole() {
        return whole;
    }

    @Override
    public void close() {}

    private @Nullable StepFailure failure(Step step) {
        return switch (step) {
            case Step.AddVirtualServer(var key, var options) -> {
                boolean known = model.entry(key) != null || SCHEDULERS.contains(options.scheduler());
                yield known ? model.apply(step) : noScheduler(options);
            }
            case Step.EditVirtualServer(var key, var options) -> {
                boolean known = model.entry(key) == null || SCHEDULERS.contains(options.scheduler());
                yield known ? model.apply(step) : noScheduler(options);
            }
            case Step.AddRealServer(var key, var realServer, _) ->
                whole.refuses(key, realServer)
                        ? new StepFailure.Refused(Errno.EINVAL.number(), Errno.EINVAL.toString())
                        : model.apply(step);
            case Step.DeleteVirtualServer _,
                    Step.EditRealServer _,
                    Step.DeleteRealServer _ -> model.apply(step);
        };
    }

    private static StepFailure noScheduler(VirtualServerOptions options) {
        return new StepFailure.NoSuchModule("ip_vs_" + options.scheduler());
    }
}
