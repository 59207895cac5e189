package dev.lvsd.config;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.Problem;
import dev.lvsd.config.text.Problems;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.config.tree.KeepalivedWriter;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.YamlText;
import dev.lvsd.config.tree.YamlWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A configuration in another syntax. What it says is checked by reading it again; comments and definitions are lost,
/// what was included is written out.
///
/// @param text the new text, empty where there is none
/// @param problems what is wrong with the source
/// @param left what of the source the text does not have, beside what does not count there either
/// @param before the configuration of the source, null where it has errors
/// @param after the configuration of the text, null where there is none
public record Conversion(
        String text,
        Problems problems,
        List<Problem> left,
        @Nullable Configuration before,
        @Nullable Configuration after) {
    /// Attempts to make a text without errors: each leaves out what the one before had errors in.
    private static final int ATTEMPTS = 10;

    /// Copies the list.
    public Conversion {
        left = List.copyOf(left);
    }

    /// Whether the text says all that the source says.
    public boolean isComplete() {
        return before != null && before.equals(after) && left.isEmpty();
    }

    /// Converts what was read.
    ///
    /// @param from syntax of the source
    /// @param to syntax of the text
    /// @param hostName the default of `router_id`
    static Conversion of(ConfigurationFile.Parsed parsed, Syntax from, Syntax to, String hostName) {
        Loaded source = parsed.loaded();
        if (source.configuration() == null) {
            return new Conversion("", source.problems(), List.of(), null, null);
        }
        List<Node> cleaned = new TreeCleaner(from).cleaned(parsed.tree());
        return switch (to) {
            case KEEPALIVED -> {
                String text = KeepalivedWriter.write(cleaned);
                Loaded loaded = ConfigurationFile.read(new SourceText("converted.conf", text), to, hostName);
                yield new Conversion(text, source.problems(), loaded.problems().errors(), source.configuration(),
                        loaded.configuration());
            }
            case YAML -> toYaml(cleaned, source, hostName);
        };
    }

    private static Conversion toYaml(List<Node> tree, Loaded source, String hostName) {
        List<Problem> left = new ArrayList<>();
        List<Node> rest = tree;
        for (int attempt = 1; ; attempt++) {
            YamlText yaml = YamlWriter.write(rest);
            Loaded loaded =
                    ConfigurationFile.read(new SourceText("converted.yaml", yaml.text()), Syntax.YAML, hostName);
            if (!loaded.problems().hasErrors() || attempt == ATTEMPTS) {
                left.addAll(loaded.problems().errors());
                return new Conversion(
                        yaml.text(), source.problems(), left, source.configuration(), loaded.configuration());
            }
            Set<Position> wrong = new HashSet<>();
            for (Problem error : loaded.problems().errors()) {
                Position position = yaml.source(error.position());
                if (position != null && wrong.add(position) && !isKnown(source.problems(), position)) {
                    left.add(new Problem(position, error.severity(), "left out: " + error.message(), error.hint()));
                }
            }
            rest = without(rest, wrong);
        }
    }

    /// Whether the source was said to be wrong in that line.
    private static boolean isKnown(Problems problems, Position position) {
        return problems.all().stream().anyMatch(problem ->
                problem.position().source() == position.source() && problem.position().line() == position.line());
    }

    private static List<Node> without(List<Node> nodes, Set<Position> positions) {
        List<Node> kept = new ArrayList<>();
        for (Node node : nodes) {
            if (positions.contains(node.position())) {
                continue;
            }
            kept.add(switch (node) {
                case Node.Line line -> line;
                case Node.Statement(var name, var keyword, var words, var body) ->
                    new Node.Statement(name, keyword, words, without(body, positions));
            });
        }
        return kept;
    }
}
