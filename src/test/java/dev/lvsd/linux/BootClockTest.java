package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BootClockTest {
    @Test
    void countsFromTheBootWhateverClockIsRead() throws IOException {
        double uptime = Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
        assertEquals(uptime, new BootClock().nanos() / 1e9, 2);
    }

    @Test
    void neverGoesBackAndIsTheSameForEveryone() throws IOException {
        long first = new BootClock().nanos();
        assertTrue(new BootClock().nanos() >= first);
        assertEquals(BootClock.bootId(), BootClock.bootId());
    }
}
