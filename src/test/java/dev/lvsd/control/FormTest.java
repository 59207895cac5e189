package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FormTest {
    @Test
    void wordsAreThoseOfQueryAndBody() throws FormException {
        assertEquals(
                Map.of("vs", "tcp/[2001:db8::1]:80", "reason", "kernel upgrade = 6.12", "empty", ""),
                Form.read("vs=tcp%2F%5B2001%3Adb8::1]:80&empty=", "reason=kernel+upgrade%20= 6.12\n").words());
        assertEquals(Map.of(), Form.read("", "").words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a=1&a=2 | a is there twice",
        "a       | \"a\" is no word of a form, NAME=VALUE",
        "=1      | \"=1\" is no word of a form, NAME=VALUE",
        "a=%zz   | \"%zz\" is not coded as in a form (%20 for a blank)",
    })
    void whatIsNoFormIsRefusedInALine(String query, String message) {
        assertEquals(message, assertThrows(FormException.class, () -> Form.read(query, "")).getMessage());
    }

    @Test
    void wordThatNobodyReadsIsRefused() throws FormException {
        Form form = Form.read("timeuot=3", "");
        FormException e = assertThrows(FormException.class, () -> form.only(Set.of("timeout", "reason")));
        assertEquals("there is no word \"timeuot\" here; there are reason, timeout", e.getMessage());
    }

    @Test
    void anyBytesAreAFormOrALine() {
        String alphabet = "ab=&%20+\u0000\u00e9{}\"";
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = IntStream.range(0, random.nextInt(20))
                    .mapToObj(_ -> "" + alphabet.charAt(random.nextInt(alphabet.length())))
                    .collect(Collectors.joining());
            try {
                Form.read(text, "");
            } catch (FormException e) {
                assertEquals(false, String.valueOf(e.getMessage()).isEmpty());
            }
        }
    }

    @Test
    void reasonIsALineOfPlainText() throws FormException {
        assertEquals("Käse, 7 \ud83e\uddc0", Reason.of("  Käse, 7 \ud83e\uddc0 "));
        assertEquals(200, Reason.of("é".repeat(200)).length());
        assertThrows(FormException.class, () -> Reason.of("é".repeat(201)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001b[31mb", "a\u2028b", "a\u202eb", "a\u0000b", "a\ud800b", "a\u200bb"})
    void reasonThatDrivesTerminalsIsRefused(String text) {
        assertThrows(FormException.class, () -> Reason.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "root, true, alice, root (sudo: alice)",
        "root, true, , root",
        "root, true, root, root",
        "root, true, 'x) yes (', root",
        "bob, false, alice, bob",
    })
    void whoSudoSaysItIsIsMarkedAsSaid(String name, boolean superuser, String claimed, String shown) {
        assertEquals(shown, new Caller(name, superuser).as(claimed));
    }
}
