package dev.lvsd.vrrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Two members, A and B, with priority 100 and an advert a second: a master down interval of 3.609375 s.
class SyncGroupTest {
    private static final long SECOND = 1_000_000_000L;
    private static final IpAddress OWN = IpAddress.of("10.0.0.1");
    private static final IpAddress OTHER = IpAddress.of("10.0.0.2");

    private final List<VirtualRouter> members =
            List.of(new VirtualRouter(instance(51)), new VirtualRouter(instance(52)));
    private SyncGroup group = new SyncGroup(List.of("A", "B"), members, RouterState.INITIALIZE);
    private final List<String> told = new ArrayList<>();

    SyncGroupTest() {
        members.forEach(member -> member.on(Input.Group.JOIN, 0));
    }

    @Test
    void noMemberIsMasterBeforeAllCanBe() {
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        assertEquals(RouterState.BACKUP, group.state());
        say(1, Input.Timer.TICK, 5 * SECOND);
        assertEquals("MASTER MASTER", states());
        assertEquals(RouterState.MASTER, group.state());
    }

    @Test
    void aMemberThatHearsAMasterHoldsTheOthersBack() {
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        say(0, advert(150), 4 * SECOND);
        say(1, Input.Timer.TICK, 5 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        say(0, Input.Timer.TICK, 9 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    @Test
    void aFaultOfOneIsAFaultOfAllAndMastersResign() {
        becomeMaster();
        told.clear();
        say(1, new Input.InterfaceDown("interface eth1 is down"), 10 * SECOND);
        assertEquals("FAULT FAULT", states());
        assertEquals(RouterState.FAULT, group.state());
        assertTrue(told.contains("0 SEND_PRIORITY_ZERO"), told::toString);
        assertTrue(told.contains("0 REMOVE_ADDRESSES"), told::toString);
    }

    @Test
    void whatAMemberTracksIsAFaultOfAllUntilItIsGone() {
        becomeMaster();
        say(1, new Input.Tracked(100, "script check: exit status 1"), 10 * SECOND);
        assertEquals("FAULT FAULT", states());
        assertEquals(SyncGroup.Standing.FAULT, members.get(1).standing());
        assertEquals(SyncGroup.Standing.HELD, members.get(0).standing());
        assertEquals("B of its sync group is in a fault", members.get(0).groupFault());
        say(0, new Input.Tracked(100, null), 11 * SECOND);
        say(1, new Input.InterfaceUp(OWN), 11 * SECOND);
        assertEquals("FAULT FAULT", states());
        say(1, new Input.Tracked(100, null), 12 * SECOND);
        assertEquals("BACKUP BACKUP", states());
    }

    @Test
    void aMemberWhoseInterfaceIsBackWaitsForWhatItTracks() {
        becomeMaster();
        say(1, new Input.InterfaceDown("interface eth1 is down"), 10 * SECOND);
        say(1, new Input.Tracked(100, "file /run/drain: -10"), 10 * SECOND);
        say(1, new Input.InterfaceUp(OWN), 11 * SECOND);
        assertEquals("FAULT FAULT", states());
        say(1, new Input.Tracked(100, null), 12 * SECOND);
        assertEquals("BACKUP BACKUP", states());
    }

    @Test
    void aWillingMemberOfAnotherPriorityStaysWilling() {
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        say(0, new Input.Tracked(90, null), 4 * SECOND);
        assertEquals(VirtualRouter.NEVER, members.get(0).deadlineNanos());
        say(1, Input.Timer.TICK, 5 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    @Test
    void noMemberTakesOverBeforeTheStartupDelayIsOver() {
        members.forEach(member -> member.startsAt(30 * SECOND));
        start();
        say(0, Input.Timer.TICK, 20 * SECOND);
        say(1, Input.Timer.TICK, 20 * SECOND);
        assertEquals(SyncGroup.Standing.BACKUP, members.get(0).standing());
        say(0, Input.Timer.TICK, 34 * SECOND);
        say(1, Input.Timer.TICK, 34 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    @Test
    void allAreBackupWhenTheFaultIsGone() {
        becomeMaster();
        say(1, new Input.InterfaceDown("interface eth1 is down"), 10 * SECOND);
        say(0, new Input.InterfaceDown("interface eth0 is down"), 10 * SECOND);
        say(1, new Input.InterfaceUp(OWN), 11 * SECOND);
        assertEquals("FAULT FAULT", states());
        say(0, new Input.InterfaceUp(OWN), 12 * SECOND);
        assertEquals("BACKUP BACKUP", states());
    }

    /// Without a start of the first one meanwhile.
    @Test
    void membersThatAllLostTheirLinkWaitForEachOther() {
        becomeMaster();
        say(0, new Input.InterfaceDown("interface eth0 is down"), 10 * SECOND);
        say(1, new Input.InterfaceDown("interface eth1 is down"), 10 * SECOND);
        told.clear();
        say(0, new Input.InterfaceUp(OWN), 11 * SECOND);
        assertEquals(List.of(), told);
        say(1, new Input.InterfaceUp(OWN), 12 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        assertEquals(2, told.size(), told::toString);
    }

    @Test
    void aMasterThatLosesTakesTheOthersWithItWithoutPriorityZero() {
        becomeMaster();
        told.clear();
        say(0, advert(150), 10 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        assertTrue(told.contains("1 REMOVE_ADDRESSES"), told::toString);
        assertTrue(!told.contains("1 SEND_PRIORITY_ZERO"), told::toString);
    }

    /// A reload made one group of a master and a backup: one node is master of all before long.
    @Test
    void mastersYieldWithAMemberThatFollowsAnotherNode() {
        tell(0, Input.Group.LEAVE, 0);
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        tell(1, advert(150), 4 * SECOND);
        assertEquals("MASTER BACKUP", states());
        told.clear();
        group = new SyncGroup(List.of("A", "B"), members, RouterState.BACKUP);
        say(0, Input.Group.JOIN, 5 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        assertEquals("a member follows another master", group.reason());
        assertTrue(told.contains("0 REMOVE_ADDRESSES"), told::toString);
    }

    @Test
    void aMemberThatKnowsOfNoMasterComesToAGroupOfMastersWithoutDisturbingIt() {
        tell(0, Input.Group.LEAVE, 0);
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        group = new SyncGroup(List.of("A", "B"), members, RouterState.BACKUP);
        say(0, Input.Group.JOIN, 5 * SECOND);
        assertEquals("MASTER BACKUP", states());
        say(1, Input.Timer.TICK, 6 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    @Test
    void aMemberThatLeavesTheGroupTakesOverByItself() {
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        say(0, Input.Group.LEAVE, 4 * SECOND);
        assertEquals("MASTER BACKUP", states());
    }

    @Test
    void anOwnerWaitsForTheOthers() {
        List<VirtualRouter> owners = List.of(
                new VirtualRouter(Instances.V3.priority(255).of(51)), new VirtualRouter(instance(52)));
        SyncGroup mixed = new SyncGroup(List.of("A", "B"), owners, RouterState.INITIALIZE);
        owners.forEach(owner -> owner.on(Input.Group.JOIN, 0));
        owners.forEach(owner -> owner.on(new Input.InterfaceUp(OWN), 0));
        owners.forEach(owner -> owner.on(Input.Timer.TICK, 1));
        assertEquals(List.of(), mixed.settle());
        assertEquals(SyncGroup.Standing.WILLING, owners.getFirst().standing());
        assertEquals(RouterState.BACKUP, owners.getFirst().state());
    }

    @Test
    void whoIsNoOwnerAnyMoreWaitsLikeOthers() {
        start();
        say(0, new Input.Reconfigured(Instances.V3.priority(255).of(51)), SECOND);
        assertEquals(SyncGroup.Standing.WILLING, members.getFirst().standing());
        say(0, new Input.Reconfigured(instance(51)), SECOND);
        say(1, Input.Timer.TICK, 4 * SECOND);
        assertEquals("BACKUP BACKUP", states());
        say(0, Input.Timer.TICK, 5 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    /// What an earlier run held is taken back by all or by none.
    @Test
    void allResumeOrNone() {
        members.forEach(member -> member.on(Input.Resume.RESUME, 0));
        start();
        told.clear();
        say(0, advert(150), 0);
        assertTrue(told.contains("1 REMOVE_ADDRESSES"), told::toString);
        say(1, Input.Timer.TICK, 1);
        assertEquals("BACKUP BACKUP", states());
    }

    @Test
    void allThatResumeAreMastersWithTheFirstTick() {
        members.forEach(member -> member.on(Input.Resume.RESUME, 0));
        start();
        say(0, Input.Timer.TICK, 0);
        say(1, Input.Timer.TICK, 0);
        assertEquals("MASTER MASTER", states());
        assertTrue(!told.contains("0 REMOVE_ADDRESSES"), told::toString);
    }

    private void becomeMaster() {
        start();
        say(0, Input.Timer.TICK, 4 * SECOND);
        say(1, Input.Timer.TICK, 4 * SECOND);
        assertEquals("MASTER MASTER", states());
    }

    private void start() {
        tell(0, new Input.InterfaceUp(OWN), 0);
        say(1, new Input.InterfaceUp(OWN), 0);
    }

    private void say(int member, Input input, long now) {
        tell(member, input, now);
        List<SyncGroup.Step> steps = group.settle();
        while (!steps.isEmpty()) {
            steps.forEach(step -> tell(step.member(), step.input(), now));
            steps = group.settle();
        }
    }

    private void tell(int member, Input input, long now) {
        members.get(member).on(input, now).forEach(action -> told.add(member + " " + action));
    }

    private String states() {
        return members.get(0).state() + " " + members.get(1).state();
    }

    private static Input advert(int priority) {
        return new Input.AdvertReceived(OTHER, new Advert(3, 51, priority, SECOND, List.of()));
    }

    private static VrrpInstance instance(int virtualRouterId) {
        return Instances.V3.of(virtualRouterId);
    }
}
