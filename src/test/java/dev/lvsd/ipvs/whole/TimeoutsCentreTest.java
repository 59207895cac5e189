package dev.lvsd.ipvs.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.Timeouts;
import org.junit.jupiter.api.Test;

class TimeoutsCentreTest {
    private static final Timeouts KERNELS = new Timeouts(900, 120, 300);

    private TimeoutsCentre centre = new TimeoutsCentre(Timeouts.NONE);
    private Timeouts table = KERNELS;

    @Test
    void onlyWhatIsConfiguredIsSetAndRestored() {
        centre.configure(new Timeouts(1800, 0, 60));
        round();
        assertEquals(new Timeouts(1800, 120, 60), table);
        assertEquals(new Timeouts(900, 0, 300), centre.originals());
        table = new Timeouts(1800, 77, 60);
        round();
        assertEquals(new Timeouts(1800, 77, 60), table, "the one that is not configured is somebody else's");
        centre.configure(Timeouts.NONE);
        round();
        assertEquals(new Timeouts(900, 77, 300), table);
        assertTrue(centre.isIdle());
    }

    @Test
    void crashDoesNotLoseTheOriginals() {
        centre.configure(new Timeouts(1800, 0, 0));
        centre.read(table);
        assertEquals(new Timeouts(900, 0, 0), centre.originals(), "known before anything is changed");
        round();
        centre = new TimeoutsCentre(centre.originals());
        centre.configure(new Timeouts(1800, 0, 0));
        round();
        centre.configure(Timeouts.NONE);
        round();
        assertEquals(KERNELS, table);
    }

    @Test
    void originalsOfACrashedRunAreRestoredWhereNothingIsConfiguredNow() {
        table = new Timeouts(5, 6, 300);
        centre = new TimeoutsCentre(new Timeouts(900, 120, 0));
        round();
        assertEquals(KERNELS, table);
        assertTrue(centre.isIdle());
    }

    @Test
    void reloadSetsTheNewOnesAndRestoresTheOthers() {
        centre.configure(new Timeouts(1800, 0, 0));
        round();
        centre.configure(new Timeouts(0, 30, 0));
        round();
        assertEquals(new Timeouts(900, 30, 300), table);
        assertEquals(new Timeouts(0, 120, 0), centre.originals());
    }

    @Test
    void whatSomeoneElseChangedIsPutBackAndTold() {
        centre.configure(new Timeouts(1800, 0, 0));
        assertNull(centre.read(table));
        round();
        table = new Timeouts(7, 120, 300);
        assertEquals("changed the timeouts (tcp tcpfin udp) from 1800 120 300 to 7 120 300", centre.read(table));
        round();
        assertEquals(new Timeouts(1800, 120, 300), table);
        table = new Timeouts(1800, 120, 301);
        assertNull(centre.read(table));
    }

    @Test
    void refusedChangeWaitsForTheNextRead() {
        centre.configure(new Timeouts(2678400, 0, 0));
        centre.read(table);
        assertEquals(new Timeouts(2678400, 0, 0), centre.change());
        centre.refused();
        assertEquals(Timeouts.NONE, centre.change());
        centre.read(table);
        assertEquals(new Timeouts(2678400, 0, 0), centre.change());
    }

    private void round() {
        centre.read(table);
        Timeouts change = centre.change();
        table = change.or(table);
        centre.done(change);
        centre.read(table);
        assertEquals(Timeouts.NONE, centre.change());
    }
}
