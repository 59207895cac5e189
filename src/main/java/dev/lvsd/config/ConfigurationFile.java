package dev.lvsd.config;

import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.config.tree.Includes;
import dev.lvsd.config.tree.KeepalivedReader;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Loads a configuration: the only part of this package that touches files, with [TextFile] and
/// [FileIncludes]. Whatever a file holds, the outcome is a [Loaded], never an exception.
public final class ConfigurationFile {
    private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

    private ConfigurationFile() {}

    /// Loads a file in the syntax that its name says.
    public static Loaded load(Path path) {
        return load(path, Syntax.ofFile(path.toString()));
    }

    /// Loads a file.
    public static Loaded load(Path path, Syntax syntax) {
        ProblemCollector problems = collector(syntax);
        SourceText source = TextFile.read(path, null, syntax, problems);
        return source == null
                ? new Loaded(null, problems.problems())
                : parse(source, syntax, hostName(), new FileIncludes(problems), problems,
                        secret -> warnOfReaders(secret, problems)).loaded();
    }

    /// Reads a text that includes nothing: for tests, and for what comes from elsewhere than a file.
    ///
    /// @param hostName the default of `router_id`; its first label is what `@id` is compared with
    public static Loaded read(SourceText source, Syntax syntax, String hostName) {
        return parse(source, syntax, hostName).loaded();
    }

    /// A text that includes nothing, as a tree too.
    static Parsed parse(SourceText source, Syntax syntax, String hostName) {
        return parse(source, syntax, hostName, Includes.NONE, collector(syntax), _ -> {});
    }

    /// A file, as a tree too.
    static Parsed parse(SourceText source, Syntax syntax, ProblemCollector problems) {
        return parse(source, syntax, hostName(), new FileIncludes(problems), problems, _ -> {});
    }

    /// What came of reading a text.
    ///
    /// @param tree its statements; empty where it cannot be read
    /// @param loaded the configuration
    record Parsed(List<Node> tree, Loaded loaded) {}

    private static Parsed parse(
            SourceText source,
            Syntax syntax,
            String hostName,
            Includes includes,
            ProblemCollector problems,
            Consumer<SourceText> secretKeeper) {
        problems.enter(source);
        List<Node> tree = switch (syntax) {
            case YAML -> YamlReader.read(source, problems);
            case KEEPALIVED -> KeepalivedReader.read(source, hostName.split("\\.", 2)[0], includes, problems);
        };
        if (problems.failed() && tree.isEmpty()) {
            return new Parsed(tree, new Loaded(null, problems.problems()));
        }
        Configuration configuration =
                ConfigurationDecoder.decode(tree, Position.ofFile(source), syntax, hostName, problems);
        Set<SourceText> secrets = new LinkedHashSet<>();
        collectSecrets(tree, secrets);
        secrets.forEach(secretKeeper);
        return new Parsed(tree, new Loaded(problems.failed() ? null : configuration, problems.problems()));
    }

    /// A collector for a file of a syntax.
    static ProblemCollector collector(Syntax syntax) {
        return new ProblemCollector(switch (syntax) {
            case YAML -> Severity.ERROR;
            case KEEPALIVED -> Severity.WARNING;
        });
    }

    static String hostName() {
        try {
            return Files.readString(HOST_NAME).strip();
        } catch (IOException _) {
            return "localhost";
        }
    }

    private static void collectSecrets(List<Node> nodes, Set<SourceText> secrets) {
        for (Node node : nodes) {
            if (node instanceof Node.Statement statement) {
                if (statement.keyword().shape() instanceof Shape.Secret
                        || statement.keyword().shape() instanceof Shape.Secrets) {
                    secrets.add(statement.position().source());
                }
                collectSecrets(statement.body(), secrets);
            }
        }
    }

    private static void warnOfReaders(SourceText source, ProblemCollector problems) {
        Path path = Path.of(source.name());
        try {
            if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
                problems.warning(Position.ofFile(source), "the file holds a password, and everybody may read it",
                        "chmod o-r " + path);
            }
        } catch (IOException | UnsupportedOperationException _) {
            return; // Gone since it was read, or a file system without such permissions.
        }
    }
}
