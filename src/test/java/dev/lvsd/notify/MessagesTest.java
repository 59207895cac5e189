package dev.lvsd.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lvsd.config.GroupTracking;
import dev.lvsd.config.Notifications;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.track.TrackerStates;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.FirewallStatus;
import dev.lvsd.vrrp.GroupStatus;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VrrpEvent;
import dev.lvsd.vrrp.VrrpEvent.Departure;
import dev.lvsd.vrrp.StaticStatus;
import dev.lvsd.vrrp.VrrpStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Notifications PRIORITIES = new Notifications(Map.of(), null, false, true, false);
    private static final Notifications DELETED = new Notifications(Map.of(), null, false, false, true);

    @Test
    void linesAreKeepaliveds() {
        assertEquals("INSTANCE \"VI\" MASTER 100\n", line(Told.changed(Notifications.NONE, RouterState.MASTER)));
        assertEquals("INSTANCE \"VI\" STOP 100\n",
                line(Told.changed(Notifications.NONE, RouterState.INITIALIZE, Departure.STOPPED)));
        assertEquals("GROUP \"VG\" FAULT 0\n", line(new VrrpEvent.GroupChanged(
                new VrrpSyncGroup("VG", List.of("VI"), GroupTracking.NONE, Notifications.NONE),
                new Action.StateChanged(RouterState.MASTER, RouterState.FAULT, "for a test"), Departure.NONE)));
        assertEquals("INSTANCE \"VI\" MASTER_RX_LOWER_PRI 100\n",
                line(new VrrpEvent.LowerPriorityHeard(new SampleInstance().build(), 100)));
    }

    /// `fifo_write_vrrp_states_on_reload`.
    @Test
    void statesAreLinesToo() {
        VrrpSyncGroup group = new VrrpSyncGroup("VG", List.of("VI"), GroupTracking.NONE, Notifications.NONE);
        assertEquals(List.of("GROUP \"VG\" BACKUP 0\n"), Messages.lines(new VrrpStatus(
                List.of(), StaticStatus.NONE, TrackerStates.NONE,
                List.of(new GroupStatus(group, RouterState.BACKUP, null, 1, ""),
                        new GroupStatus(group, RouterState.INITIALIZE, null, 0, "")),
                0, 0, 0, "", "", "", FirewallStatus.NONE, null)));
    }

    @Test
    void anInstanceThatAReloadRemovesIsAFaultUnlessDeletedIsAskedFor() {
        assertEquals("INSTANCE \"VI\" FAULT 100\n",
                line(Told.changed(Notifications.NONE, RouterState.INITIALIZE, Departure.REMOVED)));
        assertEquals("INSTANCE \"VI\" DELETED 100\n",
                line(Told.changed(DELETED, RouterState.INITIALIZE, Departure.REMOVED)));
    }

    @Test
    void changesOfThePriorityAreToldWhereAskedFor() {
        var instance = new SampleInstance().notifications(PRIORITIES).build();
        assertEquals("INSTANCE \"VI\" BACKUP_PRIORITY 90\n",
                line(new VrrpEvent.PriorityChanged(instance, RouterState.FAULT, 90)));
        assertEquals("INSTANCE \"VI\" MASTER_PRIORITY 90\n",
                line(new VrrpEvent.PriorityChanged(instance, RouterState.MASTER, 90)));
        assertNull(Messages.of(new VrrpEvent.PriorityChanged(instance, RouterState.INITIALIZE, 90)));
        assertNull(Messages.of(
                new VrrpEvent.PriorityChanged(new SampleInstance().build(), RouterState.MASTER, 90)));
    }

    @Test
    void aDaemonThatComesBackTellsNobody() {
        assertNull(Messages.of(Told.changed(Notifications.NONE, RouterState.INITIALIZE, Departure.COMES_BACK)));
    }

    private static String line(VrrpEvent event) {
        Message message = Messages.of(event);
        return message == null ? "nothing" : message.line();
    }
}
