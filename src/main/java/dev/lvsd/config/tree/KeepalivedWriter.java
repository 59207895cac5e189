package dev.lvsd.config.tree;

import dev.lvsd.config.keyword.Shape;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a tree in the syntax of keepalived.conf, keywords by their first names.
public final class KeepalivedWriter {
    private static final Pattern PLAIN = Pattern.compile("[^\\s\"'#!{}$\\\\\\p{Cntrl}]+");

    private final StringBuilder text = new StringBuilder();

    private KeepalivedWriter() {}

    /// The text of a tree; what it says is what [KeepalivedReader] reads from it.
    public static String write(List<Node> root) {
        KeepalivedWriter writer = new KeepalivedWriter();
        for (Node node : root) {
            writer.text.append(writer.text.isEmpty() ? "" : "\n");
            writer.node(node, 0);
        }
        return writer.text.toString();
    }

    private void node(Node node, int depth) {
        String indent = "    ".repeat(depth);
        switch (node) {
            case Node.Line(List<Word> words) -> text.append(indent).append(words(words)).append('\n');
            case Node.Statement(_, var keyword, List<Word> words, List<Node> body) -> {
                boolean bare = words.isEmpty() || keyword.shape() instanceof Shape.Flag;
                text.append(indent).append(keyword.name()).append(bare ? "" : " " + words(words));
                if (keyword.isBlock()) {
                    text.append(" {\n");
                    body.forEach(inner -> node(inner, depth + 1));
                    text.append(indent).append('}');
                }
                text.append('\n');
            }
        }
    }

    private static String words(List<Word> words) {
        return words.stream().map(word -> quoted(word.text())).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
