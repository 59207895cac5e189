package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.MemoryTable;
import dev.lvsd.ipvs.Step;
import dev.lvsd.ipvs.StepError;
import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableDump;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.TableKind;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.WholeTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table that fails when told to, and that the test may change too, as another program would.
final class TroubledTable implements TableAccess {
    private final MemoryTable table = new MemoryTable();
    private int failingDumps;
    private int brokenDumps;
    private int loseAfter = Integer.MAX_VALUE;
    private int batches;
    private boolean closed;

    synchronized void failDumps(int count) {
        failingDumps = count;
    }

    synchronized void breakDumps(int count) {
        brokenDumps = count;
    }

    /// The next batch stops after so many steps, and nobody is told which.
    synchronized void loseBatchesAfter(int steps) {
        loseAfter = steps;
    }

    synchronized int batches() {
        return batches;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized @Nullable VirtualServerEntry entry(VirtualServerKey key) {
        return table.dump(Set.of(key)).table().virtualServers().get(key);
    }

    synchronized Map<VirtualServerKey, VirtualServerEntry> entries() {
        return table.all();
    }

    @Override
    public TableKind kind() {
        return table.kind();
    }

    @Override
    public synchronized TableDump dump(Set<VirtualServerKey> wanted) throws TableException {
        if (failingDumps > 0) {
            failingDumps--;
            throw new TableException("cannot read");
        }
        if (brokenDumps > 0) {
            brokenDumps--;
            throw new IllegalStateException("broken on purpose");
        }
        return table.dump(wanted);
    }

    @Override
    public synchronized List<StepError> apply(List<Step> steps) throws TableException {
        batches++;
        if (loseAfter < steps.size()) {
            table.apply(steps.subList(0, loseAfter));
            loseAfter = Integer.MAX_VALUE;
            throw new TableException("answers were lost");
        }
        return table.apply(steps);
    }

    /// Of the ipvs thread alone.
    @Override
    public WholeTable whole() {
        return table.whole();
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
