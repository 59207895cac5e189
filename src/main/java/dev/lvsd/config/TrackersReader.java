package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads `vrrp_script`, `vrrp_track_process`, `track_file` and what `global_defs` says of scripts. A block that lacks
/// what it needs is reported and left out, as in keepalived.
final class TrackersReader {
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
    private static final TrackWeight ONE = new TrackWeight(1, false);

    private final Values values;

    private TrackersReader(Values values) {
        this.values = values;
    }

    static Trackers read(Section root, Section globals, Values values) {
        TrackersReader reader = new TrackersReader(values);
        return new Trackers(
                reader.all(root, "vrrp_script", Place.VRRP_SCRIPT, reader::script),
                reader.all(root, "vrrp_track_process", Place.TRACK_PROCESS, reader::process),
                reader.all(root, "track_file", Place.TRACK_FILE, reader::file),
                new ScriptPolicy(user(globals, "script_user"), globals.flag("enable_script_security")));
    }

    /// Reads a block.
    private interface Reading<T> {
        @Nullable T of(String name, Section section);
    }

    private <T> List<T> all(Section root, String keyword, Place place, Reading<T> reading) {
        List<T> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node.Statement block : root.all(keyword)) {
            if (block.words().isEmpty()) {
                continue;
            }
            String name = block.words().getFirst().text();
            if (!names.add(name)) {
                values.problems().mistake(block.position(), keyword + " " + name + " is given twice",
                        "it is ignored here", null);
                continue;
            }
            T one = reading.of(name, new Section(place, block, values));
            if (one != null) {
                found.add(one);
            }
        }
        return found;
    }

    private @Nullable TrackedScript script(String name, Section section) {
        ScriptCommand command = ScriptCommand.of(text(words(section, "script")));
        if (command == null) {
            missing(section, "vrrp_script " + name + " has no usable script", "it needs a command");
            return null;
        }
        Duration interval = positive(section.seconds("interval"), DEFAULT_INTERVAL);
        Duration timeout = section.givenSeconds("timeout");
        return new TrackedScript(
                name,
                command,
                interval,
                timeout == null ? interval : positive(timeout, DEFAULT_INTERVAL),
                Math.toIntExact(section.whole("rise")),
                Math.toIntExact(section.whole("fall")),
                weight(section, Tracking.Kind.SCRIPT, TrackWeight.FAULT),
                section.flag("init_fail"),
                user(section, "user"));
    }

    private @Nullable TrackedProcess process(String name, Section section) {
        List<Word> words = words(section, "process");
        if (words.isEmpty() || words.getFirst().text().isEmpty()) {
            missing(section, "vrrp_track_process " + name + " has no process", "it needs the process's name");
            return null;
        }
        List<String> parameters = words.stream().skip(1).map(Word::text).toList();
        int quorum = Math.toIntExact(section.whole("quorum"));
        Long most = section.givenWhole("quorum_max");
        Duration delay = section.givenSeconds("delay");
        return new TrackedProcess(
                name,
                words.getFirst().text(),
                parameters,
                match(section.givenChoice("param_match"), parameters),
                section.flag("full_command"),
                most != null && most == 0 ? 0 : quorum,
                most == null ? Integer.MAX_VALUE : Math.toIntExact(most),
                weight(section, Tracking.Kind.PROCESS, ONE),
                delay(section.givenSeconds("fork_delay"), delay),
                delay(section.givenSeconds("terminate_delay"), delay));
    }

    private static TrackedProcess.@Nullable Match match(@Nullable String said, List<String> parameters) {
        return switch (said) {
            case "initial" -> TrackedProcess.Match.INITIAL;
            case "partial" -> TrackedProcess.Match.PARTIAL;
            case null, default -> parameters.isEmpty() ? null : TrackedProcess.Match.EXACT;
        };
    }

    private @Nullable TrackedFile file(String name, Section section) {
        Word path = section.word("file");
        if (path == null || !path.text().startsWith("/")) {
            missing(section, "track_file " + name + " has no file", "it needs a path that begins with \"/\"");
            return null;
        }
        return new TrackedFile(name, path.text(), weight(section, Tracking.Kind.FILE, ONE), start(section));
    }

    private TrackedFile.@Nullable Start start(Section section) {
        Node.Statement statement = section.statement("init_file");
        if (statement == null) {
            return null;
        }
        long value = 0;
        boolean overwrite = false;
        for (Word word : statement.words()) {
            if (word.text().equals("overwrite")) {
                overwrite = true;
            } else {
                Long given = values.whole("init_file", new Shape.Whole(
                        Integer.MIN_VALUE, Integer.MAX_VALUE), word);
                value = given == null ? value : given;
            }
        }
        return new TrackedFile.Start(value, overwrite);
    }

    private TrackWeight weight(Section section, Tracking.Kind kind, TrackWeight preset) {
        Node.Statement statement = section.statement("weight");
        TrackWeight given = statement == null ? null
                : values.weight(statement.words(), statement.position(), TrackingReader.most(kind));
        return given == null ? preset : given;
    }

    private static @Nullable ScriptUser user(Section section, String keyword) {
        List<Word> words = words(section, keyword);
        return words.isEmpty() ? null
                : new ScriptUser(words.getFirst().text(), words.size() < 2 ? null : words.get(1).text());
    }

    private static List<Word> words(Section section, String keyword) {
        Node.Statement statement = section.statement(keyword);
        return statement == null ? List.of() : statement.words();
    }

    /// One word is a command line, several are its parts.
    private static String text(List<Word> words) {
        return words.size() == 1
                ? words.getFirst().text()
                : words.stream().map(word -> quoted(word.text())).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.chars().anyMatch(Character::isWhitespace) ? "'" + word + "'" : word;
    }

    private static Duration positive(Duration given, Duration otherwise) {
        return given.isZero() ? otherwise : given;
    }

    private static Duration delay(@Nullable Duration given, @Nullable Duration both) {
        return Objects.requireNonNullElse(given, Objects.requireNonNullElse(both, Duration.ZERO));
    }

    private void missing(Section section, String what, String hint) {
        values.problems().mistake(section.position(), what, "it is ignored", hint);
    }
}
