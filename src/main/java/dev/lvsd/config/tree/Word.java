package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;

/// A word of the text.
///
/// @param position where it begins
/// @param text the word without quotes and escapes
public record Word(Position position, String text) {}
