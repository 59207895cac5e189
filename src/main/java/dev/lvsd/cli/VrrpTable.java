package dev.lvsd.cli;

import dev.lvsd.control.NoAcceptSnapshot;
import dev.lvsd.control.NotificationsSnapshot;
import dev.lvsd.control.RoutingSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.StaticEntrySnapshot;
import dev.lvsd.control.SyncGroupSnapshot;
import dev.lvsd.control.TrackedSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot;
import dev.lvsd.control.VrrpInstanceSnapshot.Counters;
import dev.lvsd.control.VrrpInstanceSnapshot.HeldAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// `lvsctl vrrp` as text: a block of lines for each virtual router.
final class VrrpTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int LABEL = 24;
    private static final String NANOS = "_nanos";
    private static final NotificationsSnapshot.Mail NO_MAIL = new NotificationsSnapshot.Mail(0, 0, 0, null);

    private final Instant at;
    private final ZoneId zone;
    private final Page page = new Page();

    private VrrpTable(Instant at, ZoneId zone) {
        this.at = at;
        this.zone = zone;
    }

    /// The text.
    ///
    /// @param zone time zone of the moments in it
    static String render(Snapshot.Vrrp vrrp, ZoneId zone) {
        VrrpTable table = new VrrpTable(vrrp.at(), zone);
        List<VrrpInstanceSnapshot> instances = vrrp.vrrpInstances();
        if (vrrp.maintenance() != null) {
            table.page.line(2, MaintenanceLine.of(vrrp.maintenance(), vrrp.at())).gap();
        }
        for (int i = 0; i < instances.size(); i++) {
            if (i > 0) {
                table.page.gap();
            }
            table.add(instances.get(i));
        }
        if (instances.isEmpty()) {
            table.page.line(0, "no VRRP instance is configured");
        }
        vrrp.syncGroups().forEach(table::add);
        table.staticEntries(vrrp.staticEntries());
        table.notifications(vrrp.notifications());
        return table.page.toString();
    }

    private void add(SyncGroupSnapshot group) {
        page.gap();
        page.line(2, "sync group " + group.name() + ": " + group.state()
                + (group.since() == null ? "" : " for " + Elapsed.between(group.since(), at))
                + (group.reason() == null ? "" : "; " + group.reason()));
        entry("members", String.join(", ", group.members()));
        group.track().forEach(thing -> entry("track_" + thing.type(), text(thing)));
        entry("transitions", Long.toString(group.transitions()));
    }

    private void staticEntries(List<StaticEntrySnapshot> entries) {
        if (entries.isEmpty()) {
            return;
        }
        page.gap();
        page.line(2, "static entries");
        for (StaticEntrySnapshot one : entries) {
            entry(one.keyword(), one.entry() + (one.held() ? "" : " (not here: " + one.problem() + ")")
                    + (one.putBack() == 0 ? "" : "; put back " + one.putBack()));
        }
    }

    private void notifications(NotificationsSnapshot told) {
        if (told.scripts().isEmpty() && told.pipes().isEmpty() && told.mail().equals(NO_MAIL)) {
            return;
        }
        page.gap();
        page.line(2, "notifications");
        for (NotificationsSnapshot.Scripts scripts : told.scripts()) {
            entry(scripts.name(), scripts.runs() + (scripts.runs() == 1 ? " script, " : " scripts, ")
                    + scripts.failures() + " failed, " + scripts.skipped()
                    + " skipped" + (scripts.last() == null ? "" : "; last " + scripts.last().state() + " "
                    + Elapsed.between(scripts.last().at(), at) + " ago: " + scripts.last().result()));
        }
        for (NotificationsSnapshot.Pipe pipe : told.pipes()) {
            entry("notify_fifo", pipe.path() + ": " + pipe.lines() + " lines, " + pipe.dropped() + " dropped"
                    + (pipe.problem() == null ? "" : "; " + pipe.problem()));
        }
        NotificationsSnapshot.Mail mail = told.mail();
        if (!mail.equals(NO_MAIL)) {
            entry("mail", mail.sent() + " sent, " + mail.failures() + " failed, " + mail.skipped() + " skipped"
                    + (mail.lastFailure() == null ? "" : "; last failure: " + mail.lastFailure()));
        }
    }

    private void add(VrrpInstanceSnapshot instance) {
        page.line(2, instance.name() + ": " + summary(instance, at));
        if (instance.since() != null) {
            entry("since", TIME.format(instance.since().atZone(zone)) + ", transitions " + instance.transitions());
        }
        entry("interface", instance.interfaceName());
        instance.virtualMacs().forEach(one ->
                entry("use_vmac", one.name() + " on " + one.base() + ", " + one.mac()));
        entry("virtual_router_id", instance.virtualRouterId() + ", VRRPv" + instance.version());
        entry("advert_int", seconds(instance.advertInterval()));
        entry("master down interval", seconds(instance.masterDownInterval()));
        if (instance.waits() != null) {
            entry("waits", instance.waits());
        }
        for (HeldAddress address : instance.virtualAddresses()) {
            entry("virtual_ipaddress", text(address));
        }
        if (instance.noAccept() != null) {
            entry("no_accept", text(instance.noAccept()));
        }
        instance.routing().routes().forEach(route -> entry("virtual_routes", text(route)));
        instance.routing().rules().forEach(rule -> entry("virtual_rules", text(rule)));
        instance.track().forEach(thing -> entry("track_" + thing.type(), text(thing)));
        counters(instance.counters());
        instance.hints().forEach(hint -> entry("look at", hint));
    }

    /// `packets to the addresses are dropped: nft list table inet lvsd`.
    static String text(NoAcceptSnapshot mode) {
        String counted = (mode.putBack() == 0 ? "" : "; put back " + mode.putBack())
                + (mode.errors() == 0 ? "" : ", errors " + mode.errors());
        return (mode.problem() != null ? "packets to the addresses are NOT dropped: " + mode.problem()
                : mode.dropping() ? "packets to the addresses are dropped: nft list table inet " + mode.table()
                : "as master it drops packets to the addresses") + counted;
    }

    /// `check-app weight -20: up, exit status 0; every 5.0 s as root; runs 1595, failed 0`.
    static String text(TrackedSnapshot thing) {
        TrackedSnapshot.Runs runs = thing.runs();
        String counted = runs == null ? "" : "; runs " + runs.ended() + ", failed " + runs.failed()
                + (runs.timedOut() == 0 ? "" : ", timed out " + runs.timedOut())
                + (runs.notRun() == 0 ? "" : ", not run " + runs.notRun())
                + (runs.skipped() == 0 ? "" : ", skipped " + runs.skipped());
        return thing.name() + (thing.weight().equals("0") ? "" : " weight " + thing.weight()) + ": " + thing.state()
                + ", " + thing.detail() + (thing.how() == null ? "" : "; " + thing.how()) + counted;
    }

    /// `MASTER for 2h13m, priority 100`.
    static String summary(VrrpInstanceSnapshot instance, Instant at) {
        String state = instance.state()
                + (instance.since() == null ? "" : " for " + Elapsed.between(instance.since(), at));
        return switch (instance.state()) {
            case MASTER, INIT -> state + ", priority " + priority(instance);
            case BACKUP -> state + ", priority " + priority(instance) + "; " + master(instance);
            case FAULT -> state + (instance.fault() == null ? "" : ": " + instance.fault());
        };
    }

    /// `80 (configured 100)`.
    private static String priority(VrrpInstanceSnapshot instance) {
        return instance.priority() + (instance.priority() == instance.basePriority() ? ""
                : " (configured " + instance.basePriority() + ")");
    }

    private static String master(VrrpInstanceSnapshot instance) {
        return instance.master() == null
                ? "no master heard yet"
                : "master is " + instance.master().address() + ", priority " + instance.master().priority();
    }

    /// `192.0.2.1/24 dev eth0 label eth0:1`.
    static String text(HeldAddress address) {
        return address.address() + " dev " + address.device()
                + (address.label() == null ? "" : " label " + address.label())
                + (address.held() ? "" : " (not here)");
    }

    private static String text(RoutingSnapshot.Entry entry) {
        return entry.text() + (entry.held() ? "" : " (not here)");
    }

    private void counters(Counters counters) {
        entry("adverts", "sent " + counters.advertsSent() + ", received " + counters.advertsReceived());
        entry("priority 0", "sent " + counters.priorityZeroSent()
                + ", received " + counters.priorityZeroReceived());
        String rejected = nonZero(counters.rejected());
        entry("rejected", rejected.isEmpty() ? "none" : rejected);
        String other = nonZero(counters.other());
        if (!other.isEmpty()) {
            entry("other", other);
        }
    }

    private static String nonZero(Map<String, Long> counters) {
        return counters.entrySet().stream()
                .filter(e -> e.getValue() != 0)
                .map(e -> counter(e.getKey(), e.getValue()))
                .collect(Collectors.joining(", "));
    }

    /// `gratuitous arps sent 5`; nanoseconds as milliseconds: `advert lateness max 0.092 ms`.
    private static String counter(String name, long value) {
        if (!name.endsWith(NANOS)) {
            return name.replace('_', ' ') + " " + value;
        }
        BigDecimal millis = BigDecimal.valueOf(value, 6).setScale(3, RoundingMode.HALF_UP);
        String words = name.substring(0, name.length() - NANOS.length()).replace('_', ' ');
        return words + " " + millis.toPlainString() + " ms";
    }

    private void entry(String label, String value) {
        page.line(LABEL, Page.pad("  " + label, LABEL) + value);
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9)
                .setScale(3, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }
}
