package dev.lvsd.cli;

import dev.lvsd.control.ConnectionsSnapshot;
import dev.lvsd.ipvs.connections.CountBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `lvsctl connections` as a table: the columns of `ipvsadm -Lnc`, wider where an address is longer.
final class ConnectionsTable {
    private static final int ADDRESS = 18;
    private static final int ENGINE = 8;

    private final ConnectionsSnapshot answer;
    private final Page page = new Page();

    private ConnectionsTable(ConnectionsSnapshot answer) {
        this.answer = answer;
    }

    /// The table.
    ///
    /// @param countBy what they were counted by, null for each by itself
    static String render(ConnectionsSnapshot answer, @Nullable CountBy countBy) {
        ConnectionsTable table = new ConnectionsTable(answer);
        if (countBy == null) {
            table.connections();
        } else {
            table.groups(countBy);
        }
        table.rest(countBy != null);
        return table.page.toString();
    }

    private void connections() {
        boolean engines = answer.connections().stream().anyMatch(one -> one.engine() != null);
        int client = width("source", ConnectionsSnapshot.One::client);
        int virtual = width("virtual", ConnectionsSnapshot.One::virtual);
        int destination = engines ? width("destination", ConnectionsSnapshot.One::destination) : 1;
        String format = "%-3s %-6s %-11s %-" + client + "s %-" + virtual + "s %-" + destination + "s"
                + (engines ? " %-" + ENGINE + "s %s" : "");
        page.unbroken(String.format(
                Locale.ROOT, format, "pro", "expire", "state", "source", "virtual", "destination", "pe", "pe data"));
        for (ConnectionsSnapshot.One one : answer.connections()) {
            page.unbroken(String.format(
                    Locale.ROOT, format, one.protocol(), time(one.expiresSeconds()), one.state(), one.client(),
                    one.virtual(), one.destination(), text(one.engine()), text(one.engineData())));
        }
    }

    private int width(String head, Function<ConnectionsSnapshot.One, String> column) {
        int widest = answer.connections().stream().mapToInt(one -> column.apply(one).length()).max().orElse(0);
        return Math.max(Math.max(ADDRESS, head.length()), widest);
    }

    /// Minutes and seconds, as ipvsadm has it.
    private static String time(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void groups(CountBy countBy) {
        int width = answer.groups().stream().mapToInt(group -> group.of().length()).max().orElse(0);
        String head = switch (countBy) {
            case CLIENT -> "client";
            case RS -> "real server";
            case STATE -> "state";
        };
        int column = Math.max(width, head.length());
        page.unbroken(Page.pad(head, column) + " connections");
        answer.groups().forEach(group -> page.unbroken(
                Page.pad(group.of(), column) + " " + String.format(Locale.ROOT, "%11d", group.connections())));
    }

    /// What there is beyond the lines.
    private void rest(boolean counted) {
        List<String> sentences = new ArrayList<>(answer.notes());
        int shown = counted ? answer.groups().size() : answer.connections().size();
        long all = counted ? answer.groupCount() : answer.matched();
        if (shown < all) {
            sentences.add(shown + " of " + all + " are shown; --limit N shows more");
        }
        if (!answer.complete()) {
            sentences.add("the list is longer: reading ended after " + answer.took().toSeconds() + " s and "
                    + answer.read() + " connections");
        }
        if (answer.ungrouped() > 0) {
            sentences.add(answer.ungrouped() + " connections of others are not told apart");
        }
        if (answer.malformed() > 0) {
            sentences.add(answer.malformed() + " lines of the kernel's list are of a form that lvsd does not know");
        }
        sentences.forEach(sentence -> page.line(2, sentence));
    }
}
