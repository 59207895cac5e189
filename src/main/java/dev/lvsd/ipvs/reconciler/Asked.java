package dev.lvsd.ipvs.reconciler;

import dev.lvsd.ipvs.TableAccess;
import dev.lvsd.ipvs.TableException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// An inquiry and who waits for its answer.
///
/// @param inquiry what is asked
/// @param answer completed by [#answer], with a [TableException] where there is no answer
record Asked<T>(Inquiry<T> inquiry, CompletableFuture<T> answer) {
    void answer(@Nullable ReconcilerCore core, TableAccess table) {
        if (core == null) {
            answer.completeExceptionally(new TableException("the IPVS table has not been read yet"));
            return;
        }
        try {
            answer.complete(inquiry.answer(core, table));
        } catch (TableException | RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }
}
