package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.SourceText;
import org.jspecify.annotations.Nullable;

/// A line of keepalived.conf after its definitions were put in.
final class ConfLine {
    private final SourceText source;
    private final int number;
    private final String text;
    private final int @Nullable [] columns;

    /// A line.
    ///
    /// @param source the file
    /// @param number number of the line in the file, from 1
    /// @param text the line with definitions put in
    /// @param columns for each character its column in the file, from 1; null where nothing was put in
    ConfLine(SourceText source, int number, String text, int @Nullable [] columns) {
        this.source = source;
        this.number = number;
        this.text = text;
        this.columns = columns;
    }

    SourceText source() {
        return source;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /// The place of a character, counted from 0.
    Position at(int index) {
        return new Position(source, number, columns == null ? index + 1 : columns[index]);
    }
}
