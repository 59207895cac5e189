package dev.lvsd.vrrp;

import dev.lvsd.net.IpAddress;

/// Why a virtual router does what it does, in words for the log and the status.
final class Reasons {
    static final String OWNS = "it owns the addresses (priority 255)";
    static final String EXPIRED =
            "it stood still for so long that another has taken over (timer_expired_backup)";
    static final String MAINTENANCE = "the node is in maintenance";
    static final String GROUP = "its sync group yields";

    private Reasons() {}

    /// Why a backup takes over whose timer is due.
    static String silence(KnownMaster master, Terms terms, boolean resumes) {
        if (resumes) {
            return "it was master before the restart";
        }
        if (master.address() == null) {
            return terms.isOwner() ? OWNS : "no better master was heard";
        }
        String what = master.isDisregarded() ? " has a lower priority" : " fell silent";
        return master.address() + (master.priority() == 0 ? " left" : what);
    }

    static String loss(IpAddress sender, Advert advert, Terms terms) {
        return "adverts of " + sender + " win with priority " + advert.priority()
                + (advert.priority() == terms.priority() ? " and the higher address" : "");
    }

    static Action.Note wait(IpAddress master, Candidacy candidacy) {
        return new Action.Note("replaces " + master + " in " + candidacy.delay()
                + ": its priority is lower (preempt_delay)");
    }

    static Action.Note disregard(IpAddress sender, Advert advert, Terms terms) {
        return new Action.Note("ignores adverts of " + sender + ": their priority " + advert.priority()
                + " is below " + terms.priority());
    }

    static Action.Note defence(IpAddress sender, Advert advert) {
        return new Action.Note(
                "stays master: adverts of " + sender + " lose with priority " + advert.priority());
    }
}
