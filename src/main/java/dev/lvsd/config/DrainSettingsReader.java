package dev.lvsd.config;

import dev.lvsd.config.keyword.Keywords;
import dev.lvsd.config.keyword.Place;
import dev.lvsd.config.keyword.Shape;
import dev.lvsd.config.tree.Word;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Reads `removed` and `drain_timeout` of the section `lvsd`.
final class DrainSettingsReader {
    private static final Shape.Seconds TIMEOUTS =
            new Shape.Seconds(BigDecimal.ZERO, BigDecimal.valueOf(31 * 86400), BigDecimal.ONE);

    private final Section lvsd;
    private final Values values;

    private DrainSettingsReader(Section lvsd, Values values) {
        this.lvsd = lvsd;
        this.values = values;
    }

    static DrainSettings read(Section lvsd, Values values) {
        DrainSettingsReader reader = new DrainSettingsReader(lvsd, values);
        return new DrainSettings(reader.drainsRemoved(), reader.timeout());
    }

    private boolean drainsRemoved() {
        Word word = lvsd.word("removed");
        if (word == null || word.text().equals("drain")) {
            return true;
        }
        if (!word.text().equals("delete")) {
            values.problems().mistake(word.position(),
                    "removed is drain or delete, not \"" + word.text() + "\"", "it is drain", null);
        }
        return !word.text().equals("delete");
    }

    private @Nullable Duration timeout() {
        Word word = lvsd.word("drain_timeout");
        if (word == null || word.text().equals("auto")) {
            return null;
        }
        if (!Character.isDigit(word.text().charAt(0))) {
            values.problems().mistake(word.position(), "drain_timeout is auto or " + TIMEOUTS.expectation()
                    + ", not \"" + word.text() + "\"", "it is auto", null);
            return null;
        }
        return values.seconds(Keywords.of(Place.LVSD, "drain_timeout"), TIMEOUTS, word);
    }
}
