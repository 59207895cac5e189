package dev.lvsd.config;

import dev.lvsd.config.RoutingWords.Unreadable;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.Family;
import dev.lvsd.net.routing.Route;
import dev.lvsd.net.routing.RoutingEntry;
import dev.lvsd.net.routing.Rule;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads routes and rules. One that cannot be read is reported and left out.
final class RoutingReader {
    /// Priority of the first rule that says none, as keepalived gives it; each further one gets one less.
    private static final long FIRST_PRIORITY = 16384;
    private static final List<Path> VENDOR = List.of(Path.of("/usr/share/iproute2"), Path.of("/usr/lib/iproute2"));
    private static final List<Path> LOCAL = List.of(Path.of("/etc/iproute2"));

    private final RoutingNames names;
    private final ProblemCollector problems;
    private final Map<Family, Long> priorities = new EnumMap<>(Family.class);

    /// @param globals `global_defs`: `iproute_usr_dir` and `iproute_etc_dir`
    RoutingReader(Section globals, Values values) {
        List<Path> directories = new ArrayList<>(directory(globals, "iproute_usr_dir", VENDOR));
        directories.addAll(directory(globals, "iproute_etc_dir", LOCAL));
        names = new RoutingNames(directories);
        problems = values.problems();
    }

    private static List<Path> directory(Section globals, String keyword, List<Path> preset) {
        Word word = globals.word(keyword);
        try {
            return word == null ? preset : List.of(Path.of(word.text()));
        } catch (InvalidPathException e) {
            globals.problems().mistake(globals.positionOf(keyword), keyword + " is no path: " + e.getReason(),
                    "it is skipped", null);
            return preset;
        }
    }

    /// `virtual_routes` and `virtual_rules`.
    Routing ofInstance(Section instance) {
        return read(instance.lines("virtual_routes"), instance.lines("virtual_rules"), (word, _) ->
                problems.mistake(word.position(), "track_group is for static routes and rules", "it is skipped here",
                        null));
    }

    /// Who takes the word behind a `track_group`.
    interface Groups {
        /// Takes a name.
        ///
        /// @param entry the route or the rule
        void name(Word word, RoutingEntry entry);
    }

    /// Routes and rules of lines, none twice.
    Routing read(List<Node.Line> routeLines, List<Node.Line> ruleLines, Groups groups) {
        List<Route> routes = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        for (Node.Line line : routeLines) {
            RouteReader.@Nullable Read read = route(line);
            if (read != null && isNew(routes.contains(read.route()), line)) {
                routes.add(read.route());
                tell(read.trackGroup(), read.route(), groups);
            }
        }
        for (Node.Line line : ruleLines) {
            RuleReader.@Nullable Read read = rule(line);
            if (read != null && isNew(rules.contains(read.rule()), line)) {
                rules.add(read.rule());
                tell(read.trackGroup(), read.rule(), groups);
            }
        }
        return new Routing(routes, rules);
    }

    private static void tell(@Nullable Word group, RoutingEntry entry, Groups groups) {
        if (group != null) {
            groups.name(group, entry);
        }
    }

    private boolean isNew(boolean known, Node.Line line) {
        if (known) {
            problems.mistake(line.position(), "this is given twice", "it is ignored here", null);
        }
        return !known;
    }

    private RouteReader.@Nullable Read route(Node.Line line) {
        try {
            return RouteReader.read(line, names, problems);
        } catch (Unreadable _) {
            return null;
        }
    }

    private RuleReader.@Nullable Read rule(Node.Line line) {
        try {
            return RuleReader.read(line, names, this::next, problems);
        } catch (Unreadable _) {
            return null;
        }
    }

    private long next(Family family) {
        return priorities.merge(family, FIRST_PRIORITY, (before, _) -> before - 1);
    }

    /// What an instance tracks with its routes: the interfaces of the tracked ones can be a fault, unless they are
    /// tracked anyway.
    static Tracking tracking(Tracking tracking, Routing routing, @Nullable String ownInterface) {
        List<Tracking.Tracked> things = new ArrayList<>(tracking.things());
        for (String device : routing.devices()) {
            Tracking.Key key = new Tracking.Key(Tracking.Kind.INTERFACE, device);
            if (!device.equals(ownInterface) && things.stream().noneMatch(thing -> thing.key().equals(key))) {
                things.add(new Tracking.Tracked(key, TrackWeight.FAULT));
            }
        }
        return new Tracking(tracking.ownInterface(), things);
    }
}
