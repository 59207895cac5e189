package dev.lvsd.linux;

import static dev.lvsd.linux.LinuxAbi.SIGKILL;
import static dev.lvsd.linux.LinuxAbi.SIGTERM;

/// The processes of a group, by the number of its leader (kill(2)).
public final class ProcessGroup {
    private ProcessGroup() {}

    /// Asks all of them to end.
    ///
    /// @return whether there was one that we may signal
    public static boolean terminate(long leader) {
        return signal(leader, SIGTERM);
    }

    /// Ends all of them.
    ///
    /// @return whether there was one that we may signal
    public static boolean kill(long leader) {
        return signal(leader, SIGKILL);
    }

    private static boolean signal(long leader, int signal) {
        if (leader <= 1) {
            throw new IllegalArgumentException("no group of ours: " + leader);
        }
        return LibC.kill(Math.toIntExact(-leader), signal) == 0;
    }
}
