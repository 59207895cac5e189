package dev.lvsd.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.Configuration;
import dev.lvsd.config.ConfigurationFile;
import dev.lvsd.config.Loaded;
import dev.lvsd.config.Syntax;
import dev.lvsd.config.text.SourceText;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sysctls in a directory.
class SysctlKeeperTest {
    private static final String NODEST = "net/ipv4/vs/expire_nodest_conn";
    private static final String THRESHOLD = "net/ipv4/vs/sync_threshold";

    @TempDir
    private Path directory = Path.of("");

    private SysctlKeeper keeper = keeper("");

    @BeforeEach
    void kernel() throws IOException {
        keeper = keeper("one");
        put(NODEST, "0\n");
        put(THRESHOLD, "3\t50\n");
    }

    @AfterEach
    void end() throws InterruptedException {
        keeper.end(false);
    }

    @Test
    void sysctlsAreSetAndShownAndComeBackAtTheEnd() throws Exception {
        keeper.begin(wanting("expire_nodest_conn: 1, sync_threshold: 3 50"), Set::of);
        assertEquals("1", value(NODEST));
        assertEquals(List.of("boot\tone", "net.ipv4.vs.expire_nodest_conn\t1\t0"), listed());
        SysctlEntry entry = keeper.status().entries().getFirst();
        assertEquals("net.ipv4.vs.expire_nodest_conn 1 1 0",
                entry.name() + " " + entry.value() + " " + entry.wanted() + " " + entry.before());
        assertEquals(List.of(), keeper.status().complaints());
        keeper.end(true);
        assertEquals("0", value(NODEST));
        assertEquals(List.of(), listed());
    }

    @Test
    void endToComeBackLeavesThemForTheNextProcess() throws Exception {
        keeper.begin(wanting("expire_nodest_conn: 1"), Set::of);
        keeper.end(false);
        assertEquals("1", value(NODEST));
        keeper = keeper("one");
        keeper.begin(wanting("expire_nodest_conn: 1"), Set::of);
        keeper.reload(wanting("sync_threshold: 3 50"));
        assertEquals("0", value(NODEST));
    }

    @Test
    void cleanupPutsBackWhatADeadProcessHasChanged() throws Exception {
        keeper.begin(wanting("expire_nodest_conn: 1"), Set::of);
        SysctlKeeper after = keeper("one");
        assertEquals("[net.ipv4.vs.expire_nodest_conn]", after.restoreAll().toString());
        assertEquals("0", value(NODEST));
        assertEquals(Set.of(), keeper("one").restoreAll());
    }

    @Test
    void whatIsNotThereOrIsNoFileIsAComplaintWithItsName() throws Exception {
        Files.createDirectories(directory.resolve("sys/net/ipv4/odd"));
        keeper.begin(wanting("net.ipv4.conf.eth9.rp_filter: 2, net.ipv4.odd: 1"), Set::of);
        List<String> complaints = keeper.status().complaints();
        assertEquals(2, complaints.size(), complaints::toString);
        assertTrue(complaints.getFirst().contains("eth9.rp_filter is not there"), complaints::toString);
        assertTrue(complaints.getLast().contains("net.ipv4.odd cannot be read: it is a directory"),
                complaints::toString);
    }

    private SysctlKeeper keeper(String boot) {
        return new SysctlKeeper(directory.resolve("owned-sysctls"), boot, new SysctlFiles(directory.resolve("sys")));
    }

    private static Configuration wanting(String pairs) {
        Loaded loaded = ConfigurationFile.read(new SourceText("lvsd.yaml", "lvsd: {sysctl: {" + pairs + "}}\n"
                + "virtual_server: [{address: 192.0.2.1, port: 80, protocol: TCP, lb_kind: DR,"
                + " real_server: [{address: 192.0.2.2, port: 80}]}]\n"), Syntax.YAML, "lb1");
        return Objects.requireNonNull(loaded.configuration(), () -> loaded.problems().render());
    }

    private List<String> listed() throws IOException {
        return new OwnedList(directory.resolve("owned-sysctls")).read().stream()
                .filter(line -> !line.isEmpty()).toList();
    }

    private void put(String path, String text) throws IOException {
        Path file = directory.resolve("sys").resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    private String value(String path) throws IOException {
        return Files.readString(directory.resolve("sys").resolve(path)).strip();
    }
}
