package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;
import java.util.List;

/// A YAML document as positioned values, before the table of keywords gives them a meaning.
sealed interface YamlNode {
    /// A scalar as written; the empty text for nothing.
    record Scalar(Position position, String text) implements YamlNode {}

    /// A sequence.
    record Sequence(Position position, List<YamlNode> items) implements YamlNode {}

    /// A mapping in the order of the text, no key twice.
    record Mapping(Position position, List<Entry> entries) implements YamlNode {}

    /// A key with its value.
    record Entry(Word key, YamlNode value) {}

    /// Where it begins.
    Position position();
}
