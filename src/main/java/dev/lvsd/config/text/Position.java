package dev.lvsd.config.text;

/// A place in a file.
///
/// @param source the file
/// @param line counted from 1; 0 for the file as a whole
/// @param column in UTF-16 units, counted from 1; 0 for the file as a whole
public record Position(SourceText source, int line, int column) {
    /// The file as a whole.
    public static Position ofFile(SourceText source) {
        return new Position(source, 0, 0);
    }

    /// The place some columns further to the right.
    public Position plus(int columns) {
        return new Position(source, line, column + columns);
    }

    /// `file:line:column`, or `file` alone for the file as a whole.
    @Override
    public String toString() {
        return line == 0 ? source.name() : source.name() + ":" + line + ":" + column;
    }
}
