package dev.lvsd.config.keyword;

import java.util.EnumSet;
import java.util.Set;

/// A row of the table: a keyword at the places where it means the same.
///
/// @param name the word
/// @param places where it may stand
/// @param shape type and range of its value
/// @param preset the default as it would be written; empty for none, or where it is inherited
/// @param state what lvsd makes of it
/// @param help what it is for, in half a sentence
public record Keyword(String name, Set<Place> places, Shape shape, String preset, State state, String help) {
    /// Copies the set.
    public Keyword {
        places = Set.copyOf(places);
    }

    /// A row that works, at one place.
    static Keyword works(Place place, String name, Shape shape, String preset, String help) {
        return new Keyword(name, EnumSet.of(place), shape, preset, State.WORKS, help);
    }

    /// A row that works, at several places.
    static Keyword works(Set<Place> places, String name, Shape shape, String preset, String help) {
        return new Keyword(name, places, shape, preset, State.WORKS, help);
    }

    /// A row that is not there yet.
    static Keyword later(Place place, String name, Shape shape, String preset, String help) {
        return new Keyword(name, EnumSet.of(place), shape, preset, State.NOT_YET, help);
    }

    /// A row that is not there yet, at several places.
    static Keyword later(Set<Place> places, String name, Shape shape, String preset, String help) {
        return new Keyword(name, places, shape, preset, State.NOT_YET, help);
    }

    /// A row without an effect.
    static Keyword silent(Place place, String name, Shape shape, String help) {
        return new Keyword(name, EnumSet.of(place), shape, "", State.NO_EFFECT, help);
    }

    /// Whether a brace follows.
    public boolean isBlock() {
        return shape instanceof Shape.Block || shape instanceof Shape.Lines || shape instanceof Shape.Pairs;
    }
}
