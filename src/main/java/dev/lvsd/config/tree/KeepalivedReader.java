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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the syntax of keepalived.conf (its manual page keepalived.conf(5)). An unknown keyword is skipped
/// with its whole block; keepalived reads what is in that block as if it stood around it.
public final class KeepalivedReader {
    /// Most words: 100,000 real servers take a third of them.
    private static final int MOST_WORDS = 3_000_000;

    private final ConfLines lines;
    private final ProblemCollector problems;
    private final Deque<Frame> frames = new ArrayDeque<>();
    /// What waits for its opening brace.
    private @Nullable Frame pending;
    private int wordCount;

    /// A block that is open, or about to be.
    private sealed interface Frame {
        /// A block of keywords.
        record Keywords(Node.@Nullable Statement owner, Place place, List<Node> body) implements Frame {}

        /// A block of lines.
        record Lines(Node.Statement owner) implements Frame {}

        /// A block that nobody reads.
        record Skipped(Position opened) implements Frame {}
    }

    private KeepalivedReader(ConfLines lines, ProblemCollector problems) {
        this.lines = lines;
        this.problems = problems;
    }

    /// Reads a file and what it includes.
    ///
    /// @param source the file
    /// @param configId what `@id` is compared with: the first label of the host's name
    /// @param includes where included files come from
    /// @param problems gets what is wrong
    /// @return the statements at the top of the file
    public static List<Node> read(SourceText source, String configId, Includes includes, ProblemCollector problems) {
        return new KeepalivedReader(new ConfLines(source, configId, includes, problems), problems).read();
    }

    private List<Node> read() {
        List<Node> root = new ArrayList<>();
        frames.push(new Frame.Keywords(null, Place.ROOT, root));
        List<Token> tokens = lines.next();
        while (tokens != null && !problems.isFull()) {
            wordCount += tokens.size();
            if (wordCount > MOST_WORDS) {
                problems.error(tokens.getFirst().position(), "more than " + MOST_WORDS + " words are too many", null);
                return root;
            }
            line(tokens);
            tokens = lines.next();
        }
        if (pending != null && !(pending instanceof Frame.Skipped)) {
            problems.mistake(opened(pending), "the block " + describe(pending) + " has no \"{\"", null);
        }
        while (frames.size() > 1) {
            Frame frame = frames.pop();
            problems.error(opened(frame), "the block " + describe(frame) + " is never closed",
                    "a \"}\" is missing");
        }
        return root;
    }

    private void line(List<Token> tokens) {
        int next = 0;
        while (next < tokens.size()) {
            switch (tokens.get(next)) {
                case Token.Open(Position position) -> {
                    open(position);
                    next++;
                }
                case Token.Close(Position position) -> {
                    close(position);
                    next++;
                }
                case Token.Text _ -> {
                    List<Word> words = words(tokens, next);
                    next += words.size();
                    words(words);
                }
            }
        }
    }

    private static List<Word> words(List<Token> tokens, int from) {
        List<Word> words = new ArrayList<>(tokens.size() - from);
        for (int i = from; i < tokens.size() && tokens.get(i) instanceof Token.Text(Word word); i++) {
            words.add(word);
        }
        return words;
    }

    private void open(Position position) {
        if (pending != null) {
            frames.push(pending);
            pending = null;
            return;
        }
        if (!(frames.getFirst() instanceof Frame.Skipped)) {
            problems.mistake(position, "no block can begin here", "it is skipped as a whole", null);
        }
        frames.push(new Frame.Skipped(position));
    }

    private void close(Position position) {
        if (pending != null && !(pending instanceof Frame.Skipped)) {
            problems.mistake(
                    opened(pending), "the block " + describe(pending) + " has no \"{\"", "it is taken as empty", null);
        }
        pending = null;
        if (frames.size() == 1) {
            problems.mistake(position, "\"}\" closes nothing", "it is skipped", null);
        } else {
            frames.pop();
        }
    }

    private void words(List<Word> words) {
        beginPendingWithoutBrace();
        switch (frames.getFirst()) {
            case Frame.Skipped _ -> {}
            case Frame.Lines(Node.Statement owner) -> owner.body().add(new Node.Line(words));
            case Frame.Keywords(_, Place place, List<Node> body) -> statement(place, body, words);
        }
    }

    private void beginPendingWithoutBrace() {
        if (pending != null && !(pending instanceof Frame.Skipped)) {
            problems.mistake(opened(pending), "the block " + describe(pending)
                    + " has no \"{\"", "it is read as if there were one", null);
            frames.push(pending);
        }
        pending = null;
    }

    private void statement(Place place, List<Node> body, List<Word> words) {
        Word name = words.getFirst();
        Keyword keyword = Keywords.find(place, name.text());
        if (keyword == null) {
            problems.mistake(name.position(), Suggestion.complaint(place, name.text()), "it is skipped",
                    Suggestion.forKeyword(place, name.text()));
            pending = new Frame.Skipped(name.position());
            return;
        }
        List<Word> arguments = words.subList(1, words.size());
        Node.Statement statement =
                new Node.Statement(name, keyword, arguments, keyword.isBlock() ? new ArrayList<>() : List.of());
        switch (keyword.shape()) {
            case Shape.Block(Place inside, Arguments expected) -> {
                pending = new Frame.Keywords(statement, inside, statement.body());
                begin(statement, expected, body);
            }
            case Shape.Lines(Arguments expected) -> {
                pending = new Frame.Lines(statement);
                begin(statement, expected, body);
            }
            case Shape.Pairs _ -> {
                pending = new Frame.Lines(statement);
                begin(statement, Arguments.NONE, body);
            }
            case Shape.Flag _, Shape.Switch _, Shape.Whole _, Shape.Seconds _, Shape.Choice _, Shape.Address _,
                    Shape.Word _, Shape.Secret _, Shape.Words _, Shape.Secrets _ -> body.add(statement);
        }
    }

    private void begin(Node.Statement statement, Arguments expected, List<Node> body) {
        body.add(statement);
        int most = switch (expected) {
            case NONE -> 0;
            case NAME -> 1;
            case ENDPOINT, SERVICE -> 2;
        };
        if (statement.words().isEmpty() && most > 0) {
            problems.error(statement.position(), statement.name().text() + " needs "
                    + (expected == Arguments.NAME ? "a name" : "an address"), null);
        } else if (statement.words().size() > most) {
            problems.mistake(statement.words().get(most).position(), "\"" + statement.words().get(most).text()
                    + "\" is too much here", "it is ignored", null);
        }
    }

    private static Position opened(Frame frame) {
        return switch (frame) {
            case Frame.Keywords(Node.@Nullable Statement owner, _, List<Node> body) ->
                owner == null ? body.getFirst().position() : owner.position();
            case Frame.Lines(Node.Statement owner) -> owner.position();
            case Frame.Skipped(Position position) -> position;
        };
    }

    private static String describe(Frame frame) {
        return switch (frame) {
            case Frame.Keywords(Node.@Nullable Statement owner, Place place, _) ->
                owner == null ? place.title() : title(owner);
            case Frame.Lines(Node.Statement owner) -> title(owner);
            case Frame.Skipped _ -> "that begins here";
        };
    }

    private static String title(Node.Statement owner) {
        StringBuilder title = new StringBuilder(owner.name().text());
        owner.words().forEach(word -> title.append(' ').append(word.text()));
        return title.toString();
    }
}
