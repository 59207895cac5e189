package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SdNotifyTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void notificationsArriveAtAPath() throws LinuxException {
        arrivesAt(directory.resolve("notify").toString());
    }

    @Test
    void notificationsArriveAtAnAbstractName() throws LinuxException {
        arrivesAt("@lvsd-test-" + ProcessHandle.current().pid());
    }

    private static void arrivesAt(String name) throws LinuxException {
        try (FakeSupervisor manager = FakeSupervisor.at(name);
                SdNotify notify = SdNotify.to(name)) {
            notify.send("READY=1");
            notify.send("STATUS=übernommen");
            assertEquals(List.of("READY=1", "STATUS=übernommen"), manager.heard());
        }
    }

    @Test
    void managerThatIsGoneIsAnErrorThatNamesIt() throws LinuxException {
        String name = directory.resolve("nobody").toString();
        try (SdNotify notify = SdNotify.to(name)) {
            LinuxException refused = assertThrows(LinuxException.class, () -> notify.send("READY=1"));
            assertTrue(refused.toString().contains("sendto on NOTIFY_SOCKET " + name), refused.toString());
        }
    }

    @Test
    void withoutAManagerNothingIsSent() throws LinuxException {
        try (SdNotify notify = SdNotify.to("")) {
            notify.send("READY=1");
        }
    }

    @Test
    void nameOfAnotherFormIsRefused() {
        for (String name : List.of("notify", "vsock:2:9", "@", "/" + "x".repeat(108))) {
            assertThrows(IllegalArgumentException.class, () -> SdNotify.to(name));
        }
    }

    @Test
    void monotonicClockIsTheOneOfNanoTime() {
        long before = System.nanoTime() / 1000;
        long between = SdNotify.monotonicMicros();
        assertTrue(before <= between && between <= System.nanoTime() / 1000);
    }
}
