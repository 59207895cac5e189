package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.StaticAddress;
import dev.lvsd.config.StaticSettings;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.owned.OwnedList;
import dev.lvsd.vrrp.OwnedAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list over a start, a reload and a stop. The kernel is only asked, and of its interfaces the loopback alone
/// counts, with the address that it always has.
class OwnedAddressesTest {
    private static final String THERE = "127.0.0.1/8";
    private static final String ABSENT = "192.0.2.100/32";
    private static final String OTHER = "192.0.2.101/32";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void startListsWhatIsConfiguredBeforeItIsThere() throws IOException {
        addresses().begin(List.of(instance(100, ABSENT, OTHER)), StaticSettings.NONE);
        assertEquals(Set.of(ABSENT, OTHER), listed());
    }

    @Test
    void startForgetsWhatIsNeitherConfiguredNorThere() throws IOException {
        list(ABSENT, OTHER);
        addresses().begin(List.of(instance(100, ABSENT)), StaticSettings.NONE);
        assertEquals(Set.of(ABSENT), listed());
    }

    @Test
    void listThatCannotBeWrittenKeepsNoDirectorFromStarting() throws IOException {
        list(OTHER);
        Files.createDirectory(directory.resolve("owned-addresses.next"));
        addresses().begin(List.of(instance(100, ABSENT)), StaticSettings.NONE);
        assertEquals(Set.of(OTHER), listed());
    }

    @Test
    void reloadListsWhatItBringsBesideWhatIsThere() throws IOException {
        list(ABSENT);
        addresses().expect(List.of(instance(100, OTHER)), StaticSettings.NONE);
        assertEquals(Set.of(ABSENT, OTHER), listed());
    }

    @Test
    void reloadListsOfAnOwnerWhatLvsdWillHaveToAddAndNotWhatIsItsInterfacesOwn() throws IOException {
        addresses().expect(List.of(instance(255, THERE, ABSENT)), StaticSettings.NONE);
        assertEquals(Set.of(ABSENT), listed());
    }

    @Test
    void addressThatWasOursStaysOursWhenItsInstanceBecomesTheOwner() throws IOException {
        list(THERE);
        addresses().expect(List.of(instance(255, THERE)), StaticSettings.NONE);
        addresses().settle(List.of(instance(255, THERE)), StaticSettings.NONE);
        assertEquals(Set.of(THERE), listed());
    }

    @Test
    void afterAReloadWhatIsNotConfiguredAndGoneIsForgotten() throws IOException {
        list(ABSENT, OTHER);
        addresses().settle(List.of(instance(100, OTHER)), StaticSettings.NONE);
        assertEquals(Set.of(OTHER), listed());
    }

    @Test
    void afterAReloadWhatCouldNotBeRemovedStaysListed() throws IOException {
        list(THERE, OTHER);
        addresses().settle(List.of(), StaticSettings.NONE);
        assertEquals(Set.of(THERE), listed());
    }

    @Test
    void afterAReloadNothingIsOursThatWasNotListed() throws IOException {
        list(OTHER);
        addresses().settle(List.of(instance(255, THERE, OTHER)), StaticSettings.NONE);
        assertEquals(Set.of(OTHER), listed());
    }

    @Test
    void staticAddressesAreListedUnlessTheyWereThereBefore() throws IOException {
        OwnedAddresses addresses = addresses();
        StaticSettings both = new StaticSettings(List.of(fixed(THERE), fixed(ABSENT)), List.of());
        addresses.begin(List.of(), both);
        assertEquals(Set.of(ABSENT), listed());
        assertTrue(addresses.lists(owned(ABSENT)));
        assertFalse(addresses.lists(owned(THERE)));
        list(THERE, ABSENT);
        addresses.settle(List.of(), both);
        assertEquals(Set.of(THERE, ABSENT), listed());
        addresses.settle(List.of(), StaticSettings.NONE);
        assertEquals(Set.of(THERE), listed());
    }

    private static StaticAddress fixed(String address) {
        return new StaticAddress(instance(100, address).virtualAddresses().getFirst(), "lo", null);
    }

    private static OwnedAddress owned(String address) {
        return new OwnedAddress(fixed(address).address().prefix(), "lo");
    }

    @Test
    void afterTheStopOnlyWhatIsStillThereIsListed() throws IOException {
        list(THERE, ABSENT);
        addresses().end();
        assertEquals(Set.of(THERE), listed());
    }

    private OwnedAddresses addresses() {
        return new OwnedAddresses(path(), new OwnedTables(directory.resolve("owned-nftables")));
    }

    private void list(String... prefixes) throws IOException {
        new OwnedList(path()).write(Set.of(prefixes).stream().map(prefix -> prefix + " lo").toList());
    }

    private Set<String> listed() throws IOException {
        return Set.copyOf(new OwnedList(path()).read().stream()
                .filter(line -> !line.isEmpty()).map(line -> line.replace(" lo", "")).toList());
    }

    private Path path() {
        return directory.resolve("owned-addresses");
    }

    private static VrrpInstance instance(int priority, String... addresses) {
        return new SampleInstance().on("lo").priority(priority).addresses(addresses).build();
    }
}
