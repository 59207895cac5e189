package dev.lvsd.vrrp.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.MacAddress;
import dev.lvsd.netlink.Link;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecondaryPromotionTest {
    private static final List<VrrpInstance> WANTING = List.of(new SampleInstance().promoteSecondaries().build());

    @TempDir
    private Path directory = Path.of("");

    private SecondaryPromotion promotion = new SecondaryPromotion(directory, new NewsDesk(_ -> {}));

    @BeforeEach
    void makeInterface() throws IOException {
        promotion = new SecondaryPromotion(directory, new NewsDesk(_ -> {}));
        Files.createDirectory(directory.resolve("eth0"));
        write("0\n");
    }

    @Test
    void whatWasOffIsOnWhileItIsWanted() throws IOException {
        promotion.follow(WANTING, eth0(3));
        assertEquals("1", read());
        promotion.follow(List.of(new SampleInstance().build()), eth0(3));
        assertEquals("0", read());
    }

    @Test
    void whatWasOnStaysOn() throws IOException {
        write("1\n");
        promotion.follow(WANTING, eth0(3));
        promotion.follow(List.of(), eth0(3));
        assertEquals("1", read());
    }

    @Test
    void interfaceThatComesLaterOrIsMadeAnewIsSetThen() throws IOException {
        promotion.follow(WANTING, Interfaces.NONE);
        assertEquals("0", read());
        promotion.follow(WANTING, eth0(3));
        assertEquals("1", read());
        write("0\n");
        promotion.follow(WANTING, eth0(3));
        assertEquals("0", read(), "what someone else does to the same interface stands");
        promotion.follow(WANTING, eth0(4));
        assertEquals("1", read());
    }

    @Test
    void instanceThatDoesNotAskForItChangesNothing() throws IOException {
        promotion.follow(List.of(new SampleInstance().build()), eth0(3));
        assertEquals("0", read());
    }

    private String read() throws IOException {
        return Files.readString(file()).strip();
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
    }

    private Path file() {
        return directory.resolve("eth0/promote_secondaries");
    }

    private static Interfaces eth0(int index) {
        return Interfaces.of(
                List.of(new Link(index, "eth0", 1, new MacAddress(0x02_00_00_00_00_01L), 0x41, 1500)), List.of());
    }
}
