package dev.lvsd.owned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedListTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void listThatCannotBeReadIsNamedWithTheReason() throws IOException {
        Path path = Files.createDirectory(directory.resolve("owned"));
        IOException refused = assertThrows(IOException.class, () -> new OwnedList(path).read());
        assertEquals(path + ": cannot be read: Is a directory", refused.getMessage());
    }

    @Test
    void listThatCannotBeWrittenIsNamedWithTheReasonAndTheOldOneStays() throws IOException {
        Path path = directory.resolve("owned");
        OwnedList list = new OwnedList(path);
        list.write(List.of("old"));
        Files.createDirectory(directory.resolve("owned.next"));
        IOException refused = assertThrows(IOException.class, () -> list.write(List.of("new")));
        assertEquals(path + ": cannot be written: Is a directory", refused.getMessage());
        assertEquals("old", list.read().getFirst());
    }

    @Test
    void directoryThatWentIsNamed() {
        Path path = directory.resolve("gone").resolve("owned");
        IOException refused = assertThrows(IOException.class, () -> new OwnedList(path).write(List.of()));
        assertEquals(path + ": cannot be written: no such directory", refused.getMessage());
    }

    @Test
    void listOfAnEmptyFileIsOneEmptyLine() throws IOException {
        Path path = Files.createFile(directory.resolve("owned"));
        assertEquals(List.of(""), new OwnedList(path).read());
    }
}
