package dev.lvsd.config.keyword;

import java.math.BigDecimal;
import java.util.List;

/// What follows a keyword: the type of its value and the range of it.
public sealed interface Shape {
    /// A block of keywords.
    ///
    /// @param body where the keywords in the block stand
    /// @param arguments what stands before the brace
    record Block(Place body, Arguments arguments) implements Shape {}

    /// A block of lines that are no keywords, such as addresses.
    ///
    /// @param arguments what stands before the brace
    record Lines(Arguments arguments) implements Shape {}

    /// A block of names that are no keywords, with a value each; in YAML a mapping.
    record Pairs() implements Shape {}

    /// Nothing: the keyword alone says it; YAML: `true`.
    record Flag() implements Shape {}

    /// `on`, `off`, `true`, `false`, `yes` or `no`, and nothing for `on`.
    record Switch() implements Shape {}

    /// A whole number.
    ///
    /// @param min lowest value
    /// @param max highest value
    record Whole(long min, long max) implements Shape {}

    /// A time in seconds, decimal; YAML also takes units.
    ///
    /// @param min shortest
    /// @param max longest
    /// @param step resolution, to which longer fractions are rounded
    record Seconds(BigDecimal min, BigDecimal max, BigDecimal step) implements Shape {}

    /// One of some words.
    ///
    /// @param words the words
    record Choice(List<String> words) implements Shape {
        /// Copies the list.
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// An IPv4 or IPv6 address.
    record Address() implements Shape {}

    /// One word of any kind.
    record Word() implements Shape {}

    /// One word that no message and no dump may show.
    record Secret() implements Shape {}

    /// Several words that no message and no dump may show.
    record Secrets() implements Shape {}

    /// All words up to the end of the line.
    record Words() implements Shape {}

    /// What a value of this shape is, for a message: `a whole number from 1 to 255`.
    default String expectation() {
        return switch (this) {
            case Block _ -> "a block";
            case Lines _ -> "a list of texts";
            case Pairs _ -> "a block of names with a value each";
            case Flag _ -> "no value";
            case Switch _ -> "on or off";
            case Whole(long min, long max) -> "a whole number from " + min + " to " + max;
            case Seconds(BigDecimal min, BigDecimal max, _) -> "seconds from " + min + " to " + max;
            case Choice(List<String> words) -> "one of " + String.join(", ", words);
            case Address _ -> "an IP address";
            case Word _, Secret _ -> "a word";
            case Words _, Secrets _ -> "words";
        };
    }
}
