package dev.lvsd.config;

import dev.lvsd.config.keyword.Keyword;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.keyword.Suggestion;
import dev.lvsd.config.text.Position;
import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.config.tree.Word;
import dev.lvsd.net.IpAddress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads single values. A value that cannot be read is reported and null; in keepalived.conf a number with
/// something behind it counts as the number alone, with a warning, as keepalived reads it.
final class Values {
    private static final Pattern NUMBER = Pattern.compile("([+-]?\\d{1,18})(.*)", Pattern.DOTALL);
    private static final Pattern DECIMAL =
            Pattern.compile("([+-]?(?:\\d{1,18}\\.?\\d{0,18}|\\.\\d{1,18}))(.*)", Pattern.DOTALL);

    private final Syntax syntax;
    private final ProblemCollector problems;

    Values(Syntax syntax, ProblemCollector problems) {
        this.syntax = syntax;
        this.problems = problems;
    }

    /// Where problems go.
    ProblemCollector problems() {
        return problems;
    }

    /// Whether the text is of the native syntax.
    boolean isYaml() {
        return syntax == Syntax.YAML;
    }

    /// A whole number in the keyword's range.
    @Nullable Long whole(Keyword keyword, Shape.Whole shape, Word word) {
        return whole(keyword.name(), shape, word);
    }

    /// A whole number in a range.
    @Nullable Long whole(String what, Shape.Whole shape, Word word) {
        Matcher number = NUMBER.matcher(word.text());
        if (!number.matches()) {
            refuse(what, shape, word);
            return null;
        }
        long value = Long.parseLong(number.group(1));
        if (value < shape.min() || value > shape.max()) {
            refuse(what, shape, word);
            return null;
        }
        return isComplete(what, shape, word, number.group(1), number.group(2)) ? value : null;
    }

    /// What stands behind `weight`: a whole number, and perhaps `reverse`.
    ///
    /// @param most the number's range is -`most` to `most`
    /// @return null where the number cannot be read, which has been reported
    @Nullable TrackWeight weight(List<Word> words, Position position, long most) {
        if (words.isEmpty()) {
            problems.mistake(position, "weight has no value", "it is skipped", null);
            return null;
        }
        Long value = whole("weight", new Shape.Whole(-most, most), words.getFirst());
        boolean reverse = words.size() > 1 && words.get(1).text().equals("reverse");
        if (words.size() > (reverse ? 2 : 1)) {
            Word extra = words.get(reverse ? 2 : 1);
            problems.mistake(extra.position(), "\"" + extra.text() + "\" is too much behind weight", "it is ignored",
                    null);
        }
        return value == null ? null : new TrackWeight(Math.toIntExact(value), reverse);
    }

    /// A time. In YAML it may have the unit `us`, `ms`, `s`, `m` or `h`.
    @Nullable Duration seconds(Keyword keyword, Shape.Seconds shape, Word word) {
        Matcher decimal = DECIMAL.matcher(word.text());
        if (!decimal.matches()) {
            refuse(keyword.name(), shape, word);
            return null;
        }
        BigDecimal unit = syntax == Syntax.YAML ? unit(decimal.group(2)) : BigDecimal.ONE;
        if (unit == null) {
            problems.mistake(word.position(), keyword.name() + " has an unknown unit: \"" + word.text() + "\"",
                    "units are us, ms, s, m and h; without one it is seconds");
            return null;
        }
        BigDecimal exact = new BigDecimal(decimal.group(1)).multiply(unit);
        if (exact.compareTo(shape.min()) < 0 || exact.compareTo(shape.max()) > 0) {
            refuse(keyword.name(), shape, word);
            return null;
        }
        if (syntax == Syntax.KEEPALIVED
                && !isComplete(keyword.name(), shape, word, decimal.group(1), decimal.group(2))) {
            return null;
        }
        return rounded(keyword, shape, word, exact);
    }

    private Duration rounded(Keyword keyword, Shape.Seconds shape, Word word, BigDecimal exact) {
        BigDecimal steps = exact.divide(shape.step(), 0, RoundingMode.HALF_UP);
        BigDecimal value = steps.multiply(shape.step());
        Duration time = Duration.ofNanos(value.movePointRight(9).longValueExact());
        if (value.compareTo(exact) != 0) {
            problems.mistake(word.position(), keyword.name() + " is finer than " + shape.step() + " s",
                    "it is rounded to " + seconds(time), null);
        }
        return time;
    }

    private static @Nullable BigDecimal unit(String text) {
        return switch (text) {
            case "", "s" -> BigDecimal.ONE;
            case "us" -> new BigDecimal("0.000001");
            case "ms" -> new BigDecimal("0.001");
            case "m" -> new BigDecimal(60);
            case "h" -> new BigDecimal(3600);
            case null, default -> null;
        };
    }

    /// `on`, `true`, `yes`, `off`, `false` or `no`.
    @Nullable Boolean onOff(Keyword keyword, Word word) {
        return switch (word.text()) {
            case "on", "true", "yes" -> true;
            case "off", "false", "no" -> false;
            case null, default -> {
                refuse(keyword.name(), keyword.shape(), word);
                yield null;
            }
        };
    }

    /// One of the keyword's words.
    @Nullable String choice(Keyword keyword, Shape.Choice shape, Word word) {
        if (shape.words().contains(word.text())) {
            return word.text();
        }
        String upper = word.text().toUpperCase(Locale.ROOT);
        String near = shape.words().contains(upper) ? upper : Suggestion.nearest(word.text(), shape.words());
        problems.mistake(word.position(), keyword.name() + " is " + shape.expectation() + ", not \"" + word.text()
                + "\"", "it is skipped", near == null ? null : "did you mean \"" + near + "\"?");
        return null;
    }

    /// An address literal.
    @Nullable IpAddress address(String what, Word word) {
        IpAddress address = IpAddress.parse(word.text());
        if (address == null) {
            refuse(what, new Shape.Address(), word);
        }
        return address;
    }

    /// A time as text in seconds: `1.5 s`.
    static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }

    private boolean isComplete(String what, Shape shape, Word word, String number, String rest) {
        if (rest.isEmpty()) {
            return true;
        }
        if (syntax == Syntax.YAML) {
            refuse(what, shape, word);
            return false;
        }
        problems.mistake(word.position().plus(number.length()), what + " is read as " + number + ": \"" + rest
                + "\" does not count", null);
        return true;
    }

    private void refuse(String what, Shape shape, Word word) {
        problems.mistake(word.position(), what + " is " + shape.expectation() + ", not \"" + word.text()
                + "\"", "it is skipped", null);
    }
}
