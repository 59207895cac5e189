package dev.lvsd.ipvs.reconciler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lvsd.ipvs.RandomTables;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Family;
import dev.lvsd.pool.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedFileTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void absentFileIsAnEmptyList() throws IOException {
        assertEquals(Set.of(), file().read());
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        RandomTables random = new RandomTables(1);
        for (int i = 0; i < 50; i++) {
            Set<VirtualServerKey> keys = new HashSet<>();
            for (int j = 0; j < i; j++) {
                keys.add(random.key());
            }
            file().write(keys);
            assertEquals(keys, file().read());
        }
        assertFalse(Files.exists(directory.resolve("owned.next")));
    }

    @Test
    void listSaysWhatItIsAndAnOlderOneWithoutThatIsReadToo() throws IOException {
        file().write(Set.of(Samples.WEB));
        assertEquals("# lvsd owned 1\n" + Samples.WEB + "\n", Files.readString(directory.resolve("owned")));
        Files.writeString(directory.resolve("owned"), Samples.WEB + "\n");
        assertEquals(Set.of(Samples.WEB), file().read());
    }

    @Test
    void listOfANewerLvsdIsAnErrorThatSaysSo() throws IOException {
        Files.writeString(directory.resolve("owned"), "# lvsd owned 2\n");
        IOException error = assertThrows(IOException.class, () -> file().read());
        assertTrue(String.valueOf(error.getMessage()).contains("version 2"), error::getMessage);
    }

    @Test
    void linesThatAreNoVirtualServerAreSkipped() throws IOException {
        Files.writeString(directory.resolve("owned"), """
                TCP 10.9.0.100:80
                TCP 10.9.0.100
                XYZ 10.9.0.100:80
                FWM 4294967295 IPv6
                FWM 0
                FWM -1
                FWM
                FWM 1 2 3

                \u0000\u00ff""");
        assertEquals(
                Set.of(Samples.WEB, new VirtualServerKey.Fwmark(Family.IPV6, -1)), file().read());
    }

    @Test
    void noBytesGiveAnythingButAList() throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[200];
        for (int i = 0; i < 200; i++) {
            random.nextBytes(bytes);
            Files.write(directory.resolve("owned"), bytes);
            assertEquals(Set.of(), file().read());
        }
    }

    @Test
    void directoryThatIsGoneIsAnError() {
        OwnedFile file = new OwnedFile(directory.resolve("absent").resolve("owned"));
        assertThrows(IOException.class, () -> file.write(Set.of()));
    }

    private OwnedFile file() {
        return new OwnedFile(directory.resolve("owned"));
    }
}
