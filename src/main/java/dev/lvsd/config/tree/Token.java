package dev.lvsd.config.tree;

import dev.lvsd.config.text.Position;

/// What a line of keepalived.conf consists of.
sealed interface Token {
    /// A word.
    record Text(Word word) implements Token {
        @Override
        public Position position() {
            return word.position();
        }
    }

    /// `{`.
    record Open(Position position) implements Token {}

    /// `}`.
    record Close(Position position) implements Token {}

    /// Where it begins.
    Position position();
}
