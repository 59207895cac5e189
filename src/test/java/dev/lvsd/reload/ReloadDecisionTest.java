package dev.lvsd.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.control.ReloadOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReloadDecisionTest {
    private static final String HALF = Configurations.BASE.replace("address: 192.0.2.113", "address: 192.0.2.120");

    @Test
    void fileWithAnErrorIsRefusedWhateverElseItSays() {
        ReloadDecision.Refused refused = assertInstanceOf(
                ReloadDecision.Refused.class, decide(Configurations.BASE.replace("priority: 100", "priority: high")));
        assertTrue(refused.reason().startsWith("1 error, nothing was changed: test.yaml:5:"), refused.reason());
        assertInstanceOf(ReloadDecision.Refused.class, decide("", ReloadOption.FORCE));
    }

    @Test
    void theSameFileIsUnchanged() {
        assertInstanceOf(ReloadDecision.Unchanged.class, decide(Configurations.BASE));
    }

    @Test
    void removalOfMostOfTheTableHasToBeForced() {
        ReloadDecision.Refused refused = assertInstanceOf(ReloadDecision.Refused.class, decide(HALF));
        assertTrue(refused.reason().contains("3 of the 3 entries"), refused.reason());
        assertEquals(2, refused.changes().size());
        assertInstanceOf(ReloadDecision.Accepted.class, decide(HALF, ReloadOption.FORCE));
    }

    @Test
    void changeIsAccepted() {
        String text = Configurations.BASE.replace("priority: 100", "priority: 50");
        ReloadDecision.Accepted accepted = assertInstanceOf(ReloadDecision.Accepted.class, decide(text));
        assertEquals(50, accepted.next().vrrpInstances().getFirst().priority());
    }

    private static ReloadDecision decide(String text, ReloadOption... options) {
        return ReloadDecision.of(
                Configurations.of(Configurations.BASE), Configurations.loaded(text), Set.of(options));
    }
}
