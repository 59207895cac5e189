package dev.lvsd.config;

import dev.lvsd.config.keyword.Suggestion;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the block `sysctl` of the section `lvsd`. lvsd sets these itself, so that all that is wrong is an error in
/// both syntaxes.
final class SysctlReader {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    private final ProblemCollector problems;

    SysctlReader(ProblemCollector problems) {
        this.problems = problems;
    }

    /// The wishes of some lines.
    SysctlSettings read(List<Node.Line> lines) {
        Map<SysctlName, SysctlWish> wishes = new LinkedHashMap<>();
        for (Node.Line line : lines) {
            SysctlWish wish = wish(line);
            if (wish != null && wishes.putIfAbsent(wish.name(), wish) != null) {
                problems.error(line.position(), wish.name() + " is given twice", null);
            }
        }
        return new SysctlSettings(List.copyOf(wishes.values()));
    }

    private @Nullable SysctlWish wish(Node.Line line) {
        Word word = line.words().getFirst();
        SysctlName name = name(word);
        if (name == null) {
            return null;
        }
        List<Word> values = line.words().subList(1, line.words().size());
        KnownSysctl known = KnownSysctl.of(name);
        if (values.isEmpty()) {
            problems.error(word.position(), name + " has no value",
                    "it needs " + (known == null ? "one" : known.expectation()));
            return null;
        }
        String value = known == null ? text(name, values) : numbers(known, name, values);
        return value == null ? null : new SysctlWish(name, value, new Origin(word.position().toString()));
    }

    private @Nullable SysctlName name(Word word) {
        SysctlName name = SysctlName.parse(word.text());
        boolean isShort = word.text().indexOf('.') < 0;
        if (name == null) {
            problems.error(word.position(), "\"" + word.text() + "\" is no sysctl of the network namespace",
                    "its name has dots and begins with net., as in net.ipv4.ip_forward");
        } else if (isShort && KnownSysctl.of(name) == null) {
            String near = near(word.text());
            problems.error(word.position(), "IPVS has no sysctl \"" + word.text() + "\" that lvsd knows", near == null
                    ? "one of a newer kernel needs its whole name: " + name : "did you mean \"" + near + "\"?");
            return null;
        }
        return name;
    }

    private static @Nullable String near(String word) {
        return KnownSysctl.FORWARDING.stream().map(KnownSysctl::name).filter(name -> name.endsWith("." + word))
                .findFirst()
                .orElseGet(() -> Suggestion.nearest(
                        word, KnownSysctl.IPVS.stream().map(KnownSysctl::name).toList()));
    }

    private @Nullable String numbers(KnownSysctl known, SysctlName name, List<Word> values) {
        List<Long> numbers = new ArrayList<>();
        values.stream().map(Word::text).filter(NUMBER.asMatchPredicate()).map(Long::valueOf).forEach(numbers::add);
        if (numbers.size() == values.size() && known.accepts(numbers)) {
            return String.join(" ", numbers.stream().map(String::valueOf).toList());
        }
        problems.error(values.getFirst().position(), name + " is " + known.expectation() + ", not \""
                + String.join(" ", values.stream().map(Word::text).toList()) + "\"", known.help());
        return null;
    }

    /// Of a sysctl that lvsd does not know; numbers as the kernel prints them.
    private @Nullable String text(SysctlName name, List<Word> values) {
        List<String> words = new ArrayList<>();
        for (Word word : values) {
            String text = word.text();
            if (!PRINTABLE.matcher(text).matches()) {
                problems.error(word.position(), "the value of " + name + " is no plain text", null);
                return null;
            }
            words.add(NUMBER.matcher(text).matches() ? String.valueOf(Long.parseLong(text)) : text);
        }
        return String.join(" ", words);
    }
}
