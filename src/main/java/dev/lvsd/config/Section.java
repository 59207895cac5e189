package dev.lvsd.config;

import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.IpAddress;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of one block, by the names, ranges and defaults of the table. Of a keyword that is given twice
/// the last one counts, with a warning. Methods with `given` return null where the block does not say it, the
/// others the default of the table.
final class Section {
    private final Place place;
    private final Position position;
    private final List<Node> body;
    private final Values values;

    Section(Place place, Position position, List<Node> body, Values values) {
        this.place = place;
        this.position = position;
        this.body = body;
        this.values = values;
    }

    /// The section of a block.
    Section(Place place, Node.Statement block, Values values) {
        this(place, block.position(), block.body(), values);
    }

    Position position() {
        return position;
    }

    /// Where the value of a keyword stands; the block where it is not given.
    Position positionOf(String name) {
        List<Node.Statement> statements = all(name);
        if (statements.isEmpty()) {
            return position;
        }
        List<Word> words = statements.getLast().words();
        return words.isEmpty() ? statements.getLast().position() : words.getFirst().position();
    }

    /// Reads values of blocks within.
    Values values() {
        return values;
    }

    ProblemCollector problems() {
        return values.problems();
    }

    /// All statements of a keyword.
    List<Node.Statement> all(String name) {
        return all(Set.of(name));
    }

    /// All statements of several keywords, in the order of the text.
    List<Node.Statement> all(Set<String> names) {
        List<Node.Statement> found = new ArrayList<>();
        for (Node node : body) {
            if (node instanceof Node.Statement statement && names.contains(statement.keyword().name())) {
                found.add(statement);
            }
        }
        return found;
    }

    /// The statement of a keyword that counts.
    Node.@Nullable Statement statement(String name) {
        Node.@Nullable Statement last = null;
        for (Node node : body) {
            if (node instanceof Node.Statement statement && statement.keyword().name().equals(name)) {
                if (last != null) {
                    problems().mistake(statement.position(), name + " is given again",
                            "this one counts, not the one in line " + last.position().line(), null);
                }
                last = statement;
            }
        }
        return last;
    }

    /// The block of a keyword; empty where there is none.
    Section section(String name, Place inside) {
        Node.@Nullable Statement block = statement(name);
        return block == null ? new Section(inside, position, List.of(), values) : new Section(inside, block, values);
    }

    /// All lines of all blocks of a keyword.
    List<Node.Line> lines(String name) {
        List<Node.Line> lines = new ArrayList<>();
        for (Node.Statement block : all(name)) {
            for (Node node : block.body()) {
                if (node instanceof Node.Line line) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /// The value of a keyword as written; null where it is not given, or has no value, which is an error.
    @Nullable Word word(String name) {
        Node.@Nullable Statement statement = statement(name);
        if (statement == null) {
            return null;
        }
        if (statement.words().isEmpty()) {
            problems().error(statement.position(), statement.name().text() + " has no value",
                    "it needs " + statement.keyword().shape().expectation());
            return null;
        }
        refuseMoreThan(1, statement);
        return statement.words().getFirst();
    }

    /// Whether a keyword without a value is given.
    boolean flag(String name) {
        Node.@Nullable Statement statement = statement(name);
        if (statement != null && !statement.words().isEmpty()) {
            problems().mistake(statement.words().getFirst().position(), name + " takes no value", "\""
                    + statement.words().getFirst().text() + "\" does not count, and it is on", null);
        }
        return statement != null;
    }

    /// A switch, null where it is not given.
    @Nullable Boolean givenOnOff(String name) {
        Node.@Nullable Statement statement = statement(name);
        if (statement == null) {
            return null;
        }
        refuseMoreThan(1, statement);
        return statement.words().isEmpty() ? Boolean.TRUE
                : values.onOff(statement.keyword(), statement.words().getFirst());
    }

    /// A switch.
    boolean onOff(String name) {
        Boolean given = givenOnOff(name);
        return given == null ? Keywords.of(place, name).preset().equals("on") : given;
    }

    /// A whole number, null where it is not given.
    @Nullable Long givenWhole(String name) {
        Word word = word(name);
        Keyword keyword = Keywords.of(place, name);
        return word == null || !(keyword.shape() instanceof Shape.Whole shape) ? null
                : values.whole(keyword, shape, word);
    }

    /// A whole number that has a default.
    long whole(String name) {
        Long given = givenWhole(name);
        return given == null ? Long.parseLong(Keywords.of(place, name).preset()) : given;
    }

    /// A time, null where it is not given.
    @Nullable Duration givenSeconds(String name) {
        Word word = word(name);
        Keyword keyword = Keywords.of(place, name);
        return word == null || !(keyword.shape() instanceof Shape.Seconds shape) ? null
                : values.seconds(keyword, shape, word);
    }

    /// A time that has a default.
    Duration seconds(String name) {
        Duration given = givenSeconds(name);
        return given == null ? seconds(Keywords.of(place, name)) : given;
    }

    /// The default of a time.
    static Duration seconds(Keyword keyword) {
        return Duration.ofNanos(new BigDecimal(keyword.preset()).movePointRight(9).longValueExact());
    }

    /// One of several words, null where none is given.
    @Nullable String givenChoice(String name) {
        Word word = word(name);
        Keyword keyword = Keywords.of(place, name);
        return word == null || !(keyword.shape() instanceof Shape.Choice shape) ? null
                : values.choice(keyword, shape, word);
    }

    /// One of several words, of which one is the default.
    String choice(String name) {
        String given = givenChoice(name);
        return given == null ? Keywords.of(place, name).preset() : given;
    }

    /// An address, null where none is given.
    @Nullable IpAddress givenAddress(String name) {
        Word word = word(name);
        return word == null ? null : values.address(name, word);
    }

    /// A whole number that is one of several words of a statement, null where it is none.
    @Nullable Long whole(String what, Shape.Whole shape, Word word) {
        return values.whole(what, shape, word);
    }

    private void refuseMoreThan(int most, Node.Statement statement) {
        if (statement.words().size() > most) {
            Word word = statement.words().get(most);
            String what = statement.keyword().shape() instanceof Shape.Secret ? "this" : "\"" + word.text() + "\"";
            problems().mistake(word.position(), what + " is too much behind " + statement.name().text(),
                    "it is ignored", null);
        }
    }
}
