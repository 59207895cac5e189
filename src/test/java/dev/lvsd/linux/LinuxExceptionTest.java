package dev.lvsd.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LinuxExceptionTest {
    @Test
    void messageSaysWhatWasTriedOnWhatAndTheKernelsAnswer() {
        LinuxException busy = new LinuxException("bind", Errno.EADDRINUSE, "@lvsd", "CAP_NET_RAW");

        assertEquals("bind on @lvsd: Address already in use (EADDRINUSE)", busy.getMessage());
        assertEquals("bind", busy.call());
        assertEquals(Errno.EADDRINUSE, busy.errno());
    }

    @Test
    void refusalForLackOfPrivilegeNamesTheCapability() {
        LinuxException refused = new LinuxException("socket(SOCK_RAW)", Errno.EPERM, "protocol 112", "CAP_NET_RAW");

        assertEquals("socket(SOCK_RAW) on protocol 112: Operation not permitted (EPERM); needs CAP_NET_RAW (run as root"
                + " or grant it)", refused.getMessage());
    }

    @Test
    void unknownNumberIsCalledByItself() {
        assertEquals("Unknown error (errno 4711)", Errno.of(4711).toString());
    }

    @Test
    void socketFamilyThatDoesNotExistIsTheKernelsError() {
        LinuxException none = assertThrows(LinuxException.class, () -> NetlinkSocket.open(4711, 1 << 16, 1));

        assertEquals(Errno.EPROTONOSUPPORT, none.errno());
    }
}
