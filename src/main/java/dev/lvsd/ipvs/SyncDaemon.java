package dev.lvsd.ipvs;

import dev.lvsd.net.IpAddress;
import java.util.Locale;

/// A thread of the kernel that tells other directors of connections, or hears of theirs. A table has at most one of
/// each role.
///
/// @param role what it does
/// @param interfaceName where it sends or hears
/// @param syncId number of the group of directors, 0 to 255; one that hears takes its own number only, with 0 all
/// @param maxLength bytes of a message's payload; 0 in a wish leaves it to the kernel
/// @param group multicast address
/// @param port UDP port
/// @param ttl hop limit of what is sent
public record SyncDaemon(
        Role role, String interfaceName, int syncId, int maxLength, IpAddress group, int port, int ttl) {
    /// The kernel's group.
    public static final IpAddress GROUP = new IpAddress.V4(0xe0000051);
    /// The kernel's port.
    public static final int PORT = 8848;
    /// The kernel's hop limit.
    public static final int TTL = 1;

    /// What a daemon does.
    public enum Role {
        /// It tells others.
        MASTER(IpvsAbi.IP_VS_STATE_MASTER),
        /// It hears others.
        BACKUP(IpvsAbi.IP_VS_STATE_BACKUP);

        private final int number;

        Role(int number) {
            this.number = number;
        }

        /// The kernel's number.
        int number() {
            return number;
        }

        /// `master` or `backup`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same with the payload that the kernel has chosen.
    public SyncDaemon withMaxLength(int bytes) {
        return new SyncDaemon(role, interfaceName, syncId, bytes, group, port, ttl);
    }

    /// As `ipvsadm -L --daemon` prints it.
    @Override
    public String toString() {
        return role.word() + " sync daemon (mcast=" + interfaceName + ", syncid=" + syncId
                + (maxLength == 0 ? "" : ", maxlen=" + maxLength) + ", group=" + group + ", port=" + port
                + ", ttl=" + ttl + ")";
    }
}
