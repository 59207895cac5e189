package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.SourceText;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Lays out values as YAML: in blocks, and what is small and holds no list of blocks in one line.
final class YamlLayout {
    /// The place of what stands nowhere.
    static final Position NOWHERE = Position.ofFile(new SourceText("", ""));

    private static final int WIDTH = 100;
    /// Values in one line, at most.
    private static final int MOST = 9;
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9/_][A-Za-z0-9/_.:%+@=-]*( [A-Za-z0-9/_.%+@=-][A-Za-z0-9/_.:%+@=-]*)*");
    private static final Pattern OTHER_MEANING = Pattern.compile("(?i)null|.*:|.*: .*");

    private final StringBuilder text = new StringBuilder();
    private final TreeMap<YamlText.Place, Position> sources = new TreeMap<>();
    private int line = 1;
    private int lineStart;

    private YamlLayout() {}

    static YamlText of(YamlNode.Mapping root) {
        YamlLayout layout = new YamlLayout();
        for (YamlNode.Entry entry : root.entries()) {
            layout.entry(entry, 0);
        }
        return new YamlText(layout.text.toString(), layout.sources);
    }

    private void entry(YamlNode.Entry entry, int indent) {
        note(entry.key().position());
        text.append(scalar(entry.key().text())).append(':');
        switch (entry.value()) {
            case YamlNode.Scalar(Position position, String value) -> {
                text.append(value.isEmpty() ? "" : " ");
                note(position);
                text.append(value.isEmpty() ? "" : scalar(value));
                newLine();
            }
            case YamlNode.Mapping mapping when isFlow(mapping, indent, entry) -> {
                text.append(' ');
                flow(mapping);
                newLine();
            }
            case YamlNode.Sequence sequence when isFlow(sequence, indent, entry) -> {
                text.append(' ');
                flow(sequence);
                newLine();
            }
            case YamlNode.Mapping(_, List<YamlNode.Entry> entries) -> {
                newLine();
                entries.forEach(inner -> {
                    text.append(" ".repeat(indent + 2));
                    entry(inner, indent + 2);
                });
            }
            case YamlNode.Sequence(_, List<YamlNode> items) -> {
                newLine();
                items.forEach(item -> item(item, indent + 2));
            }
        }
    }

    private void item(YamlNode item, int indent) {
        text.append(" ".repeat(indent)).append("- ");
        if (item instanceof YamlNode.Mapping(Position position, List<YamlNode.Entry> entries)
                && !isFlow(item, indent + 2)) {
            note(position);
            boolean first = true;
            for (YamlNode.Entry inner : entries) {
                text.append(first ? "" : " ".repeat(indent + 2));
                first = false;
                entry(inner, indent + 2);
            }
        } else {
            flow(item);
            newLine();
        }
    }

    /// Whether a value stands in one line.
    private static boolean isFlow(YamlNode node, int column) {
        return size(node) <= MOST && column + width(node) <= WIDTH;
    }

    /// Whether it does so at the top of the file, where only what holds no block may.
    private static boolean isFlow(YamlNode node, int indent, YamlNode.Entry entry) {
        boolean flat = !(node instanceof YamlNode.Mapping(_, List<YamlNode.Entry> entries))
                || entries.stream().allMatch(inner -> inner.value() instanceof YamlNode.Scalar);
        return (indent > 0 || flat) && isFlow(node, indent + entry.key().text().length() + 2);
    }

    /// Scalars in a value; too many where a list of blocks is in it.
    private static int size(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar _ -> 1;
            case YamlNode.Sequence(_, List<YamlNode> items) ->
                items.stream().mapToInt(item -> item instanceof YamlNode.Scalar ? 1 : MOST + 1).sum();
            case YamlNode.Mapping(_, List<YamlNode.Entry> entries) ->
                entries.stream().mapToInt(entry -> Math.min(MOST + 1, size(entry.value()))).sum();
        };
    }

    private static int width(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar(_, String value) -> scalar(value).length();
            case YamlNode.Sequence(_, List<YamlNode> items) ->
                2 + items.stream().mapToInt(item -> width(item) + 2).sum();
            case YamlNode.Mapping(_, List<YamlNode.Entry> entries) ->
                2 + entries.stream().mapToInt(e -> scalar(e.key().text()).length() + 4 + width(e.value())).sum();
        };
    }

    private void flow(YamlNode node) {
        note(node.position());
        switch (node) {
            case YamlNode.Scalar(_, String value) -> text.append(scalar(value));
            case YamlNode.Sequence(_, List<YamlNode> items) -> {
                String comma = "[";
                for (YamlNode item : items) {
                    text.append(comma);
                    flow(item);
                    comma = ", ";
                }
                text.append(items.isEmpty() ? "[]" : "]");
            }
            case YamlNode.Mapping(_, List<YamlNode.Entry> entries) -> {
                String comma = "{";
                for (YamlNode.Entry entry : entries) {
                    text.append(comma);
                    note(entry.key().position());
                    text.append(scalar(entry.key().text())).append(": ");
                    flow(entry.value());
                    comma = ", ";
                }
                text.append(entries.isEmpty() ? "{}" : "}");
            }
        }
    }

    private void note(Position source) {
        sources.put(new YamlText.Place(line, text.length() - lineStart + 1), source);
    }

    private void newLine() {
        text.append('\n');
        line++;
        lineStart = text.length();
    }

    private static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !OTHER_MEANING.matcher(value).matches()) {
            return value;
        }
        return value.chars().mapToObj(YamlLayout::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        return c >= ' ' && c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c);
    }
}
