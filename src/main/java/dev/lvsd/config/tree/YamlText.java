package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// YAML that was made of something else.
///
/// @param text the YAML
/// @param sources for each piece of it, by line and column, where in its source that stands
public record YamlText(String text, NavigableMap<Place, Position> sources) {
    /// Copies the map.
    public YamlText {
        sources = new TreeMap<>(sources);
    }

    /// A place in the YAML.
    ///
    /// @param line counted from 1
    /// @param column counted from 1
    public record Place(int line, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
        }
    }

    /// Where that stands in the source which a position in the YAML is about; null where it is about the whole.
    public @Nullable Position source(Position inText) {
        Map.Entry<Place, Position> piece = sources.floorEntry(new Place(inText.line(), inText.column()));
        return inText.line() == 0 || piece == null ? null : piece.getValue();
    }
}
