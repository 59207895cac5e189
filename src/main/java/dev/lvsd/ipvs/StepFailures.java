package dev.lvsd.ipvs;

import dev.lvsd.linux.Errno;
import dev.lvsd.netlink.NetlinkError;

/// What the kernel's error numbers mean after an IPVS request (`net/netfilter/ipvs/ip_vs_ctl.c`).
///
/// | errno  | adding or editing a virtual server | any other step         |
/// |--------|------------------------------------|------------------------|
/// | EEXIST | exists already                     | exists already         |
/// | ESRCH  | no such virtual server             | no such virtual server |
/// | ENOENT | no such scheduler or engine        | no such real server    |
final class StepFailures {
    private StepFailures() {}

    static StepFailure of(Step step, NetlinkError error) {
        Errno errno = error.errno();
        if (errno.equals(Errno.EEXIST)) {
            return new StepFailure.AlreadyExists();
        }
        if (errno.equals(Errno.ESRCH)) {
            return new StepFailure.NoSuchVirtualServer();
        }
        return errno.equals(Errno.ENOENT)
                ? noEntry(step, error)
                : new StepFailure.Refused(errno.number(), error + hint(step, errno));
    }

    /// What EINVAL means for a real server (tried on Linux 6.1); the kernel does not say it.
    private static String hint(Step step, Errno errno) {
        boolean realServer = step instanceof Step.AddRealServer || step instanceof Step.EditRealServer;
        return realServer && errno.equals(Errno.EINVAL)
                ? "; the kernel takes unicast addresses, of another family than the virtual server's only with TUN"
                        + " and while no sync daemon runs, and none at all while its network namespace has no address"
                : "";
    }

    private static StepFailure noEntry(Step step, NetlinkError error) {
        return switch (step) {
            case Step.AddVirtualServer(_, var options) -> noModule(options);
            case Step.EditVirtualServer(_, var options) -> noModule(options);
            case Step.EditRealServer _, Step.DeleteRealServer _ -> new StepFailure.NoSuchRealServer();
            case Step.DeleteVirtualServer _, Step.AddRealServer _ ->
                new StepFailure.Refused(error.errno().number(), error.toString());
        };
    }

    private static StepFailure noModule(VirtualServerOptions options) {
        String scheduler = "ip_vs_" + options.scheduler();
        String engine = options.persistenceEngine();
        return new StepFailure.NoSuchModule(engine.isEmpty() ? scheduler : scheduler + " or ip_vs_pe_" + engine);
    }
}
