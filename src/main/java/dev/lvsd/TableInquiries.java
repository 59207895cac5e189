package dev.lvsd;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.control.InquiryException;
import dev.lvsd.control.InquiryService;
import dev.lvsd.control.PlanSnapshot;
import dev.lvsd.control.SaveSnapshot;
import dev.lvsd.ipvs.IpvsadmSave;
import dev.lvsd.ipvs.reconciler.Inquiry;
import dev.lvsd.ipvs.reconciler.Reconciler;
import dev.lvsd.ipvs.reconciler.TableQuestions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Asks the ipvs thread, and waits for its answer.
///
/// @param reconciler has the ipvs thread
/// @param running what the director runs from
record TableInquiries(Reconciler reconciler, Supplier<LoadedFile> running) implements InquiryService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public PlanSnapshot diff(boolean reload) throws InquiryException {
        return reload ? behindReload(running.get()) : plan("desired", TableQuestions.now());
    }

    @Override
    public SaveSnapshot save(boolean all) throws InquiryException {
        return new SaveSnapshot(IpvsadmSave.lines(await(TableQuestions.table(all))));
    }

    private PlanSnapshot behindReload(LoadedFile file) throws InquiryException {
        Loaded loaded = ConfigurationFile.load(file.path(), file.syntax());
        Configuration next = loaded.configuration();
        if (next == null) {
            throw new InquiryException(file.path() + " has errors, a reload would change nothing: lvsctl reload"
                    + " --dry-run shows them");
        }
        return plan(file.path().toString(), TableQuestions.after(next.virtualServers(), next.daemon().foreign()));
    }

    private PlanSnapshot plan(String to, Inquiry<TableQuestions.Difference> inquiry) throws InquiryException {
        TableQuestions.Difference difference = await(inquiry);
        return new PlanSnapshot(
                reconciler.status().kind().name().toLowerCase(Locale.ROOT),
                to,
                new PlanView(difference.actual(), difference.refused()::get).steps(difference.steps()));
    }

    private <T> T await(Inquiry<T> inquiry) throws InquiryException {
        try {
            return reconciler.ask(inquiry).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new InquiryException("the ipvs thread has not answered within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new InquiryException(String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InquiryException("lvsd is stopping", e);
        }
    }
}
