package dev.lvsd.cli;

import dev.lvsd.control.RealServerSnapshot;
import dev.lvsd.control.TableSnapshot;
import dev.lvsd.control.TopSnapshot;
import dev.lvsd.control.TopSort;
import dev.lvsd.control.TrafficSnapshot;
import dev.lvsd.control.VirtualServerSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The lines of `lvsctl top`. Rates are the kernel's estimate.
///
/// @param columns characters of a line at most
/// @param rows lines at most
/// @param sort what comes first
/// @param from the first row below the head that is shown
record TopScreen(int columns, int rows, TopSort sort, int from) {
    /// Lines above the first virtual server.
    static final int HEAD = 5;

    private static final int NARROWEST_NAME = 24;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /// The screen.
    ///
    /// @param top what to show
    /// @param trouble what the last question ended with, null where it was answered
    List<String> lines(TopSnapshot top, @Nullable String trouble, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add("lvsd " + top.routerId() + "  " + CLOCK.format(top.at().atZone(zone)) + "  " + instances(top));
        lines.add(totals(top.totals()));
        lines.add(top.kind() == TableSnapshot.Kind.MEMORY ? TableLine.MEMORY : rates(top.traffic()));
        lines.add(trouble == null ? reading(top) : trouble);
        List<String> body = body(top);
        lines.addAll(body.subList(0, 1));
        body.stream().skip(1L + from).limit(Math.max(0, rows - HEAD)).forEach(lines::add);
        return lines.stream().limit(rows).map(this::cut).toList();
    }

    private static String instances(TopSnapshot top) {
        if (top.instances().isEmpty()) {
            return "no VRRP instance";
        }
        return top.instances().stream()
                .map(instance -> instance.name() + " " + instance.state())
                .collect(Collectors.joining(", "));
    }

    private static String totals(TopSnapshot.Totals totals) {
        return totals.virtualServers() + " virtual, " + totals.realServers() + " real servers, " + totals.up()
                + " up; connections " + totals.active() + " active, " + totals.inactive() + " inactive";
    }

    private static String rates(@Nullable TrafficSnapshot traffic) {
        if (traffic == null) {
            return "";
        }
        TrafficSnapshot.Rates rates = traffic.rates();
        return "all services: " + Amount.of(rates.connections()) + " conn/s, in " + Amount.of(rates.inPackets())
                + " pkt/s " + Amount.of(rates.inBytes()) + " B/s, out " + Amount.of(rates.outPackets())
                + " pkt/s " + Amount.of(rates.outBytes()) + " B/s";
    }

    private String reading(TopSnapshot top) {
        Instant read = top.lastRead();
        return "by " + sort.word() + "; "
                + (read == null ? "not read yet" : "read " + Elapsed.between(read, top.at()) + " ago")
                + "; rates: the kernel's estimate";
    }

    /// The line of heads, then a line for each server.
    private List<String> body(TopSnapshot top) {
        List<TopColumn> shown = TopColumn.fitting(columns - NARROWEST_NAME);
        int widest = top.virtualServers().stream()
                .mapToInt(virtualServer -> Math.max(
                        ServicesTable.heading(virtualServer).length(),
                        virtualServer.realServers().stream().mapToInt(r -> r.endpoint().length() + 2).max().orElse(0)))
                .max()
                .orElse(0);
        int name = Math.clamp(widest, NARROWEST_NAME, Math.max(NARROWEST_NAME, columns - TopColumn.width(shown)));
        List<String> body = new ArrayList<>();
        body.add(row("Server", name, shown, TopColumn::head));
        for (VirtualServerSnapshot virtualServer : top.virtualServers()) {
            body.add(row(name(virtualServer, name), name, shown, column -> column.of(virtualServer)));
            virtualServer.realServers().stream()
                    .sorted(Comparator.comparingLong(this::value).reversed())
                    .forEach(realServer -> body.add(
                            row("  " + realServer.endpoint(), name, shown, column -> column.of(realServer))));
        }
        return body;
    }

    private long value(RealServerSnapshot realServer) {
        TrafficSnapshot traffic = realServer.traffic();
        return switch (sort) {
            case CPS -> traffic.rates().connections();
            case ACTIVE -> realServer.activeConnections();
            case CONNS -> traffic.connections();
            case IN -> traffic.rates().inBytes();
            case OUT -> traffic.rates().outBytes();
            case WEIGHT -> realServer.weight();
        };
    }

    private static String row(String name, int width, List<TopColumn> shown, Function<TopColumn, String> cell) {
        return Page.pad(shortened(name, width), width) + shown.stream().map(cell).collect(Collectors.joining());
    }

    /// The middle of what is too long goes: addresses differ at their end.
    private static String shortened(String name, int width) {
        int end = (width - 1) / 2;
        return name.length() <= width
                ? name
                : name.substring(0, width - 1 - end) + "…" + name.substring(name.length() - end);
    }

    /// What stands before a virtual server's numbers: the options behind its address only where there is room.
    private static String name(VirtualServerSnapshot virtualServer, int width) {
        String heading = ServicesTable.heading(virtualServer);
        return heading.length() <= width ? heading : virtualServer.title();
    }

    private String cut(String line) {
        String clean = Page.printable(line).stripTrailing();
        return clean.length() <= columns ? clean : clean.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
