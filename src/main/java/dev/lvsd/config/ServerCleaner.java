package dev.lvsd.config;

import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes out in the body of a `virtual_server` or `real_server` what keepalived makes of it where keywords do not fit
/// each other: what does not count is left out, what is taken instead is said.
final class ServerCleaner {
    private final Place place;
    private final Node.Statement block;
    private final List<Node> body;

    /// @param body its statements, each good by itself; changed
    private ServerCleaner(Place place, Node.Statement block, List<Node> body) {
        this.place = place;
        this.block = block;
        this.body = body;
    }

    /// The body of a block as it counts.
    ///
    /// @param body its statements, each good by itself
    static List<Node> cleaned(Place place, Node.Statement block, List<Node> body) {
        ServerCleaner cleaner = new ServerCleaner(place, block, new ArrayList<>(body));
        if (place == Place.VIRTUAL_SERVER) {
            cleaner.virtualServer();
        } else if (place == Place.REAL_SERVER) {
            cleaner.realServer();
        }
        return cleaner.body;
    }

    private void virtualServer() {
        String first = block.words().isEmpty() ? "" : block.words().getFirst().text();
        boolean isMark = first.equals("fwmark");
        boolean isGroup = first.equals("group");
        if (!isMark && value("protocol") == null) {
            put("protocol", "UDP");
        }
        String scheduler = value("lb_algo");
        for (String owner : List.of("sh", "mh")) {
            if (!owner.equals(scheduler)) {
                remove(owner + "-fallback");
                remove(owner + "-port");
            }
        }
        if (!isMark && !isGroup) {
            if (!"UDP".equals(value("protocol"))) {
                remove("ops");
            }
            boolean everyPort = block.words().size() < 2 || block.words().get(1).text().equals("0");
            if (everyPort && statement("persistence_timeout") == null) {
                put("persistence_timeout", Keywords.of(place, "persistence_timeout").preset());
            }
        }
        if (statement("sorry_server") == null) {
            remove("sorry_server_inhibit");
            remove("sorry_server_lvs_method");
        }
        quorum();
    }

    private void quorum() {
        long preset = number("weight", 1);
        long all = 0;
        for (Node node : body) {
            if (node instanceof Node.Statement(_, var keyword, _, var inside) && keyword.name().equals("real_server")) {
                all += new ServerCleaner(Place.REAL_SERVER, block, inside).number("weight", preset);
            }
        }
        long quorum = Math.min(number("quorum", 1), Math.max(1, all));
        if (statement("quorum") != null) {
            put("quorum", Long.toString(quorum));
        }
        if (number("hysteresis", 0) >= quorum) {
            put("hysteresis", Long.toString(quorum - 1));
        }
    }

    private void realServer() {
        if (number("lthreshold", 0) > number("uthreshold", 0)) {
            remove("lthreshold");
        }
    }

    private Node.@Nullable Statement statement(String name) {
        for (Node node : body) {
            if (node instanceof Node.Statement statement && statement.keyword().name().equals(name)) {
                return statement;
            }
        }
        return null;
    }

    private @Nullable String value(String name) {
        Node.Statement statement = statement(name);
        return statement == null || statement.words().isEmpty() ? null : statement.words().getFirst().text();
    }

    private long number(String name, long otherwise) {
        String value = value(name);
        return value == null || !value.matches("\\d{1,18}") ? otherwise : Long.parseLong(value);
    }

    private void remove(String name) {
        body.removeIf(node -> node instanceof Node.Statement statement && statement.keyword().name().equals(name));
    }

    private void put(String name, String value) {
        Keyword keyword = Keywords.of(place, name);
        Node.Statement before = statement(name);
        Position position = before == null ? block.position() : before.position();
        Node.Statement after = new Node.Statement(
                new Word(position, name), keyword, List.of(new Word(position, value)), List.of());
        if (before == null) {
            body.addFirst(after);
        } else {
            body.set(body.indexOf(before), after);
        }
    }
}
