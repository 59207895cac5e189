package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.AF_UNIX;
import static dev.lvsd.linux.LinuxAbi.MSG_DONTWAIT;
import static dev.lvsd.linux.LinuxAbi.OFFSETOF_SOCKADDR_UN_SUN_PATH;
import static dev.lvsd.linux.LinuxAbi.SIZEOF_SOCKADDR_UN;
import static dev.lvsd.linux.LinuxAbi.SOCK_CLOEXEC;
import static dev.lvsd.linux.LinuxAbi.SOCK_DGRAM;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Hears notifications on a datagram socket, as systemd does.
public final class FakeSupervisor implements AutoCloseable {
    private static final int MAX_BYTES = 4096;

    private final int fd;
    private final NativeBuffer bytes = new NativeBuffer(MAX_BYTES);

    private FakeSupervisor(int fd) {
        this.fd = fd;
    }

    /// Listens where `NOTIFY_SOCKET` says: a path, or an abstract name behind `@`.
    public static FakeSupervisor at(String name) {
        int fd = LibC.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        byte[] text = name.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
        NativeBuffer address = new NativeBuffer(SIZEOF_SOCKADDR_UN);
        address.bytes().putShort(0, (short) AF_UNIX);
        address.bytes().put(OFFSETOF_SOCKADDR_UN_SUN_PATH, text, 0, text.length);
        int length = OFFSETOF_SOCKADDR_UN_SUN_PATH + text.length;
        if (LibC.bind(fd, address.address(), length) != 0) {
            throw new IllegalStateException("bind " + name + ": " + Errno.of(LibC.errno()));
        }
        return new FakeSupervisor(fd);
    }

    /// All that has come since the last call.
    public List<String> heard() {
        List<String> heard = new ArrayList<>();
        long length;
        while ((length = LibC.recvfrom(fd, bytes.address(), MAX_BYTES, MSG_DONTWAIT, 0, 0)) >= 0) {
            byte[] text = new byte[(int) length];
            bytes.bytes().get(0, text);
            heard.add(new String(text, StandardCharsets.UTF_8));
        }
        return heard;
    }

    @Override
    public void close() {
        LibC.close(fd);
    }
}
