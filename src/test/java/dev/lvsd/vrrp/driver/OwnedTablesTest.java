package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.AcceptMode;
import dev.lvsd.config.PacketFilter;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.owned.OwnedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list alone: what becomes of tables in the kernel is a native scenario.
class OwnedTablesTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void tableIsListedBeforeItIsMadeAndBothAreWhileAReloadChangesIt() throws IOException {
        tables().begin(List.of(instance("one")));
        assertEquals(Set.of("one"), listed());
        tables().expect(List.of(instance("two")));
        assertEquals(Set.of("one", "two"), listed());
    }

    @Test
    void whereAllAcceptNothingIsListed() throws IOException {
        tables().begin(List.of(new SampleInstance().build()));
        assertEquals(Set.of(), listed());
    }

    private OwnedTables tables() {
        return new OwnedTables(directory.resolve("owned-nftables"));
    }

    private Set<String> listed() throws IOException {
        return new OwnedList(directory.resolve("owned-nftables")).read().stream()
                .filter(line -> !line.isEmpty()).collect(Collectors.toSet());
    }

    private static VrrpInstance instance(String table) {
        return new SampleInstance().acceptMode(new AcceptMode(false, new PacketFilter(table, -1, false))).build();
    }
}
