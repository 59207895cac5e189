package dev.lvsd.config.tree;

import java.util.List;
import dev.lvsd.config.text.SourceText;

/// Where included files come from.
@FunctionalInterface
public interface Includes {
    /// Nothing can be included.
    Includes NONE = (_, _) -> List.of();

    /// The files that an `include` names.
    ///
    /// @param keyword `include` or one of its relatives
    /// @param pattern a path or a pattern, relative to the file that the words stand in
    /// @return the files in order; what cannot be read has been reported
    List<SourceText> open(Word keyword, Word pattern);
}
