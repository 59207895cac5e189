package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DescriptorTest {
    /// The number of a closed descriptor may be another's a moment later.
    @Test
    void secondCloseLeavesTheNextDescriptorOfThatNumberAlone() throws LinuxException {
        EventFd first = EventFd.open();
        first.close();
        EventFd[] opened = new EventFd[64];
        for (int i = 0; i < opened.length; i++) {
            opened[i] = EventFd.open();
        }
        first.close();
        for (EventFd other : opened) {
            assertEquals(0, new Poll(other.descriptor()).await(0), "a descriptor that is open, and quiet");
            other.close();
        }
    }

    @Test
    void closedOneSaysSo() throws LinuxException {
        Descriptor descriptor = Descriptor.of(
                LibC.eventfd(0, LinuxAbi.EFD_CLOEXEC), "eventfd", "a test", "");
        assertTrue(descriptor.isOpen());
        descriptor.close();
        assertFalse(descriptor.isOpen());
    }

    @Test
    void refusalNamesTheCallAndOnWhat() {
        LinuxException refused = assertThrows(
                LinuxException.class,
                () -> Descriptor.of(LibC.socket(-1, 0, 0), "socket(-1)", "a test", "CAP_NET_RAW"));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("socket(-1) on a test: Address family"),
                refused.getMessage());
    }
}
