package dev.lvsd.config;

import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads `vrrp_garp_interval`, `vrrp_gna_interval` and the blocks `garp_group`.
final class GarpSpacingReader {
    private final ProblemCollector problems;
    private final Set<String> taken = new HashSet<>();

    private GarpSpacingReader(ProblemCollector problems) {
        this.problems = problems;
    }

    /// The spacing of announcements.
    static GarpSpacing read(Section root, Section globals, Values values) {
        GarpSpacingReader reader = new GarpSpacingReader(values.problems());
        List<GarpSpacing.Group> groups = new ArrayList<>();
        for (Node.Statement block : root.all("garp_group")) {
            Section section = new Section(Place.GARP_GROUP, block, values);
            GarpSpacing.Group group = reader.group(section);
            if (group.interfaces().isEmpty() || group.interval().equals(GarpSpacing.NONE.everywhere())) {
                values.problems().mistake(block.position(), "garp_group has " + (group.interfaces().isEmpty()
                        ? "no interface" : "neither garp_interval nor gna_interval"), "it is ignored", null);
            } else {
                groups.add(group);
            }
        }
        return new GarpSpacing(new GarpSpacing.Interval(
                globals.seconds("vrrp_garp_interval"), globals.seconds("vrrp_gna_interval")), groups);
    }

    private GarpSpacing.Group group(Section section) {
        List<String> interfaces = new ArrayList<>();
        for (Node.Statement statement : section.all("interface")) {
            statement.words().forEach(word -> take(word, interfaces));
        }
        for (Node.Line line : section.lines("interfaces")) {
            line.words().forEach(word -> take(word, interfaces));
        }
        return new GarpSpacing.Group(new GarpSpacing.Interval(
                section.seconds("garp_interval"), section.seconds("gna_interval")), interfaces);
    }

    private void take(Word word, List<String> interfaces) {
        if (taken.add(word.text())) {
            interfaces.add(word.text());
        } else {
            problems.mistake(word.position(), "interface " + word.text() + " is in two garp_group",
                    "it is ignored here", null);
        }
    }
}
