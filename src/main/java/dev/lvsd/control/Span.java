package dev.lvsd.control;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as operators write it: `90`, `90s`, `10m`, `2h`, `1d`; a number without a unit is seconds.
final class Span {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(s|m|h|d|)");

    private Span() {}

    /// Reads a time.
    ///
    /// @param name of the word, for messages
    /// @param most the longest that makes sense
    static Duration of(String name, String text, Duration most) throws FormException {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new FormException(name + " is a time like 90s, 10m or 2h, not \"" + text + "\"");
        }
        long number = Long.parseLong(parts.group(1));
        Duration span = switch (parts.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
        if (span.compareTo(most) > 0) {
            throw new FormException(name + " is at most " + most.toDays() + "d, not " + text);
        }
        return span;
    }
}
