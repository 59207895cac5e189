package dev.lvsd.ipvs.reconciler;

import dev.lvsd.config.Foreign;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.IpvsTable;
import dev.lvsd.ipvs.Plan;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.VirtualServerKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What operators ask about the table. Each answer is from a read of its own, so that it is of this moment.
public final class TableQuestions {
    private TableQuestions() {}

    /// What is between the table and what it shall be.
    ///
    /// @param actual the table, as far as it is ours
    /// @param steps what would be done
    /// @param refused of steps that the table refused lately, why
    public record Difference(IpvsTable actual, List<Step> steps, Map<Step, String> refused) {
        /// Copies list and map.
        public Difference {
            steps = List.copyOf(steps);
            refused = Map.copyOf(refused);
        }
    }

    /// What is to be done now: nothing, unless someone has just changed something, or the table refuses it.
    public static Inquiry<Difference> now() {
        return (core, table) -> {
            TableDump dump = table.dump(core.ours());
            return difference(core, dump, core.desired(), core.foreign());
        };
    }

    /// What a reload would do to the table.
    ///
    /// @param configured in the order of the file, no key twice
    /// @param foreign what becomes of virtual servers that are not ours then
    public static Inquiry<Difference> after(List<VirtualServer> configured, Foreign foreign) {
        return (core, table) -> {
            Set<VirtualServerKey> wanted = new HashSet<>(core.ours());
            wanted.addAll(core.unknown(configured));
            TableDump dump = table.dump(wanted);
            return difference(core, dump, core.desired(configured, dump.table()), foreign);
        };
    }

    /// The table.
    ///
    /// @param others whether with what is not ours
    public static Inquiry<IpvsTable> table(boolean others) {
        return (core, table) -> {
            TableDump dump = table.dump(core.ours());
            if (!others || dump.others().isEmpty()) {
                return dump.table();
            }
            Set<VirtualServerKey> all = new HashSet<>(core.ours());
            all.addAll(dump.others().keySet());
            return table.dump(all).table();
        };
    }

    private static Difference difference(
            ReconcilerCore core, TableDump dump, IpvsTable desired, Foreign foreign) {
        List<Step> steps = new ArrayList<>(Plan.between(dump.table(), desired, core.ours()).steps());
        steps.addAll(Others.removal(foreign, dump.others().keySet()));
        Map<Step, String> refused = new HashMap<>();
        for (Step step : steps) {
            String reason = core.refusal(step);
            if (reason != null) {
                refused.put(step, reason);
            }
        }
        return new Difference(dump.table(), steps, refused);
    }
}
