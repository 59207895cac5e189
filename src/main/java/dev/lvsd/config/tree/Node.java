package dev.lvsd.config.tree;

import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.text.Position;
import java.util.List;

/// A node of the tree that both syntaxes become.
public sealed interface Node {

    /// A keyword with what belongs to it.
    ///
    /// @param name the keyword as written
    /// @param keyword its row of the table
    /// @param words the words behind it
    /// @param body what is in its block; empty without a block
    record Statement(Word name, Keyword keyword, List<Word> words, List<Node> body) implements Node {
        @Override
        public Position position() {
            return name.position();
        }
    }

    /// A line of a block that has no keywords.
    ///
    /// @param words its words, at least one
    record Line(List<Word> words) implements Node {
        @Override
        public Position position() {
            return words.getFirst().position();
        }
    }

    /// Where it begins.
    Position position();
}
