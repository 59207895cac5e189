package dev.lvsd.config.keyword;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeywordsTest {
    /// The keywords that keepalived 2.4.3 installs in its parser.
    private static final Path KEEPALIVED = Path.of("src/test/resources/config/keepalived-keywords.txt");

    @Test
    void everyKeywordOfKeepalivedIsKnown() throws IOException {
        List<String> names = Files.readAllLines(KEEPALIVED);
        assertEquals(361, names.size());
        assertEquals(List.of(), names.stream().filter(name -> Keywords.places(name).isEmpty()).toList());
    }

    @Test
    void everyPlaceIsABlockOfSomeKeyword() {
        Set<Place> reachable = EnumSet.of(Place.ROOT);
        for (Keyword keyword : Keywords.all()) {
            if (keyword.shape() instanceof Shape.Block(Place body, _)) {
                reachable.add(body);
            }
        }
        assertEquals(EnumSet.allOf(Place.class), reachable);
    }

    @Test
    void everyRowHasAHelpText() {
        Keywords.all().forEach(keyword -> assertFalse(keyword.help().isBlank(), keyword.name()));
    }

    @Test
    void defaultsAreInTheirRange() {
        for (Keyword keyword : Keywords.all()) {
            if (!keyword.preset().isEmpty()) {
                assertDoesNotThrow(() -> checkPreset(keyword), keyword.name());
            }
        }
    }

    private static void checkPreset(Keyword keyword) {
        switch (keyword.shape()) {
            case Shape.Whole(long min, long max) -> {
                long value = Long.parseLong(keyword.preset());
                assertTrue(value >= min && value <= max, keyword.name());
            }
            case Shape.Seconds(BigDecimal min, BigDecimal max, _) -> {
                BigDecimal value = new BigDecimal(keyword.preset());
                assertTrue(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, keyword.name());
            }
            case Shape.Choice(List<String> words) -> assertTrue(words.contains(keyword.preset()), keyword.name());
            case Shape.Switch _ -> assertTrue(List.of("on", "off").contains(keyword.preset()), keyword.name());
            case Shape.Block _, Shape.Lines _, Shape.Pairs _, Shape.Flag _, Shape.Secret _, Shape.Secrets _ ->
                assertEquals("", keyword.preset(), keyword.name());
            case Shape.Address _, Shape.Word _, Shape.Words _ -> {}
        }
    }

    @Test
    void aSecondNameFindsTheKeyword() {
        assertSame(Keywords.find(Place.VIRTUAL_SERVER, "lb_kind"), Keywords.find(Place.VIRTUAL_SERVER, "lvs_method"));
        assertNotNull(Keywords.find(Place.REAL_SERVER, "lvs_method"));
        assertNull(Keywords.find(Place.REAL_SERVER, "lb_kind"));
    }

    @Test
    void aTypingErrorFindsTheNearestKeyword() {
        assertEquals("did you mean \"priority\"?", Suggestion.forKeyword(Place.VRRP_INSTANCE, "prioritty"));
        assertEquals("did you mean \"advert_int\"?", Suggestion.forKeyword(Place.VRRP_INSTANCE, "advret_int"));
        assertEquals("did you mean \"TCP_CHECK\"?", Suggestion.forKeyword(Place.REAL_SERVER, "tcp_check"));
        assertNull(Suggestion.forKeyword(Place.VRRP_INSTANCE, "something_else"));
        assertNull(Suggestion.forKeyword(Place.VRRP_INSTANCE, "p".repeat(10_000)));
    }

    @Test
    void aKeywordInTheWrongPlaceIsToldWhereItBelongs() {
        assertEquals("it belongs in vrrp_instance", Suggestion.forKeyword(Place.VIRTUAL_SERVER, "advert_int"));
        assertEquals("it belongs at the top of the file: is a \"}\" missing before it?",
                Suggestion.forKeyword(Place.VIRTUAL_SERVER, "vrrp_instance"));
    }
}
