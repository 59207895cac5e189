package dev.lvsd.ipvs.whole;

import dev.lvsd.config.SyncSettings;
import dev.lvsd.config.TableSettings;
import dev.lvsd.ipvs.SyncDaemon.Role;
import dev.lvsd.ipvs.TableException;
import dev.lvsd.ipvs.Timeouts;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.WholeTable;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what belongs to the table as a whole as it shall be. Of the ipvs thread, but for [#status] and
/// [#reload]. What the kernel
/// refuses is counted, said once, tried again with the next read, and keeps nothing else from working.
public final class WholeKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(WholeKeeper.class);
    private static final int FOREIGN_TOLD = 10;

    private final Mastership mastership;
    private final Memory memory;
    private final TimeoutsCentre timeouts;
    private final SyncCentre sync;
    private TableSettings settings;
    private boolean flushes;
    private boolean stale = true;
    private @Nullable String driftTold;
    private @Nullable String failureTold;
    private long drift;
    private long errors;
    private @Nullable String lastError;
    private Leftover kept;
    private final Queue<Reload> reloads = new ConcurrentLinkedQueue<>();
    private volatile WholeStatus status = WholeStatus.NONE;

    private record Reload(TableSettings settings, CompletableFuture<Void> done) {}

    /// Keeps what has to be undone where a crash does not reach it.
    public interface Memory {
        /// Takes what has to be undone from now on.
        ///
        /// @return whether it is kept; where not, it is told again with the next read of the table
        boolean keep(Leftover leftover);
    }

    /// @param settings what is configured
    /// @param left by an earlier run
    public WholeKeeper(TableSettings settings, Leftover left, Memory memory, Mastership mastership) {
        this.settings = settings;
        this.memory = memory;
        this.mastership = mastership;
        kept = left;
        timeouts = new TimeoutsCentre(left.originals());
        sync = new SyncCentre(left.daemons());
        flushes = settings.flushAtStart();
        timeouts.configure(settings.timeouts());
        sync.configure(settings.sync());
    }

    /// Of a table of which nothing but virtual servers is wanted.
    public static WholeKeeper none() {
        return new WholeKeeper(
                TableSettings.NONE, Leftover.NONE, _ -> true, _ -> Mastership.Standing.UNKNOWN);
    }

    /// What is known now; for any thread.
    public WholeStatus status() {
        return status;
    }

    /// Empties the table once, where that is configured. To be called before the table is read for the first time.
    ///
    /// @param ours virtual servers that are configured or were ours
    public void begin(WholeTable table, Set<VirtualServerKey> ours) throws TableException {
        if (flushes) {
            flush(table, ours, "lvs_flush");
            flushes = false;
        }
    }

    /// Brings the table to what is configured, and to who is master.
    ///
    /// @param due whether the table is to be read, as it is the first time
    public void round(WholeTable table, boolean due) {
        List<Reload> waiting = new ArrayList<>();
        for (Reload reload = reloads.poll(); reload != null; reload = reloads.poll()) {
            configure(reload.settings());
            waiting.add(reload);
        }
        keep(table, due);
        waiting.forEach(reload -> reload.done().complete(null));
    }

    private void keep(WholeTable table, boolean due) {
        if (timeouts.isIdle() && sync.isIdle()) {
            status = status(null);
            return;
        }
        try {
            if (due || stale) {
                read(table);
                stale = false;
            }
            keepTimeouts(table);
            keepDaemons(table);
            failureTold = null;
        } catch (TableException e) {
            String text = String.valueOf(e.getMessage());
            count(text);
            if (!text.equals(failureTold)) {
                LOG.error("ipvs: {}; trying again until it works", text);
            }
            failureTold = text;
        }
        remember(Set.of());
        status = status(timeouts.actual());
    }

    /// Goes on with other settings, of which `lvs_flush` counts at a start only; for any thread.
    ///
    /// @return completed when the next round has followed them, as far as the table lets it
    public CompletableFuture<Void> reload(TableSettings next) {
        Reload reload = new Reload(next, new CompletableFuture<>());
        reloads.add(reload);
        return reload.done();
    }

    private void configure(TableSettings next) {
        settings = next;
        stale = true;
        timeouts.configure(next.timeouts());
        sync.configure(next.sync());
    }

    /// Empties the table at the end, where that is configured.
    ///
    /// @param ours virtual servers that are ours
    /// @return whether it was emptied
    public boolean flushAtEnd(WholeTable table, Set<VirtualServerKey> ours) throws TableException {
        if (settings.flushOnStop()) {
            flush(table, ours, "lvs_flush_on_stop");
        }
        return settings.flushOnStop();
    }

    /// Undoes all that was changed and kept until now.
    public void end(WholeTable table) {
        configure(new TableSettings(Timeouts.NONE, false, settings.flushOnStop(), null));
        keep(table, true);
    }

    private static void flush(WholeTable table, Set<VirtualServerKey> ours, String keyword) throws TableException {
        Set<VirtualServerKey> all = table.virtualServers();
        table.flush();
        Set<VirtualServerKey> foreign = new LinkedHashSet<>(all);
        foreign.removeAll(ours);
        String names = String.join(
                ", ", foreign.stream().limit(FOREIGN_TOLD).map(Object::toString).toList());
        if (foreign.isEmpty()) {
            LOG.info("ipvs: {}: removed {} virtual servers, all of them ours", keyword, all.size());
        } else {
            LOG.warn("ipvs: {}: removed {} virtual servers: {} of ours, {} of others: {}{}", keyword, all.size(),
                    all.size() - foreign.size(), foreign.size(), names,
                    foreign.size() > FOREIGN_TOLD ? " and more" : "");
        }
    }

    private void read(WholeTable table) throws TableException {
        String changed = timeouts.read(table.timeouts());
        List<String> drifts = sync.read(table.daemons(), Instant.now());
        SyncSettings configured = sync.settings();
        if (configured != null) {
            sync.interfaceIs(index(configured.interfaceName()));
        }
        String told = driftTold;
        driftTold = null;
        if (changed != null) {
            drifted(changed, told);
        }
        drifts.forEach(one -> drifted(one, told));
    }

    private void drifted(String what, @Nullable String told) {
        drift++;
        driftTold = driftTold == null ? what : driftTold + "; " + what;
        if (told == null || !told.contains(what)) {
            LOG.warn("ipvs: someone else {}; putting it right", what);
        }
    }

    private void keepTimeouts(WholeTable table) {
        Timeouts change = timeouts.change();
        if (change.isNone()) {
            return;
        }
        remember(Set.of());
        try {
            table.change(change);
            timeouts.done(change);
            LOG.info("ipvs: the timeouts (tcp tcpfin udp) are {} s now", timeouts.actual());
        } catch (TableException e) {
            timeouts.refused();
            String text = String.valueOf(e.getMessage());
            if (!text.equals(lastError)) {
                LOG.error("ipvs: the timeouts are refused: {}", text);
            }
            count(text);
        }
    }

    private void keepDaemons(WholeTable table) throws TableException {
        List<SyncStep> steps = sync.plan(mastership);
        if (steps.isEmpty()) {
            return;
        }
        remember(sync.oursWith(steps));
        boolean goesOn = true;
        for (SyncStep step : steps) {
            goesOn = goesOn && (done(table, step) || step instanceof SyncStep.Start);
        }
        sync.look(table.daemons(), Instant.now()).forEach(one -> drifted(one, driftTold));
    }

    private boolean done(WholeTable table, SyncStep step) {
        try {
            switch (step) {
                case SyncStep.Stop(var role) -> table.stop(role);
                case SyncStep.Start(var daemon) -> table.start(daemon);
            }
        } catch (TableException e) {
            String text = String.valueOf(e.getMessage());
            count(text);
            if (sync.refused(step, text)) {
                LOG.error("ipvs: {}; trying again until it works", text);
            }
            return false;
        }
        sync.done(step, Instant.now());
        switch (step) {
            case SyncStep.Stop(var role) -> LOG.info("ipvs: stopped the {} sync daemon", role.word());
            case SyncStep.Start(var daemon) -> LOG.info("ipvs: started the {}", daemon);
        }
        return true;
    }

    /// Keeps what has to be undone, before it is done.
    ///
    /// @param more daemons that will be ours, beside those that are
    private void remember(Set<Role> more) {
        Set<Role> daemons = sync.oursWith(List.of());
        daemons.addAll(more);
        Leftover now = new Leftover(timeouts.originals(), daemons);
        if (!now.equals(kept) && memory.keep(now)) {
            kept = now;
        }
    }

    private void count(String error) {
        errors++;
        lastError = error;
    }

    private static int index(String interfaceName) {
        try {
            NetworkInterface found = NetworkInterface.getByName(interfaceName);
            return found == null ? 0 : found.getIndex();
        } catch (SocketException _) {
            return 0;
        }
    }

    private WholeStatus status(@Nullable Timeouts actual) {
        return new WholeStatus(
                timeouts.configured(), timeouts.configured().isNone() ? null : actual, timeouts.originals(),
                sync.status(), drift, errors, lastError);
    }
}
