package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.netlink.nft.DropTable;
import dev.lvsd.netlink.nft.DropTables;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The list of the nftables tables that lvsd may have made, in the state directory, so that a kernel without need of
/// one is never asked for them. One that has not our mark is not ours, whatever the list says. Of one thread.
public final class OwnedTables {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedTables.class);

    private final OwnedList list;

    /// @param path of the list; its directory exists
    public OwnedTables(Path path) {
        list = new OwnedList(path);
    }

    /// Before virtual routers start: removes the tables of an earlier run that nobody wants any more, and writes down
    /// the one that is wanted. A wanted one stays for the addresses thread, which makes it right.
    void begin(List<VrrpInstance> instances) {
        try {
            Set<String> listed = listed();
            Set<String> wanted = wanted(instances);
            Set<String> unwanted = new TreeSet<>(listed);
            unwanted.removeAll(wanted);
            remove(unwanted).forEach(name -> LOG.info("vrrp: removed the table inet {} of an earlier run", name));
            if (!listed.equals(wanted)) {
                list.write(wanted);
            }
        } catch (IOException e) {
            LOG.error("an nftables table may be left behind: {}", e.getMessage());
        }
    }

    /// Before a reload: writes down what another configuration wants too.
    ///
    /// @throws IOException where the list cannot be read or written
    void expect(List<VrrpInstance> next) throws IOException {
        Set<String> all = listed();
        if (all.addAll(wanted(next))) {
            list.write(all);
        }
    }

    /// Removes all tables that are listed, ours and there, and empties the list.
    ///
    /// @return their names
    /// @throws IOException where that failed; they stay in the list
    public Set<String> removeAll() throws IOException {
        Set<String> listed = listed();
        Set<String> removed = remove(listed);
        if (!listed.isEmpty()) {
            list.write(Set.of());
        }
        return removed;
    }

    private Set<String> listed() throws IOException {
        Set<String> names = new TreeSet<>(list.read());
        names.remove("");
        return names;
    }

    private static Set<String> remove(Set<String> names) throws IOException {
        if (names.isEmpty()) {
            return Set.of();
        }
        try (DropTables tables = DropTables.open()) {
            Set<String> there = new TreeSet<>(tables.ours());
            there.retainAll(names);
            for (String name : there) {
                tables.delete(name);
            }
            return there;
        } catch (IOException e) {
            if (DropTables.isUnsupported(e)) {
                return Set.of();
            }
            throw e;
        }
    }

    private static Set<String> wanted(List<VrrpInstance> instances) {
        DropTable table = DropPlan.of(instances, List.of()).table();
        return table == null ? Set.of() : Set.of(table.name());
    }
}
