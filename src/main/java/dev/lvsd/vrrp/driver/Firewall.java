package dev.lvsd.vrrp.driver;

import dev.lvsd.linux.LinuxException;
import dev.lvsd.netlink.nft.Drop;
import dev.lvsd.netlink.nft.DropReading;
import dev.lvsd.netlink.nft.DropTable;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.vrrp.FirewallStatus;
import dev.lvsd.vrrp.VirtualRouter;
import java.io.IOException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// Drops packets to held addresses of virtual routers that do not accept them. Of the addresses thread, but for
/// [#status].
///
/// Whether someone else has changed the table is looked for once a second by the generation number of nf_tables, and
/// in the table itself where that is another one. What the kernel refuses hinders no takeover: it is told, counted,
/// and tried again.
final class Firewall {
    private static final long LOOK_NANOS = 1_000_000_000L;
    private static final long RETRY_NANOS = 30_000_000_000L;

    private final Opener opener;
    private final NewsDesk news;
    private @Nullable DropTables tables;
    private DropPlan wanted = DropPlan.NONE;
    /// What the kernel has as far as we made it; null after a failure.
    private @Nullable DropPlan made = DropPlan.NONE;
    private @Nullable Integer generation;
    private @Nullable DropReading seen;
    private long deadline = VirtualRouter.NEVER;
    private String told = "";
    private volatile FirewallStatus status = FirewallStatus.NONE;

    /// Opens the way to the kernel.
    interface Opener {
        /// Called when a table is needed first.
        DropTables open() throws LinuxException;
    }

    Firewall(Opener opener, NewsDesk news) {
        this.opener = opener;
        this.news = news;
    }

    /// What it does; for any thread.
    FirewallStatus status() {
        return status;
    }

    /// When [#look] is due; far away where there is nothing to look for.
    long deadlineNanos() {
        return deadline;
    }

    /// Drops what a plan says, before this returns. The same plan costs nothing.
    void follow(DropPlan plan, long now) {
        if (!plan.equals(wanted)) {
            wanted = plan;
            settle(now);
        }
    }

    /// Puts back what someone else took away, and tries again what failed.
    void look(long now) {
        if (now < deadline) {
            return;
        }
        if (made == null) {
            settle(now);
            return;
        }
        deadline = now + LOOK_NANOS;
        try {
            int current = open().generation();
            if (generation == null || generation != current) {
                compare(now);
                generation = current;
            }
        } catch (IOException e) {
            failed(e, now);
        }
    }

    private void compare(long now) throws IOException {
        DropTable table = Objects.requireNonNull(wanted.table());
        DropReading reading = open().read(table.name());
        DropReading before = seen;
        seen = reading;
        if (reading == null || !reading.isWhole(table, wanted.drops())
                || (before != null && !reading.isSameAs(before))) {
            made = null;
            settle(now);
            if (made != null) {
                putBack(table, "");
            }
        }
    }

    private void putBack(DropTable table, String how) {
        status = new FirewallStatus(
                status.table(), status.addresses(), status.putBack() + 1, status.errors(), status.problem());
        int drops = wanted.drops().size();
        news.line(Level.WARN, "vrrp: the table inet " + table.name() + " was changed by someone else" + how
                + "; made it again" + (drops == 0 ? ""
                : ": meanwhile packets to " + drops + " virtual addresses may have been accepted"));
    }

    /// The end: removes the table.
    void end() {
        follow(DropPlan.NONE, 0);
    }

    /// Leaves the table as it is and closes the socket.
    void close() {
        DropTables open = tables;
        tables = null;
        if (open != null) {
            open.close();
        }
    }

    private void settle(long now) {
        DropPlan before = made;
        made = null;
        generation = null;
        try {
            make(before);
            made = wanted;
            DropTable table = wanted.table();
            status = new FirewallStatus(
                    table == null ? null : table.name(), wanted.drops().size(), status.putBack(), status.errors(),
                    null);
            deadline = table == null ? VirtualRouter.NEVER : now + LOOK_NANOS;
        } catch (IOException e) {
            failed(e, now);
        }
    }

    private void make(@Nullable DropPlan before) throws IOException {
        DropTable table = wanted.table();
        String old = status.table();
        if (old != null && (table == null || !table.name().equals(old))) {
            open().delete(old);
        }
        if (table == null) {
            return;
        }
        if (before == null || !table.equals(before.table())) {
            seen = null;
            open().create(table, wanted.drops());
            tell(table.name());
            return;
        }
        try {
            open().change(table, minus(wanted.drops(), before.drops()), minus(before.drops(), wanted.drops()));
        } catch (IOException e) {
            seen = null;
            open().create(table, wanted.drops());
            putBack(table, " (" + e.getMessage() + ")");
        }
    }

    private void tell(String table) {
        if (!table.equals(told)) {
            told = table;
            news.line(Level.INFO, "vrrp: no_accept: a master drops packets to its virtual addresses;"
                    + " nft list table inet " + table);
        }
    }

    private static Set<Drop> minus(Set<Drop> some, Set<Drop> others) {
        Set<Drop> left = new HashSet<>(some);
        left.removeAll(others);
        return left;
    }

    private void failed(IOException failure, long now) {
        made = null;
        deadline = now + RETRY_NANOS;
        DropTable table = wanted.table();
        String problem = (DropTables.isUnsupported(failure)
                ? "this kernel has no nf_tables for IPv4 and IPv6 (modprobe nf_tables; CONFIG_NF_TABLES_INET): " : "")
                + failure.getMessage();
        if (!problem.equals(status.problem())) {
            news.line(Level.ERROR, "vrrp: packets to virtual addresses are accepted although no_accept or strict mode"
                    + " says otherwise: " + problem);
        }
        status = new FirewallStatus(
                table == null ? status.table() : table.name(), 0, status.putBack(), status.errors() + 1, problem);
    }

    private DropTables open() throws LinuxException {
        DropTables open = tables;
        if (open == null) {
            open = opener.open();
            tables = open;
        }
        return open;
    }
}
