package dev.lvsd.config;

import dev.lvsd.config.tree.Node;
import dev.lvsd.config.tree.Word;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the `track_…` blocks of an instance or a sync group. A name that no block has is reported and left out.
final class TrackingReader {
    /// Weights of `track_interface` and `track_script` (keepalived.conf(5)).
    private static final long MOST = 253;
    /// Weights of `track_process` (keepalived.conf(5)).
    private static final long MOST_OF_A_PROCESS = 254;
    /// Weights of `track_file`, by which its number is multiplied (keepalived.conf(5)).
    static final long MOST_OF_A_FILE = Integer.MAX_VALUE;

    private final Section section;
    private final Map<Tracking.Key, TrackWeight> known = new LinkedHashMap<>();
    private final Values values;

    private TrackingReader(Section section, Trackers trackers, Values values) {
        this.section = section;
        this.values = values;
        trackers.scripts().forEach(it -> known.put(new Tracking.Key(Tracking.Kind.SCRIPT, it.name()), it.weight()));
        trackers.processes().forEach(it -> known.put(new Tracking.Key(Tracking.Kind.PROCESS, it.name()), it.weight()));
        trackers.files().forEach(it -> known.put(new Tracking.Key(Tracking.Kind.FILE, it.name()), it.weight()));
    }

    static Tracking read(Section instance, Trackers trackers, Values values) {
        return new Tracking(!instance.flag("dont_track_primary"), things(instance, trackers, values));
    }

    /// The lines of the `track_…` blocks of an instance or a sync group.
    static List<Tracking.Tracked> things(Section section, Trackers trackers, Values values) {
        TrackingReader reader = new TrackingReader(section, trackers, values);
        List<Tracking.Tracked> things = new ArrayList<>();
        for (Tracking.Kind kind : Tracking.Kind.values()) {
            for (Node.Line line : section.lines(kind.keyword())) {
                reader.add(kind, line, things);
            }
        }
        return things;
    }

    private void add(Tracking.Kind kind, Node.Line line, List<Tracking.Tracked> things) {
        Word name = line.words().getFirst();
        Tracking.Key key = new Tracking.Key(kind, name.text());
        TrackWeight preset = kind == Tracking.Kind.INTERFACE ? TrackWeight.FAULT : known.get(key);
        if (kind == Tracking.Kind.INTERFACE && !isInterface(name.text())) {
            section.problems().mistake(name.position(), "the name of an interface has 1 to "
                    + VirtualAddressReader.LONGEST_NAME + " bytes, not \"" + name.text() + "\"",
                    "it is ignored", null);
        } else if (preset == null) {
            section.problems().mistake(name.position(), "there is no " + block(kind) + " " + name.text(),
                    "it is ignored", null);
        } else if (things.stream().anyMatch(other -> other.key().equals(key))) {
            section.problems().mistake(name.position(), kind.keyword() + " has " + name.text() + " twice",
                    "it is ignored here", null);
        } else {
            things.add(new Tracking.Tracked(key, weight(kind, line, preset)));
        }
    }

    private static boolean isInterface(String name) {
        return !name.isEmpty()
                && name.getBytes(StandardCharsets.UTF_8).length <= VirtualAddressReader.LONGEST_NAME;
    }

    private TrackWeight weight(Tracking.Kind kind, Node.Line line, TrackWeight preset) {
        int value = preset.value();
        boolean reverse = preset.reverse();
        Iterator<Word> words = line.words().iterator();
        words.next();
        while (words.hasNext()) {
            Word option = words.next();
            if (option.text().equals("weight") && words.hasNext()) {
                TrackWeight given = values.weight(List.of(words.next()), option.position(), most(kind));
                value = given == null ? value : given.value();
                reverse = false;
            } else if (option.text().equals("reverse")) {
                reverse = true;
            } else {
                section.problems().mistake(option.position(), "\"" + option.text() + "\" is no option of "
                        + kind.keyword(), "it is skipped", "a line is NAME [weight N] [reverse]");
            }
        }
        return new TrackWeight(value, reverse);
    }

    /// The range of weights of a kind is from minus this to this.
    static long most(Tracking.Kind kind) {
        return switch (kind) {
            case INTERFACE, SCRIPT, GROUP -> MOST;
            case PROCESS -> MOST_OF_A_PROCESS;
            case FILE -> MOST_OF_A_FILE;
        };
    }

    private static String block(Tracking.Kind kind) {
        return switch (kind) {
            case INTERFACE -> "interface";
            case SCRIPT -> "vrrp_script";
            case PROCESS -> "vrrp_track_process";
            case FILE -> "track_file";
            case GROUP -> "track_group";
        };
    }
}
