package dev.lvsd.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The status codes with which a page may be answered: `status_code`.
///
/// @param ranges single codes and ranges, at least one
public record StatusCodes(List<Range> ranges) {
    /// Codes from one to another.
    ///
    /// @param first lowest, at least 100
    /// @param last highest, at most 599
    public record Range(int first, int last) {
        private static final Pattern TEXT = Pattern.compile("(\\d{3})(?:-(\\d{3}))?");

        /// Checks the bounds.
        public Range {
            if (first < 100 || last > 599 || first > last) {
                throw new IllegalArgumentException(first + "-" + last + " is no range of status codes");
            }
        }

        /// Reads `404` or `200-299`.
        ///
        /// @return the range, or null where the text is none
        public static @Nullable Range parse(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches()) {
                return null;
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            return first < 100 || last > 599 || first > last ? null : new Range(first, last);
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /// keepalived's default.
    public static final StatusCodes SUCCESS = new StatusCodes(List.of(new Range(200, 299)));

    /// Copies the list.
    public StatusCodes {
        ranges = List.copyOf(ranges);
    }

    /// Whether a code is one of them.
    public boolean contains(int code) {
        return ranges.stream().anyMatch(range -> range.first() <= code && code <= range.last());
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(" "));
    }
}
