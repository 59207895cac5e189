package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.text.Severity;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.routing.RoutingEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Routes and rules as lines of a list: `route 192.168.1.0/24 via 192.0.2.1`, `rule from 10.0.0.0/8 …`. What one run
/// writes the next one reads, whatever names iproute2 has by then.
public final class RoutingText {
    private static final Position NOWHERE = Position.ofFile(new SourceText("list", ""));

    private RoutingText() {}

    /// The line of an entry.
    public static String of(RoutingEntry entry) {
        return entry.kind() + " " + entry;
    }

    /// The entries of a list; lines that are none are left out.
    public static Set<RoutingEntry> parse(List<String> lines) {
        Set<RoutingEntry> entries = new LinkedHashSet<>();
        for (String line : lines) {
            RoutingEntry entry = entry(line.strip());
            if (entry != null) {
                entries.add(entry);
            }
        }
        return entries;
    }

    private static @Nullable RoutingEntry entry(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return null;
        }
        List<Word> words = new ArrayList<>();
        for (String word : text.substring(space).strip().split(" +", -1)) {
            words.add(new Word(NOWHERE, word));
        }
        Node.Line line = new Node.Line(words);
        ProblemCollector problems = new ProblemCollector(Severity.WARNING);
        try {
            return switch (text.substring(0, space)) {
                case "route" -> RouteReader.read(line, RoutingNames.none(), problems).route();
                case "rule" -> RuleReader.read(line, RoutingNames.none(), _ -> 0, problems).rule();
                case String _ -> null;
            };
        } catch (Unreadable _) {
            return null;
        }
    }
}
