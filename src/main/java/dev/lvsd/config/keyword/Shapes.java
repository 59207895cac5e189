package dev.lvsd.config.keyword;

import java.math.BigDecimal;
import java.util.List;

/// Short names of the shapes, for the rows of the table.
final class Shapes {
    static final Shape FLAG = new Shape.Flag();
    static final Shape SWITCH = new Shape.Switch();
    static final Shape WORD = new Shape.Word();
    static final Shape WORDS = new Shape.Words();
    static final Shape SECRET = new Shape.Secret();
    static final Shape SECRETS = new Shape.Secrets();
    static final Shape ADDRESS = new Shape.Address();
    static final Shape LINES = new Shape.Lines(Arguments.NONE);
    static final Shape NAMED_LINES = new Shape.Lines(Arguments.NAME);
    static final Shape PAIRS = new Shape.Pairs();
    static final Shape ANY_SECONDS = seconds("0", "4294");

    private Shapes() {}

    static Shape block(Place body) {
        return new Shape.Block(body, Arguments.NONE);
    }

    static Shape named(Place body) {
        return new Shape.Block(body, Arguments.NAME);
    }

    static Shape block(Place body, Arguments arguments) {
        return new Shape.Block(body, arguments);
    }

    static Shape whole(long min, long max) {
        return new Shape.Whole(min, max);
    }

    static Shape seconds(String min, String max) {
        return new Shape.Seconds(new BigDecimal(min), new BigDecimal(max), new BigDecimal("0.000001"));
    }

    static Shape choice(String... words) {
        return new Shape.Choice(List.of(words));
    }
}
