package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.SourceText;
import org.jspecify.annotations.Nullable;

/// A line of keepalived.conf after its definitions were put in.
///
/// @param source the file
/// @param number number of the line in the file, from 1
/// @param text the line
/// @param columns for each character its column in the file, from 1; null where nothing was put in
record ConfLine(SourceText source, int number, String text, int @Nullable [] columns) {
    /// The place of a character, counted from 0.
    Position at(int index) {
        return new Position(source, number, columns == null ? index + 1 : columns[index]);
    }
}
