package dev.lvsd.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectErrorTest {
    /// What the network answers is the real server's failure; what this host lacks is not.
    @ParameterizedTest
    @CsvSource({
        "111, true, connection refused",
        "104, true, connection reset",
        "101, true, network unreachable",
        "113, true, no route to host",
        "110, true, connection timed out",
        "24, false, no file descriptor left in this process: raise LimitNOFILE of the service or ulimit -n",
        "23, false, no file descriptor left on this host: raise sysctl fs.file-max",
        "12, false, no memory left in the kernel for a socket",
        "105, false, no memory left in the kernel for a socket",
        "1, false, this host may not connect there: see its packet filter and its routes",
        "13, false, this host may not connect there: see its packet filter and its routes",
        "97, false, this host's kernel has no such address family",
        "22, false, 'this host has no way there: a blackhole route, or a link-local address without interface'",
        "71, false, connect(..) failed with error(-71): words of the kernel"
    })
    void numbersBecomeWords(int errno, boolean targetIsDown, String words) {
        ConnectError error = ConnectError.of(
                new ConnectException("connect(..) failed with error(-" + errno + "): words of the kernel"));
        assertEquals(targetIsDown, error.saysTargetIsDown());
        assertEquals(words, targetIsDown ? error.remote() : error.local());
    }

    @Test
    void exhaustedLocalPortsSayWhatToWiden() {
        ConnectError error = ConnectError.of(
                new ConnectException("connect(..) failed with error(-99): Cannot assign requested address"));
        assertFalse(error.saysTargetIsDown());
        assertTrue(error.local().contains("net.ipv4.ip_local_port_range"));
    }

    @Test
    void numberIsFoundUnderTheLibrarysWrappings() {
        IOException cause = new IOException("newSocketStream(..) failed with error(-24): Too many open files");
        assertEquals(24, ConnectError.of(new ChannelException(cause)).errno());
        assertEquals(24, ConnectError.of(new UncheckedIOException(cause)).errno());
        assertTrue(ConnectError.of(new NoRouteToHostException()).saysTargetIsDown());
    }

    @Test
    void unknownErrorKeepsItsOwnWords() {
        ConnectError error = ConnectError.of(new IllegalStateException("strange"));
        assertEquals("java.lang.IllegalStateException: strange", error.local());
        assertEquals("error 71 of connect", new ConnectError(71, "").remote());
    }
}
