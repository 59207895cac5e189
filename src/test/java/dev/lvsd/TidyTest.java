package dev.lvsd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.Repository.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What a formatter does not see. Fixtures under `src/test/resources` may hold any text but the forbidden.
class TidyTest {
    private static final int LINE_LIMIT = 120;
    private static final int FILE_LIMIT = 500;
    private static final int MEDIAN_LIMIT = 110;
    private static final int METHOD_LIMIT = 60;
    private static final Path FIXTURES = Path.of("src/test/resources");

    /// Put together here, so that this file does not hold what it forbids: paths of a developer's machine, and
    /// hosts of package registries.
    private static final Pattern FORBIDDEN = Pattern.compile(String.join("|",
            "(^|[^\\w.])/" + "work/",
            "(^|[^\\w.])/" + "home/\\w",
            "/" + "root/\\.",
            "repo1?\\." + "maven",
            "central\\." + "sonatype",
            "arti" + "factory",
            "deb\\." + "debian\\.org",
            "registry\\." + "npmjs",
            "pypi\\." + "org",
            "proxy\\." + "golang"));
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");

    private final List<TextFile> files = Repository.textFiles();

    TidyTest() throws IOException {}

    @Test
    void linesAreShortAndClean() {
        assertNone("longer than " + LINE_LIMIT, lines(TextFile::isJava, line -> line.length() > LINE_LIMIT));
        assertNone("tab", lines(TextFile::isJava, line -> line.indexOf('\t') >= 0));
        assertNone("trailing blank", lines(
                file -> !file.path().startsWith(FIXTURES), line -> line.endsWith(" ") || line.endsWith("\t")));
        assertNone("carriage return", lines(TextFile::isJava, line -> line.indexOf('\r') >= 0));
    }

    @Test
    void filesEndInANewline() {
        assertNone("no newline at the end", files.stream()
                .filter(file -> !file.path().startsWith(FIXTURES) && !file.endsInNewline())
                .map(file -> file.path().toString()));
    }

    @Test
    void filesAreShort() {
        assertNone("more than " + FILE_LIMIT + " lines", files.stream()
                .filter(file -> file.isJava() && file.lines().size() > FILE_LIMIT)
                .map(file -> file.path() + ": " + file.lines().size()));
        int[] lengths = files.stream()
                .filter(file -> file.isJava() && file.isMain())
                .mapToInt(file -> file.lines().size())
                .sorted()
                .toArray();
        int median = lengths[lengths.length / 2];
        assertTrue(median < MEDIAN_LIMIT, () -> "median length of " + lengths.length + " files: " + median);
    }

    @Test
    void methodsAreShort() throws IOException {
        List<Path> sources = files.stream().filter(TextFile::isJava).map(TextFile::path).toList();
        List<String> tooLong = MethodLengths.above(METHOD_LIMIT, sources);
        assertNone("method of more than " + METHOD_LIMIT + " lines", tooLong.stream());
    }

    @Test
    void nothingIsLeftUnfinished() {
        assertNone("unfinished", lines(_ -> true, line -> UNFINISHED.matcher(line).find()));
    }

    @Test
    void nothingNamesAMachineOrARegistry() {
        assertNone("path of a machine or host of a registry", lines(_ -> true, line -> FORBIDDEN.matcher(line).find()));
    }

    @Test
    void javadocIsMarkdownWithoutAuthors() {
        assertNone("not a /// comment", lines(TextFile::isJava, line -> line.strip().startsWith("/" + "**")));
        assertNone("author", lines(TextFile::isJava, line -> line.contains("@" + "author")));
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        Set<Path> packages = new TreeSet<>();
        Set<Path> described = new TreeSet<>();
        for (TextFile file : files) {
            if (file.isJava() && file.isMain()) {
                packages.add(file.path().getParent());
                if (file.path().endsWith("package-info.java")
                        && file.lines().contains("@NullMarked")
                        && file.lines().getFirst().startsWith("/// ")) {
                    described.add(file.path().getParent());
                }
            }
        }
        packages.removeAll(described);
        assertNone("no package-info.java with a description and @NullMarked", packages.stream().map(Path::toString));
    }

    private Stream<String> lines(Predicate<TextFile> which, Predicate<String> wrong) {
        return files.stream().filter(which).flatMap(file -> IntStream.range(0, file.lines().size())
                .filter(i -> wrong.test(file.lines().get(i)))
                .mapToObj(i -> file.path() + ":" + (i + 1) + ": " + file.lines().get(i).strip()));
    }

    private static void assertNone(String what, Stream<String> found) {
        List<String> all = found.toList();
        assertTrue(all.isEmpty(), () -> what + ":\n" + String.join("\n", all));
    }
}
