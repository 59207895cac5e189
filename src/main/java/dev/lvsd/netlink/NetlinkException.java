package dev.lvsd.netlink;

import dev.lvsd.linux.Errno;
import java.io.IOException;

/// A request that the kernel refused:
/// `add address 10.9.0.100/24 to eth0: No such device (ENODEV)`.
public final class NetlinkException extends IOException {
    private static final long serialVersionUID = 1;

    private final NetlinkError error;

    /// An exception for one refused request.
    ///
    /// @param command what was asked ([NetlinkRequest#command])
    /// @param error the kernel's answer
    public NetlinkException(String command, NetlinkError error) {
        super(command + ": " + error
                + (error.errno().equals(Errno.EPERM) ? "; needs CAP_NET_ADMIN (run as root or grant it)" : ""));
        this.error = error;
    }

    /// The kernel's answer.
    public NetlinkError error() {
        return error;
    }

    /// The kernel's error number.
    public Errno errno() {
        return error.errno();
    }
}
