package dev.lvsd.config.keyword;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table: every keyword at every place where it may stand. Both readers, the messages, the defaults and
/// the documentation come from it.
public final class Keywords {
    private static final List<Keyword> ROWS = Stream.of(
                    RootKeywords.ROWS,
                    GlobalKeywords.ROWS,
                    ProcessKeywords.ROWS,
                    TrackerKeywords.ROWS,
                    VrrpKeywords.ROWS,
                    ServerKeywords.ROWS,
                    CheckKeywords.ROWS)
            .flatMap(List::stream)
            .toList();
    private static final Map<Place, Map<String, Keyword>> BY_PLACE = byPlace();

    private Keywords() {}

    /// The rows, in the order of a reference manual.
    public static List<Keyword> all() {
        return ROWS;
    }

    /// The keyword of a name at a place; null where that place has none. A second name finds the first.
    public static @Nullable Keyword find(Place place, String name) {
        return at(place).get(name);
    }

    /// The keyword of a name at a place.
    ///
    /// @throws IllegalArgumentException where the table has none: a mistake in the program
    public static Keyword of(Place place, String name) {
        Keyword keyword = find(place, name);
        if (keyword == null) {
            throw new IllegalArgumentException("no keyword " + name + " in " + place.title());
        }
        return keyword;
    }

    /// Names that may stand at a place, second names too.
    public static Collection<String> names(Place place) {
        return at(place).keySet();
    }

    /// Where a name may stand; empty where no place has it.
    public static List<Place> places(String name) {
        List<Place> places = new ArrayList<>();
        BY_PLACE.forEach((place, keywords) -> {
            if (keywords.containsKey(name)) {
                places.add(place);
            }
        });
        return places;
    }

    private static Map<String, Keyword> at(Place place) {
        return BY_PLACE.getOrDefault(place, Map.of());
    }

    private static Map<Place, Map<String, Keyword>> byPlace() {
        Map<Place, Map<String, Keyword>> table = new EnumMap<>(Place.class);
        for (Keyword keyword : ROWS) {
            for (Place place : keyword.places()) {
                put(table, place, keyword.name(), keyword);
            }
        }
        for (Alias alias : Alias.ALL) {
            Keyword keyword = table.getOrDefault(alias.place(), Map.of()).get(alias.of());
            if (keyword == null) {
                throw new IllegalStateException("no keyword for " + alias);
            }
            put(table, alias.place(), alias.name(), keyword);
        }
        return table;
    }

    private static void put(Map<Place, Map<String, Keyword>> table, Place place, String name, Keyword keyword) {
        if (table.computeIfAbsent(place, _ -> new HashMap<>()).put(name, keyword) != null) {
            throw new IllegalStateException(name + " is in the table twice at " + place.title());
        }
    }
}
