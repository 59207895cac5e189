package dev.lvsd.vrrp.simulation;

/// What holds after every event, and how each bound is derived.
///
/// `I` is an advert interval, `D` = [Weather#DELAY] the longest way of a packet in a clean network, `L` =
/// [Weather#LATE] the longest way of any, `down` = 3 I + skew, skew = (256 − priority)/256 of a second in version 2,
/// of I in version 3. A node that is stopped (paused) is exempt until it goes on, and everything counts from
/// then: it reads what waits in its socket before it looks at a timer.
enum Rule {
    /// Two nodes are not master at once for longer than I + D, if the better one reaches the other: the better one
    /// sends at least every I (RHYTHM), its advert arrives after at most D, and the worse one yields to the first
    /// (YIELD). I is the better one's. Counted from the last of: both are master, are configured as they are, run,
    /// and have a link; a packet from the better to the worse was lost, damaged, or late. Exempt: what the worse
    /// one must refuse by its configuration (version 2: another interval or password).
    ONE_MASTER,
    /// While no master runs that has a link, a backup that runs and has one waits at most L + down: the last advert
    /// of the last master is read at most L after it was sent, and nothing restarts the timer after that. I is the
    /// longest interval that any node of the virtual router ever had, since version 3 learns it. Counted from the
    /// last of: the last master went; the backup started, goes on, got its link, was reconfigured, or told another
    /// priority; `vrrp_startup_delay` is over. A member of a sync group waits until this holds for all of its members
    /// that are not master, and while one of them does not run.
    A_MASTER,
    /// A backup takes over neither before nor after its timer is due ([Patience]), and never by anything else, but an
    /// owner (priority 255) that is ready, which takes over at once. A member of a sync group would take over then,
    /// and waits for the others (TOGETHER).
    PATIENCE,
    /// A backup that hears a healthy master, which it must obey, does not take over. Where both were
    /// undisturbed for the master's I + D, an advert arrived within that time (RHYTHM), and it set the timer to 3 I +
    /// skew, which is more than I + D. The way from the master was clean for L more, so that nothing late
    /// arrives; the backup heard no third node within I + D. Exempt: an owner, which takes over at once (PATIENCE).
    FALSE_TAKEOVER,
    /// A master hearing a better advert (higher priority, or the same and a higher address as an unsigned number)
    /// is backup at once, with one more advert where `higher_prio_send_advert` is set; hearing any other it stays
    /// master and answers at once.
    YIELD,
    /// The kernel has the addresses where the node is master, and nowhere else. Exempt: a process that is gone,
    /// until the lifetime of its addresses ends (the greater of 5 s and 4 I), and one that resumes its
    /// mastership, until its first tick.
    ADDRESSES,
    /// Adverts are sent as master only: by the master, on becoming it and on leaving it.
    SILENCE,
    /// A master's next advert is due no later than I after its last; after a reload the longer of the old and the
    /// new I, once. It is sent when it is due.
    RHYTHM,
    /// A master that stops or loses its interface sends priority 0 and removes its addresses; one that is to
    /// come back sends one more advert and keeps them. One whose node begins maintenance does as one that stops, and is
    /// backup.
    LEAVING,
    /// A refused packet changes a counter and nothing else: no state, no deadline.
    REFUSED,
    /// A reload changes no state (but of a backup that becomes an owner), puts no advert off, and the same
    /// configuration again changes nothing.
    RELOAD,
    /// Every packet that the network made is lost, under way, waiting, or counted once: as accepted, as refused for
    /// one reason, as unreadable, for no router here, or for a host without link or process.
    COUNTERS,
    /// When everything works again there is one master, after down (nobody waits longer) and I + 2 D (ONE_MASTER),
    /// and no node that preempts has a higher priority; with delays that much later. Sync groups that are not the same
    /// on all nodes, or whose members have not one priority on each node, are exempt.
    BEST,
    /// A run ends: events do not multiply.
    STORM,
    /// Once the members of a sync group have been brought together, which takes at most 8 rounds, they are all master
    /// or none is, and where one is in FAULT all are that have started. All take over as soon as all would and run, and
    /// none does before; where one is backup of another node's master none is master. Exempt: members that came to a
    /// group of masters, or masters that came to others, and know of no master.
    TOGETHER,
    /// Actions name the transition that happened, and announce only what is held.
    ACTIONS
}
