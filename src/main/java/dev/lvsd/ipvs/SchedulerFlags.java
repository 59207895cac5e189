package dev.lvsd.ipvs;

import java.util.ArrayList;
import java.util.List;

/// The flags of schedulers as ipvsadm(8) spells them: `sh` and `mh` have names for two of the three.
public final class SchedulerFlags {
    private SchedulerFlags() {}

    /// `sh-fallback`, `flag-3`: the words for the flags of a scheduler, in the order of ipvsadm.
    ///
    /// @param flags `IP_VS_SVC_F_…`; others than the scheduler's do not count
    public static List<String> words(String scheduler, int flags) {
        boolean hashes = scheduler.equals("sh") || scheduler.equals("mh");
        List<String> words = new ArrayList<>();
        if ((flags & IpvsAbi.IP_VS_SVC_F_SCHED1) != 0) {
            words.add(hashes ? scheduler + "-fallback" : "flag-1");
        }
        if ((flags & IpvsAbi.IP_VS_SVC_F_SCHED2) != 0) {
            words.add(hashes ? scheduler + "-port" : "flag-2");
        }
        if ((flags & IpvsAbi.IP_VS_SVC_F_SCHED3) != 0) {
            words.add("flag-3");
        }
        return words;
    }
}
