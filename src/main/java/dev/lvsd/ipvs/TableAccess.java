package dev.lvsd.ipvs;

import java.util.List;
import java.util.Set;

/// An IPVS table that can be read and changed. Used by one thread.
public interface TableAccess extends AutoCloseable {
    /// Where the table is.
    TableKind kind();

    /// Reads virtual servers with their real servers and counters.
    ///
    /// @param wanted what to read; of entries beyond it neither real servers nor counters are read
    /// @return those of them that are there, in the table's order, and what else there is
    /// @throws TableException where the table cannot be read now
    TableDump dump(Set<VirtualServerKey> wanted) throws TableException;

    /// Does the steps in their order. A step that is refused does not keep the others from being done.
    ///
    /// @return the refused ones, in the order of the steps
    /// @throws TableException where it is not known which steps were done; only a dump tells
    List<StepError> apply(List<Step> steps) throws TableException;

    /// What belongs to the table as a whole; the same object each time.
    WholeTable whole();

    @Override
    void close();
}
