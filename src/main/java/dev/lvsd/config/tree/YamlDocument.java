package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Parses one YAML 1.2 document by streaming. Anchors, aliases, tags, a key given twice and a second document
/// are errors; so is nesting deeper than [#DEEPEST], which no configuration needs.
final class YamlDocument {
    /// Levels of nesting.
    static final int DEEPEST = 32;
    /// Most values: 100,000 real servers take half of them.
    static final int MOST_VALUES = 2_000_000;

    /// The parser of YAML takes quadratic time for a long line.
    private static final int LONGEST_LINE = 1 << 16;

    private static final YAMLFactory FACTORY = factory();

    private final SourceText source;
    private final YAMLParser parser;
    private final ProblemCollector problems;
    private int values;

    /// Ends the parsing; the problem has been reported.
    private static final class Refused extends Exception {
        Refused() {
            super(null, null, false, false);
        }
    }

    private YamlDocument(SourceText source, YAMLParser parser, ProblemCollector problems) {
        this.source = source;
        this.parser = parser;
        this.problems = problems;
    }

    private static YAMLFactory factory() {
        return YAMLFactory.builder()
                .loadSettings(LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build())
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(2 * DEEPEST).build())
                .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /// The root of the document; null where there is none, or where it cannot be parsed, which has been
    /// reported.
    static @Nullable YamlNode parse(SourceText source, ProblemCollector problems) {
        if (hasLongLine(source, problems)) {
            return null;
        }
        try (YAMLParser parser = (YAMLParser) FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
            return new YamlDocument(source, parser, problems).document();
        } catch (Refused _) {
            return null;
        } catch (JacksonException e) {
            reportSyntax(source, e, problems);
            return null;
        }
    }

    private static boolean hasLongLine(SourceText source, ProblemCollector problems) {
        for (int i = 0; i < source.lines().size(); i++) {
            if (source.lines().get(i).length() > LONGEST_LINE) {
                String message = "the line is longer than " + LONGEST_LINE + " characters";
                problems.error(new Position(source, i + 1, 1), message, null);
                return true;
            }
        }
        return false;
    }

    /// Reports where the parser of YAML stumbled: its own mark is nearer to the mistake than Jackson's.
    private static void reportSyntax(SourceText source, JacksonException failure, ProblemCollector problems) {
        if (failure.getCause() instanceof MarkedYamlEngineException cause && cause.getProblemMark().isPresent()) {
            Mark mark = cause.getProblemMark().get();
            Position position = new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
            problems.error(position, "this is no YAML: " + cause.getProblem(), null);
        } else {
            String message = failure.getOriginalMessage();
            problems.error(position(source, failure.getLocation()), "this is no YAML: " + firstLine(message), null);
        }
    }

    private @Nullable YamlNode document() throws Refused {
        JsonToken first = parser.nextToken();
        YamlNode root = first == null ? null : node(first, 0);
        if (root != null && parser.nextToken() != null) {
            throw refuse("a second document begins here", "a configuration is one document");
        }
        return root;
    }

    private YamlNode node(JsonToken token, int depth) throws Refused {
        refuseReferences();
        values++;
        if (values > MOST_VALUES) {
            throw refuse("more than " + MOST_VALUES + " values are too many", null);
        }
        if (depth > DEEPEST) {
            throw refuse("this is nested deeper than " + DEEPEST + " levels", null);
        }
        Position position = here();
        if (token == JsonToken.START_OBJECT) {
            return new YamlNode.Mapping(position, entries(depth));
        }
        if (token == JsonToken.START_ARRAY) {
            List<YamlNode> items = new ArrayList<>();
            for (JsonToken next = next(); next != JsonToken.END_ARRAY; next = next()) {
                items.add(node(next, depth + 1));
            }
            return new YamlNode.Sequence(position, items);
        }
        return new YamlNode.Scalar(position, token == JsonToken.VALUE_NULL ? "" : parser.getString());
    }

    private List<YamlNode.Entry> entries(int depth) throws Refused {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (JsonToken next = next(); next != JsonToken.END_OBJECT; next = next()) {
            refuseReferences();
            Word key = new Word(here(), parser.getString());
            YamlNode value = node(next(), depth + 1);
            if (keys.add(key.text())) {
                entries.add(new YamlNode.Entry(key, value));
            } else {
                problems.error(key.position(), "the key \"" + key.text() + "\" is given twice", null);
            }
        }
        return entries;
    }

    private JsonToken next() throws Refused {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw refuse("the document ends too early", null);
        }
        return token;
    }

    private void refuseReferences() throws Refused {
        if (parser.isCurrentAlias() || parser.getObjectId() != null) {
            throw refuse("anchors and aliases are not allowed", "write the value out");
        }
        if (parser.getTypeId() != null) {
            throw refuse("tags are not allowed", "write the value without it");
        }
    }

    private Refused refuse(String message, @Nullable String hint) {
        problems.error(here(), message, hint);
        return new Refused();
    }

    private Position here() {
        return position(source, parser.currentTokenLocation());
    }

    private static Position position(SourceText source, @Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? Position.ofFile(source)
                : new Position(source, location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
