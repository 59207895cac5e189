package dev.lvsd.cli;

import dev.lvsd.control.WholeTableSnapshot;
import dev.lvsd.control.WholeTableSnapshot.Running;
import dev.lvsd.control.WholeTableSnapshot.SyncDaemon;
import dev.lvsd.control.WholeTableSnapshot.Timeouts;
import java.time.Instant;
import java.util.function.BiConsumer;

/// What `lvsctl status` says of the IPVS table as a whole: nothing where nothing is configured.
final class WholeTableLines {
    private WholeTableLines() {}

    /// @param entry takes a label and what stands behind it
    static void add(WholeTableSnapshot whole, Instant at, BiConsumer<String, String> entry) {
        Timeouts timeouts = whole.timeouts();
        if (timeouts != null) {
            Timeouts before = whole.originals();
            entry.accept("timeouts", timeouts.tcp() + " " + timeouts.tcpfin() + " " + timeouts.udp()
                    + " s (tcp tcpfin udp)" + (before == null ? "" : "; before lvsd: " + text(before.tcp()) + " "
                            + text(before.tcpfin()) + " " + text(before.udp())));
        }
        for (SyncDaemon daemon : whole.syncDaemons()) {
            entry.accept("sync daemon", daemon(daemon, at));
        }
        if (whole.drift() > 0) {
            entry.accept("put back", whole.drift() + " changes of timeouts and sync daemons by others");
        }
    }

    private static String daemon(SyncDaemon daemon, Instant at) {
        Running running = daemon.running();
        String age = daemon.since() == null ? "" : " for " + Elapsed.between(daemon.since(), at);
        String state = running == null
                ? "NOT RUNNING" + age
                : "on " + running.interfaceName() + age + ", id " + running.id() + ", to " + running.group() + " port "
                        + running.port() + ", ttl " + running.ttl() + ", maxlen " + running.maxlen();
        return daemon.state() + " " + state + (daemon.wanted() ? "" : ", shall not run")
                + (daemon.error() == null ? "" : "; last error: " + daemon.error());
    }

    /// What was not changed.
    private static String text(int seconds) {
        return seconds == 0 ? "-" : Integer.toString(seconds);
    }
}
