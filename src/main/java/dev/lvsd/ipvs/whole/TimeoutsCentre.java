package dev.lvsd.ipvs.whole;

import dev.lvsd.ipvs.Timeouts;
import org.jspecify.annotations.Nullable;

/// Which timeouts the table shall have. A timeout that is configured is set, and its original is remembered until it
/// has been restored; the others are left alone. Belongs to one thread.
final class TimeoutsCentre {
    private Timeouts configured = Timeouts.NONE;
    private Timeouts originals;
    private @Nullable Timeouts actual;
    private boolean refused;

    /// @param originals of an earlier run, 0 for what it did not change
    TimeoutsCentre(Timeouts originals) {
        this.originals = originals;
    }

    /// Whether there is nothing to do, now and at the end.
    boolean isIdle() {
        return configured.isNone() && originals.isNone();
    }

    /// What is configured.
    Timeouts configured() {
        return configured;
    }

    /// What has to be restored at the end; 0 for what was not changed.
    Timeouts originals() {
        return originals;
    }

    /// As last read, or set since.
    @Nullable Timeouts actual() {
        return actual;
    }

    void configure(Timeouts next) {
        actual = isIdle() ? null : actual;
        configured = next;
        refused = false;
        settle();
    }

    /// Takes the timeouts that the table has.
    ///
    /// @return what someone else changed of ours, in words; null for nothing
    @Nullable String read(Timeouts now) {
        Timeouts before = actual;
        actual = now;
        refused = false;
        settle();
        if (before == null || ours(before).equals(ours(now))) {
            return null;
        }
        return "changed the timeouts (tcp tcpfin udp) from " + before + " to " + now;
    }

    /// What to set now; [Timeouts#isNone] for nothing.
    Timeouts change() {
        Timeouts now = actual;
        return now == null || refused
                ? Timeouts.NONE
                : configured.or(originals).with(now, (shall, is) -> shall == is ? 0 : shall);
    }

    /// Takes note that a change was done.
    void done(Timeouts change) {
        actual = actual == null ? null : change.or(actual);
        settle();
    }

    /// Takes note that a change was refused: it is tried again after the next read.
    void refused() {
        refused = true;
    }

    /// Remembers originals of what is configured, and forgets those that stand in the table again.
    private void settle() {
        Timeouts now = actual;
        if (now == null) {
            return;
        }
        Timeouts known = originals.or(configured.with(now, (shall, is) -> shall == 0 ? 0 : is));
        Timeouts restored = configured.with(known.with(now, (original, is) -> original == is ? 1 : 0),
                (shall, same) -> shall == 0 ? same : 0);
        originals = known.with(restored, (original, gone) -> gone == 1 ? 0 : original);
    }

    private Timeouts ours(Timeouts all) {
        return configured.with(all, (shall, is) -> shall == 0 ? 0 : is);
    }
}
