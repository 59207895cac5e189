package dev.lvsd.config.tree;

import dev.lvsd.config.keyword.Arguments;
import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes a tree in the native syntax, the inverse of [YamlReader]: statements of one keyword come together where the
/// first of them stands. Of a keyword that has one value the last statement counts, of a name the first block.
public final class YamlWriter {
    /// Keywords whose statements add up, though each has words alone.
    private static final Set<String> ADDING_UP = Set.of("status_code", "interface", "key");

    private YamlWriter() {}

    /// The text of a tree, with the places in the source of what it is made of.
    public static YamlText write(List<Node> root) {
        return YamlLayout.of(mapping(root));
    }

    private static YamlNode.Mapping mapping(List<Node> body) {
        Position position = body.isEmpty() ? YamlLayout.NOWHERE : body.getFirst().position();
        return new YamlNode.Mapping(position, entries(body));
    }

    private static List<YamlNode.Entry> entries(List<Node> body) {
        Map<Keyword, List<Node.Statement>> groups = new LinkedHashMap<>();
        for (Node node : body) {
            if (node instanceof Node.Statement statement) {
                groups.computeIfAbsent(statement.keyword(), _ -> new ArrayList<>()).add(statement);
            }
        }
        List<YamlNode.Entry> entries = new ArrayList<>();
        groups.forEach((keyword, statements) -> entries.add(new YamlNode.Entry(
                new Word(statements.getLast().position(), keyword.name()), value(keyword, statements))));
        return entries;
    }

    private static YamlNode value(Keyword keyword, List<Node.Statement> statements) {
        Node.Statement last = statements.getLast();
        return switch (keyword.shape()) {
            case Shape.Block(_, Arguments arguments) -> switch (arguments) {
                case NONE -> blocks(statements);
                case NAME -> named(statements, statement -> mapping(statement.body()));
                case ENDPOINT, SERVICE -> new YamlNode.Sequence(
                        last.position(), statements.stream().map(YamlWriter::positional).toList());
            };
            case Shape.Lines(Arguments arguments) -> arguments == Arguments.NAME
                    ? named(statements, statement -> lines(List.of(statement)))
                    : lines(statements);
            case Shape.Pairs _ -> new YamlNode.Mapping(last.position(), pairs(statements));
            case Shape.Flag _ -> new YamlNode.Scalar(last.position(), "true");
            case Shape.Switch _ -> scalar(last, last.words().isEmpty() ? "on" : last.words().getFirst().text());
            case Shape.Words _, Shape.Secrets _ -> ADDING_UP.contains(keyword.name()) && statements.size() > 1
                    ? new YamlNode.Sequence(last.position(), statements.stream()
                            .map(statement -> scalar(statement, joined(statement.words())))
                            .toList())
                    : scalar(last, joined(last.words()));
            case Shape.Whole _, Shape.Seconds _, Shape.Choice _, Shape.Address _, Shape.Word _, Shape.Secret _ ->
                scalar(last, last.words().isEmpty() ? "" : last.words().getFirst().text());
        };
    }

    /// The name of each line and what stands behind it.
    private static List<YamlNode.Entry> pairs(List<Node.Statement> statements) {
        List<YamlNode.Entry> pairs = new ArrayList<>();
        for (Node.Statement statement : statements) {
            for (Node node : statement.body()) {
                if (node instanceof Node.Line(var words)) {
                    pairs.add(new YamlNode.Entry(words.getFirst(),
                            scalar(statement, joined(words.subList(1, words.size())))));
                }
            }
        }
        return pairs;
    }

    private static YamlNode scalar(Node.Statement statement, String text) {
        return new YamlNode.Scalar(statement.position(), text);
    }

    private static YamlNode blocks(List<Node.Statement> statements) {
        List<YamlNode> blocks = new ArrayList<>();
        statements.forEach(statement ->
                blocks.add(new YamlNode.Mapping(statement.position(), entries(statement.body()))));
        return blocks.size() == 1 ? blocks.getFirst()
                : new YamlNode.Sequence(statements.getLast().position(), blocks);
    }

    private interface Content {
        YamlNode of(Node.Statement statement);
    }

    private static YamlNode named(List<Node.Statement> statements, Content content) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (Node.Statement statement : statements) {
            String name = statement.words().isEmpty() ? "" : statement.words().getFirst().text();
            entries.putIfAbsent(
                    name, new YamlNode.Entry(new Word(statement.position(), name), content.of(statement)));
        }
        return new YamlNode.Mapping(statements.getFirst().position(), List.copyOf(entries.values()));
    }

    private static YamlNode positional(Node.Statement statement) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        List<Word> words = statement.words();
        String first = words.isEmpty() ? "" : words.getFirst().text();
        boolean marked = first.equals("fwmark") || first.equals("group");
        if (!words.isEmpty() && !marked) {
            entries.add(entry(statement, "address", first));
        }
        if (words.size() > 1) {
            entries.add(entry(statement, marked ? first : "port", words.get(1).text()));
        }
        entries.addAll(entries(statement.body()));
        return new YamlNode.Mapping(statement.position(), entries);
    }

    private static YamlNode.Entry entry(Node.Statement statement, String key, String value) {
        return new YamlNode.Entry(new Word(statement.position(), key), scalar(statement, value));
    }

    private static YamlNode lines(List<Node.Statement> statements) {
        List<YamlNode> lines = new ArrayList<>();
        for (Node.Statement statement : statements) {
            for (Node node : statement.body()) {
                if (node instanceof Node.Line(List<Word> words)) {
                    lines.add(new YamlNode.Scalar(node.position(), joined(words)));
                }
            }
        }
        return new YamlNode.Sequence(statements.getLast().position(), lines);
    }

    private static String joined(List<Word> words) {
        return words.stream().map(Word::text).collect(Collectors.joining(" "));
    }
}
