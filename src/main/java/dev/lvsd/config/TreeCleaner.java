package dev.lvsd.config;

import dev.lvsd.config.keyword.Arguments;
import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes out of a tree what does not count: words that are too many, values that are skipped, and what another
/// statement replaces. Numbers and times are left as they are read, so that either syntax reads them so.
final class TreeCleaner {
    private static final Pattern NUMBER = Pattern.compile("(\\d+)\\D.*", Pattern.DOTALL);

    private final Values values;

    /// @param syntax in which the tree was written
    TreeCleaner(Syntax syntax) {
        this.values = new Values(syntax, new ProblemCollector(Severity.WARNING));
    }

    /// The statements and lines that count.
    List<Node> cleaned(List<Node> body) {
        Map<Keyword, Node.Statement> last = new HashMap<>();
        for (Node node : body) {
            if (node instanceof Node.Statement statement) {
                last.put(statement.keyword(), statement);
            }
        }
        List<Node> cleaned = new ArrayList<>();
        for (Node node : body) {
            Node kept = switch (node) {
                case Node.Line line -> line;
                case Node.Statement statement when hasOneValue(statement.keyword())
                        && !statement.equals(last.get(statement.keyword())) -> null;
                case Node.Statement statement -> cleaned(statement);
            };
            if (kept != null) {
                cleaned.add(kept);
            }
        }
        return cleaned;
    }

    private static boolean hasOneValue(Keyword keyword) {
        return switch (keyword.shape()) {
            case Shape.Block _, Shape.Lines _, Shape.Pairs _, Shape.Words _, Shape.Secrets _ -> false;
            case Shape.Flag _, Shape.Switch _, Shape.Whole _, Shape.Seconds _, Shape.Choice _, Shape.Address _,
                    Shape.Word _, Shape.Secret _ -> true;
        };
    }

    /// The statement as it counts, null where it does not.
    private Node.@Nullable Statement cleaned(Node.Statement statement) {
        Keyword keyword = statement.keyword();
        Word word = statement.words().isEmpty() ? null : statement.words().getFirst();
        return switch (keyword.shape()) {
            case Shape.Block(Place inside, Arguments arguments) -> new Node.Statement(
                    statement.name(), keyword, arguments(arguments, statement.words()),
                    ServerCleaner.cleaned(inside, statement, cleaned(statement.body())));
            case Shape.Lines _, Shape.Pairs _, Shape.Words _, Shape.Secrets _ -> statement;
            case Shape.Flag _ -> with(statement, null);
            case Shape.Switch _ when word == null -> statement;
            case Shape.Switch _ -> values.onOff(keyword, word) == null ? null : with(statement, word);
            case Shape.Whole whole when word != null -> {
                Long number = values.whole(keyword, whole, word);
                yield number == null ? null : with(statement, new Word(word.position(), number.toString()));
            }
            case Shape.Seconds seconds when word != null -> {
                Duration time = values.seconds(keyword, seconds, word);
                yield time == null ? null : with(statement, new Word(word.position(), text(time)));
            }
            case Shape.Choice choice when word != null ->
                values.choice(keyword, choice, word) == null ? null : with(statement, word);
            case Shape.Address _ when word != null ->
                values.address(keyword.name(), word) == null ? null : with(statement, word);
            case Shape.Whole _, Shape.Seconds _, Shape.Choice _, Shape.Address _, Shape.Word _, Shape.Secret _ ->
                with(statement, word);
        };
    }

    private static Node.Statement with(Node.Statement statement, @Nullable Word word) {
        return new Node.Statement(
                statement.name(), statement.keyword(), word == null ? List.of() : List.of(word), List.of());
    }

    private static List<Word> arguments(Arguments expected, List<Word> words) {
        return switch (expected) {
            case NONE -> List.of();
            case NAME -> words.subList(0, Math.min(1, words.size()));
            case ENDPOINT, SERVICE -> {
                List<Word> arguments = new ArrayList<>(words.subList(0, Math.min(2, words.size())));
                Matcher number = NUMBER.matcher(arguments.size() < 2 ? "" : arguments.get(1).text());
                if (number.matches()) {
                    arguments.set(1, new Word(arguments.get(1).position(), number.group(1)));
                }
                yield arguments;
            }
        };
    }

    private static String text(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), 9));
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }
}
