package dev.lvsd.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OrderDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Caller ALICE = new Caller("alice", false);

    private final List<@Nullable MaintenanceSnapshot> said = new ArrayList<>();
    private @Nullable String obstacle;

    private final OrderDesk desk = new OrderDesk(
            wanted -> {
                said.add(wanted);
                return obstacle;
            },
            InstantSource.fixed(NOW));

    @Test
    void nodeIsPutIntoMaintenanceAndBack() throws FormException {
        assertEquals(OrderReport.Outcome.DONE, take("reason=kernel+upgrade").outcome());
        assertEquals(OrderReport.Outcome.DONE, take("state=off").outcome());
        assertEquals(2, said.size());
        assertEquals(new MaintenanceSnapshot("alice", NOW, "kernel upgrade"), said.get(0));
        assertEquals(null, said.get(1));
    }

    @Test
    void whatStandsInTheWayIsToldAndNothingElse() throws FormException {
        obstacle = "the disk is full";
        assertEquals(OrderReport.refused("the disk is full"), take(""));
    }

    @Test
    void wordsThatMeanNothingChangeNothing() {
        for (String words : new String[] {"state=maybe", "on=true", "reason=a%0Ab"}) {
            assertThrows(FormException.class, () -> take(words));
        }
        assertEquals(List.of(), said);
    }

    private OrderReport take(String words) throws FormException {
        return desk.take(Verb.NODE, Form.read("", words), ALICE);
    }
}
