package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableException;

/// Something that only the ipvs thread can say. It changes nothing.
///
/// @param <T> the answer
@FunctionalInterface
public interface Inquiry<T> {
    /// The answer; called on the ipvs thread.
    ///
    /// @throws TableException where the table cannot be read now
    T answer(ReconcilerCore core, TableAccess table) throws TableException;
}
