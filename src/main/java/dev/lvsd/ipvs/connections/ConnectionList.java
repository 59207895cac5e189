package dev.lvsd.ipvs.connections;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the list line by line, and keeps no more of it than is asked for. Of one thread.
public final class ConnectionList {
    /// Different things that are counted at most; connections of others count together.
    static final int MOST_GROUPS = 50_000;

    private final ConnectionFilter filter;
    private final int limit;
    private final @Nullable CountBy countBy;
    private final ConnectionLine line = new ConnectionLine();
    private final List<Connection> shown = new ArrayList<>();
    private final Map<String, long[]> groups = new HashMap<>();
    private long lines;
    private long matched;
    private long malformed;
    private long ungrouped;

    /// @param limit connections, or groups of them, that are kept
    /// @param countBy counts them by that, and keeps none; null for keeping the first
    public ConnectionList(ConnectionFilter filter, int limit, @Nullable CountBy countBy) {
        this.filter = filter;
        this.limit = limit;
        this.countBy = countBy;
    }

    /// Connections that have something in common.
    ///
    /// @param of what
    /// @param connections how many
    public record Group(String of, long connections) {}

    /// Takes a line. The heading is none, and what is not of the form is counted.
    public void take(byte[] text, int from, int to) {
        if (from == to || (text[from] == 'P' && to - from > 3 && text[from + 1] == 'r' && text[from + 2] == 'o')) {
            return;
        }
        lines++;
        if (!line.read(text, from, to)) {
            malformed++;
        } else if (filter.matches(line)) {
            matched++;
            keep();
        }
    }

    private void keep() {
        if (countBy == null) {
            if (shown.size() < limit) {
                shown.add(line.connection());
            }
            return;
        }
        String of = countBy.of(line);
        long[] count = groups.get(of);
        if (count != null) {
            count[0]++;
        } else if (groups.size() < MOST_GROUPS) {
            groups.put(of, new long[] {1});
        } else {
            ungrouped++;
        }
    }

    /// Whether nothing more is kept, and the rest is only counted.
    public boolean isFull() {
        return countBy == null && shown.size() >= limit;
    }

    /// The first connections that are asked for, in the kernel's order; none where they are counted by something.
    public List<Connection> shown() {
        return List.copyOf(shown);
    }

    /// The greatest groups, the greatest first; of equals in the order of their text.
    public List<Group> groups() {
        return groups.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()[0]))
                .sorted((a, b) -> a.connections != b.connections
                        ? Long.compare(b.connections, a.connections)
                        : a.of.compareTo(b.of))
                .limit(limit)
                .toList();
    }

    /// How many groups there are.
    public int groupCount() {
        return groups.size();
    }

    /// Connections read.
    public long lines() {
        return lines;
    }

    /// Those of them that are asked for.
    public long matched() {
        return matched;
    }

    /// Lines that are not of the form.
    public long malformed() {
        return malformed;
    }

    /// Connections of more groups than are counted.
    public long ungrouped() {
        return ungrouped;
    }
}
