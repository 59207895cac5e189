package dev.lvsd.cli;

import dev.lvsd.control.Snapshot;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options of `lvsctl services`: ipvsadm's.
final class ServicesOptions {
    @ArgGroup(exclusive = true)
    private @Nullable Columns columns;

    @Option(names = "--exact", description = "With --stats and --rate: all digits of large numbers.")
    private boolean exact;

    /// The columns to show in place of the usual ones.
    private static final class Columns {
        @Option(names = "--stats", description = "Connections, packets and bytes so far.")
        private boolean stats;

        @Option(names = "--rate", description = "The same of a second, as the kernel estimates it.")
        private boolean rate;

        @Option(names = "--thresholds", description = "The thresholds of connections.")
        private boolean thresholds;

        @Option(names = "--persistent-conn", description = "Persistence templates.")
        private boolean persistent;

        private CountersTable.@Nullable Kind kind() {
            return stats ? CountersTable.Kind.STATS
                    : rate ? CountersTable.Kind.RATE
                    : thresholds ? CountersTable.Kind.THRESHOLDS
                    : persistent ? CountersTable.Kind.PERSISTENT
                    : null;
        }
    }

    /// The table that is asked for.
    String render(Snapshot.Services services) {
        CountersTable.Kind kind = columns == null ? null : columns.kind();
        return kind == null
                ? ServicesTable.render(services, ZoneId.systemDefault())
                : CountersTable.render(services, kind, exact);
    }
}
