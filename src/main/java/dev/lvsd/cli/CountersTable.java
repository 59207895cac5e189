package dev.lvsd.cli;

import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.Snapshot;
import dev.lvsd.control.SorryServerSnapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// `lvsctl services --stats` and the like: columns and numbers of ipvsadm 1.31, of what is configured. What is not in
/// the table has `-`.
final class CountersTable {
    private static final int NAME = 33;
    private static final int COUNTER = 8;

    private final Kind kind;
    private final boolean exact;
    private final Page page = new Page();

    /// What is shown of each server.
    enum Kind {
        /// `--stats`: totals.
        STATS("%-33s %8s %8s %8s %8s %8s", "Conns", "InPkts", "OutPkts", "InBytes", "OutBytes"),
        /// `--rate`: amounts of a second.
        RATE("%-33s %8s %8s %8s %8s %8s", "CPS", "InPPS", "OutPPS", "InBPS", "OutBPS"),
        /// `--thresholds`.
        THRESHOLDS("%-33s %-10s %-10s %-10s %-10s", "Uthreshold", "Lthreshold", "ActiveConn", "InActConn"),
        /// `--persistent-conn`.
        PERSISTENT("%-33s %-9s %-11s %-10s %-10s", "Weight", "PersistConn", "ActiveConn", "InActConn");

        private final String format;
        private final String head;

        Kind(String format, String... heads) {
            this.format = format;
            this.head = line("Prot LocalAddress:Port", List.of(heads));
        }

        /// The line of a server: its name, a cell for each column.
        private String line(String name, List<String> cells) {
            List<String> all = new ArrayList<>(cells);
            all.addFirst(name);
            return String.format(Locale.ROOT, format, all.toArray());
        }
    }

    /// A server's line, whichever it is.
    private record Server(
            String endpoint, boolean inTable, long weight, long persistent, long active, long inactive,
            long upper, long lower, TrafficSnapshot traffic) {
        static Server of(RealServerSnapshot server) {
            return new Server(
                    server.endpoint(), server.inTable(), server.weight(), server.persistentConnections(),
                    server.activeConnections(), server.inactiveConnections(), server.upperThreshold(),
                    server.lowerThreshold(), server.traffic());
        }

        static Server of(SorryServerSnapshot server) {
            return new Server(
                    server.endpoint(), server.inTable(), server.weight(), server.persistentConnections(),
                    server.activeConnections(), server.inactiveConnections(), server.upperThreshold(),
                    server.lowerThreshold(), server.traffic());
        }
    }

    private CountersTable(Kind kind, boolean exact) {
        this.kind = kind;
        this.exact = exact;
    }

    /// The table.
    ///
    /// @param exact all digits of each number, where 100 million and more is shortened to thousands (`K`) and so on
    static String render(Snapshot.Services services, Kind kind, boolean exact) {
        CountersTable table = new CountersTable(kind, exact);
        if (services.table().kind() == TableSnapshot.Kind.MEMORY) {
            table.page.line(0, TableLine.MEMORY);
        }
        table.page.line(0, kind.head);
        table.page.line(0, "  -> RemoteAddress:Port");
        services.virtualServers().forEach(table::add);
        return table.page.toString();
    }

    private void add(VirtualServerSnapshot virtualServer) {
        switch (kind) {
            case STATS -> row(virtualServer.title(), cells(totals(virtualServer.traffic())));
            case RATE -> row(virtualServer.title(), cells(rates(virtualServer.traffic())));
            case THRESHOLDS, PERSISTENT -> page.line(5, ServicesTable.heading(virtualServer));
        }
        virtualServer.realServers().forEach(realServer -> add(Server.of(realServer)));
        if (virtualServer.sorryServer() != null) {
            add(Server.of(virtualServer.sorryServer()));
        }
    }

    private void add(Server server) {
        List<String> cells = switch (kind) {
            case STATS -> cells(totals(server.traffic()));
            case RATE -> cells(rates(server.traffic()));
            case THRESHOLDS -> plain(server.upper(), server.lower(), server.active(), server.inactive());
            case PERSISTENT -> plain(server.weight(), server.persistent(), server.active(), server.inactive());
        };
        row("  -> " + server.endpoint(), server.inTable() ? cells : cells.stream().map(_ -> "-").toList());
    }

    /// A name that is too long has a line of its own, and the columns keep their place.
    private void row(String name, List<String> cells) {
        if (name.length() > NAME) {
            page.line(5, name);
            page.unbroken(kind.line("", cells));
        } else {
            page.unbroken(kind.line(name, cells));
        }
    }

    private List<String> cells(LongStream numbers) {
        return numbers.mapToObj(number -> exact ? Long.toUnsignedString(number) : shortened(number))
                .toList();
    }

    private static List<String> plain(long... numbers) {
        return LongStream.of(numbers).mapToObj(Long::toUnsignedString).toList();
    }

    private static LongStream totals(TrafficSnapshot seen) {
        return LongStream.of(
                seen.connections(), seen.inPackets(), seen.outPackets(), seen.inBytes(), seen.outBytes());
    }

    private static LongStream rates(TrafficSnapshot seen) {
        TrafficSnapshot.Rates rates = seen.rates();
        return LongStream.of(
                rates.connections(), rates.inPackets(), rates.outPackets(), rates.inBytes(), rates.outBytes());
    }

    /// A number as ipvsadm shortens it: eight digits, from 100 million on with a letter for the power of 1000 that
    /// was divided out and cut off.
    static String shortened(long number) {
        String digits = Long.toUnsignedString(number);
        if (digits.length() <= COUNTER) {
            return digits;
        }
        int thousands = digits.length() <= 9 ? 1 : digits.length() <= 11 ? 2 : digits.length() <= 14 ? 3 : 4;
        return digits.substring(0, digits.length() - 3 * thousands) + " KMGT".charAt(thousands);
    }
}
