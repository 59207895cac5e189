package dev.lvsd.ipvs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.netlink.NetlinkConnection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void rehearsalEndsWithTheTableThatWasDesired() {
        new Rehearsal().run();
    }

    @Test
    void understudyShowsWhatWasAdded() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            IpvsTable desired = new RandomTables(seed).table();
            try (KernelTable table = new KernelTable(new NetlinkConnection(new Understudy()), 30)) {
                List<Step> steps = Plan.between(IpvsTable.EMPTY, desired, Set.of()).steps();
                assertEquals(List.of(), table.apply(steps));
                IpvsTable read = table.dump(desired.virtualServers().keySet()).table();
                assertEquals(List.of(), Plan.between(read, desired, Set.of()).steps());
                assertEquals(read, table.dump(desired.virtualServers().keySet()).table(), "shown again");
            }
        }
    }
}
