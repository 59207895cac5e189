package dev.lvsd.control;

import io.netty.channel.Channel;
import io.netty.channel.unix.DomainSocketChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Finds out who is at the other end of a connection, by the kernel's word (`SO_PEERCRED`, unix(7)) and `/etc/passwd`
/// (passwd(5)).
final class Callers {
    private static final Path USERS = Path.of("/etc/passwd");
    private static final int UID = 2;

    private Callers() {}

    /// Who it is; somebody without a name where the kernel does not say.
    static Caller of(Channel channel) {
        try {
            if (channel instanceof EpollDomainSocketChannel local) {
                int uid = local.peerCredentials().uid();
                return new Caller(name(uid), uid == 0);
            }
        } catch (IOException _) {
            // The connection is gone: nobody reads the answer either.
        }
        return new Caller("somebody", false);
    }

    private static String name(int uid) {
        String number = Integer.toUnsignedString(uid);
        try {
            for (String line : Files.readAllLines(USERS, StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > UID && fields[UID].equals(number) && !fields[0].isEmpty()) {
                    return fields[0];
                }
            }
        } catch (IOException _) {
            // The number says it as well.
        }
        return "uid " + number;
    }
}
