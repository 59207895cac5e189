package dev.lvsd.config.tree;

import dev.lvsd.config.keyword.Arguments;
import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.keyword.Suggestion;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the native syntax: keepalived's keywords as the keys of YAML mappings. How a keyword is written
/// follows from its row of the table, see [Arguments].
public final class YamlReader {
    private final SourceText source;
    private final ProblemCollector problems;

    private YamlReader(SourceText source, ProblemCollector problems) {
        this.source = source;
        this.problems = problems;
    }

    /// Reads a file.
    ///
    /// @return the statements at the top of the file; empty where the text is no YAML
    public static List<Node> read(SourceText source, ProblemCollector problems) {
        YamlNode root = YamlDocument.parse(source, problems);
        return root == null ? List.of() : new YamlReader(source, problems).body(Place.ROOT, List.of(), root);
    }

    /// The statements of a block.
    ///
    /// @param arguments keys that are not keywords but the block's arguments
    private List<Node> body(Place place, List<String> arguments, YamlNode node) {
        List<Node> body = new ArrayList<>();
        for (YamlNode.Entry entry : mapping(place.title(), node)) {
            String name = entry.key().text();
            Keyword keyword = Keywords.find(place, name);
            if (keyword != null) {
                statement(entry.key(), keyword, entry.value(), body);
            } else if (!arguments.contains(name)) {
                String argument = Suggestion.nearest(name, arguments);
                problems.mistake(entry.key().position(), Suggestion.complaint(place, name),
                        argument == null ? Suggestion.forKeyword(place, name) : "did you mean \"" + argument + "\"?");
            }
        }
        return body;
    }

    private List<YamlNode.Entry> mapping(String what, YamlNode node) {
        return switch (node) {
            case YamlNode.Mapping(_, List<YamlNode.Entry> entries) -> entries;
            case YamlNode.Scalar(_, String text) when text.isEmpty() -> List.of();
            case YamlNode.Scalar _, YamlNode.Sequence _ -> {
                problems.mistake(node.position(), what + " is a mapping from keywords to values", null);
                yield List.of();
            }
        };
    }

    private void statement(Word name, Keyword keyword, YamlNode value, List<Node> to) {
        switch (keyword.shape()) {
            case Shape.Block(Place inside, Arguments arguments) -> {
                switch (arguments) {
                    case NONE -> items(value).forEach(item ->
                            to.add(new Node.Statement(name, keyword, List.of(), body(inside, List.of(), item))));
                    case NAME -> mapping(keyword.name(), value).forEach(entry ->
                            to.add(named(keyword, entry, body(inside, List.of(), entry.value()))));
                    case ENDPOINT, SERVICE ->
                        items(value).forEach(item -> positional(keyword, inside, arguments, item, to));
                }
            }
            case Shape.Lines(Arguments arguments) -> {
                if (arguments == Arguments.NAME) {
                    mapping(keyword.name(), value).forEach(entry ->
                            to.add(named(keyword, entry, lines(keyword, entry.value()))));
                } else {
                    to.add(new Node.Statement(name, keyword, List.of(), lines(keyword, value)));
                }
            }
            case Shape.Pairs _ -> to.add(new Node.Statement(name, keyword, List.of(), pairs(keyword, value)));
            case Shape.Flag _ -> flag(name, keyword, value, to);
            case Shape.Words _, Shape.Secrets _ ->
                to.add(new Node.Statement(name, keyword, words(keyword, value), List.of()));
            case Shape.Switch _, Shape.Whole _, Shape.Seconds _, Shape.Choice _, Shape.Address _, Shape.Word _,
                    Shape.Secret _ -> {
                List<Word> words = word(keyword, value);
                if (value instanceof YamlNode.Scalar) {
                    to.add(new Node.Statement(name, keyword, words, List.of()));
                }
            }
        }
    }

    /// A block with a name stands where its name does, not where the mapping of all such blocks does.
    private static Node named(Keyword keyword, YamlNode.Entry entry, List<Node> body) {
        Word name = new Word(entry.key().position(), keyword.name());
        return new Node.Statement(name, keyword, List.of(entry.key()), body);
    }

    private static List<YamlNode> items(YamlNode value) {
        return value instanceof YamlNode.Sequence(_, List<YamlNode> items) ? items : List.of(value);
    }

    private void positional(
            Keyword keyword, Place inside, Arguments arguments, YamlNode item, List<Node> to) {
        List<Word> words = new ArrayList<>();
        for (YamlNode.Entry entry : item instanceof YamlNode.Mapping(_, List<YamlNode.Entry> all) ? all
                : List.<YamlNode.Entry>of()) {
            String key = entry.key().text();
            if (!arguments.keys().contains(key)) {
                continue;
            }
            List<Word> value = word(keyword, entry.value());
            switch (key) {
                case "address" -> words.addAll(0, value);
                case "port" -> words.addAll(value);
                case String _ -> {
                    words.add(entry.key());
                    words.addAll(value);
                }
            }
        }
        Position position = item.position();
        List<Node> body = body(inside, arguments.keys(), item);
        if (isComplete(keyword, arguments, item, position)) {
            to.add(new Node.Statement(new Word(position, keyword.name()), keyword, words, body));
        }
    }

    /// Whether exactly one of address, fwmark and group is said, and port only with an address.
    private boolean isComplete(Keyword keyword, Arguments arguments, YamlNode item, Position position) {
        List<String> said = new ArrayList<>();
        if (item instanceof YamlNode.Mapping(_, List<YamlNode.Entry> entries)) {
            entries.stream().map(entry -> entry.key().text()).filter(arguments.keys()::contains).forEach(said::add);
        }
        boolean port = said.remove("port");
        if (said.size() == 1 && (!port || said.contains("address"))) {
            return true;
        }
        problems.error(position, keyword.name() + (arguments == Arguments.ENDPOINT ? " needs an address"
                : " needs either an address, perhaps with a port, or fwmark, or group"), null);
        return false;
    }

    private void flag(Word name, Keyword keyword, YamlNode value, List<Node> to) {
        String text = value instanceof YamlNode.Scalar(_, String scalar) ? scalar : "a block";
        switch (text) {
            case "true", "on", "yes", "" -> to.add(new Node.Statement(name, keyword, List.of(), List.of()));
            case "false", "off", "no" -> {}
            case String _ -> problems.mistake(value.position(), keyword.name() + " is true or false", null);
        }
    }

    private List<Node> lines(Keyword keyword, YamlNode value) {
        List<Node> lines = new ArrayList<>();
        for (YamlNode item : items(value)) {
            List<Word> words = words(keyword, item);
            if (!words.isEmpty()) {
                lines.add(new Node.Line(words));
            }
        }
        return lines;
    }

    private List<Node> pairs(Keyword keyword, YamlNode value) {
        List<Node> pairs = new ArrayList<>();
        for (YamlNode.Entry entry : mapping(keyword.name(), value)) {
            List<Word> words = new ArrayList<>(List.of(entry.key()));
            words.addAll(words(keyword, entry.value()));
            pairs.add(new Node.Line(words));
        }
        return pairs;
    }

    private List<Word> word(Keyword keyword, YamlNode value) {
        return switch (value) {
            case YamlNode.Scalar(_, String text) when text.isEmpty() -> List.of();
            case YamlNode.Scalar(Position position, String text) -> List.of(new Word(position, text));
            case YamlNode.Sequence _, YamlNode.Mapping _ -> {
                problems.mistake(value.position(), keyword.name() + " is " + keyword.shape().expectation(), null);
                yield List.of();
            }
        };
    }

    /// The words of a scalar, or of the scalars of a sequence.
    private List<Word> words(Keyword keyword, YamlNode value) {
        List<Word> words = new ArrayList<>();
        for (YamlNode item : items(value)) {
            for (Word word : word(keyword, item)) {
                split(word, words);
            }
        }
        return words;
    }

    private void split(Word scalar, List<Word> to) {
        Position start = scalar.position();
        String line = source.line(start.line());
        boolean quoted = start.column() <= line.length() && "\"'".indexOf(line.charAt(start.column() - 1)) >= 0;
        String text = scalar.text();
        int from = 0;
        for (String part : Arrays.asList(text.strip().split("\\s+"))) {
            int at = text.indexOf(part, from);
            to.add(new Word(start.plus(at + (quoted ? 1 : 0)), part));
            from = at + part.length();
        }
    }
}
