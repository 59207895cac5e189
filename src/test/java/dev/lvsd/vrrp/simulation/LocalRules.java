package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.RouterState;
import java.util.Arrays;

/// The rules that one virtual router keeps whatever the others do; texts and bounds: [Rule].
final class LocalRules {
    private final Router router;
    private RouterState before = RouterState.INITIALIZE;
    private boolean sent;
    private boolean resigned;
    private boolean willing;
    private boolean resuming;
    /// The longest time from one advert to the next: the interval, or until that advert the one before a reload.
    private long rest;

    LocalRules(Router router) {
        this.router = router;
    }

    /// An input was given; its actions follow.
    void begin(RouterState state) {
        before = state;
        willing = router.patience().isWilling();
        resuming = router.isResuming();
        sent = false;
        resigned = false;
    }

    void ordered(Action.Order order) {
        switch (order) {
            case SEND_ADVERT -> {
                sent = true;
                rest = router.instance().advertInterval().toNanos();
                check(before == RouterState.MASTER || router.isMaster(), Rule.SILENCE, "an advert of no master");
            }
            case SEND_PRIORITY_ZERO -> {
                resigned = true;
                check(before == RouterState.MASTER, Rule.SILENCE, "priority 0 of no master");
            }
            case ADD_ADDRESSES -> check(sent && router.isMaster(), Rule.ACTIONS, "addresses before the advert");
            case ANNOUNCE, ANNOUNCE_AGAIN ->
                check(router.node().isHeld(router.group()), Rule.ACTIONS, "announces what it has not");
            case REMOVE_ADDRESSES -> { }
        }
    }

    void transition(RouterState from, RouterState to, RouterState was) {
        check(from == was && to == router.state() && from != to, Rule.ACTIONS, "tells of a transition that was not");
    }

    void after(Input input, RouterState was, long now) {
        switch (input) {
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> afterAdvert(sender, advert, was, now);
            case Input.InterfaceUp _ -> afterChange(was, false, now);
            case Input.InterfaceDown _ -> {
                check(router.state() == RouterState.FAULT, Rule.LEAVING, "no interface");
                left(was);
            }
            case Input.Shutdown how -> {
                check(router.state() == RouterState.INITIALIZE, Rule.LEAVING, "goes on after a stop");
                if (how == Input.Shutdown.STOP) {
                    left(was);
                } else {
                    check(was != RouterState.MASTER || (sent && !resigned), Rule.LEAVING, "no last advert");
                }
            }
            case Input.Timer _ -> {
                if (was == RouterState.BACKUP && router.isMaster()) {
                    check(now >= router.patience().dueNanos() && !router.isMember(), Rule.PATIENCE,
                            "takes over too early");
                    router.tookOver(now);
                } else if (was == RouterState.BACKUP && now >= router.patience().dueNanos()) {
                    router.patience().stand();
                }
            }
            case Input.Ready _ -> {
                router.patience().becomeReady(now);
                afterChange(was, true, now);
            }
            case Input.Tracked(int priority, String fault) -> {
                check(fault == null || isIdle(router.state()), Rule.LEAVING, "goes on in spite of a fault");
                router.patience().reprioritize(priority);
                if (fault != null) {
                    left(was);
                }
                afterChange(was, false, now);
            }
            case Input.Reconfigured(VrrpInstance next, int priority) -> {
                router.patience().reconfigure(next, priority, router.isResuming(), now);
                afterChange(was, true, now);
            }
            case Input.Grouped told -> afterGrouped(told, was, now);
            case Input.Maintenance said -> afterMaintenance(said == Input.Maintenance.BEGIN, was, now);
            case Input.Resume _ -> check(router.state() == was, Rule.ACTIONS, "a state of its own");
        }
        addresses(input);
        deadline();
    }

    private void afterMaintenance(boolean begins, RouterState was, long now) {
        router.patience().maintain(begins, router.isResuming(), now);
        if (begins && was == RouterState.MASTER) {
            check(router.state() == RouterState.BACKUP, Rule.LEAVING, "stays master in maintenance");
            left(was);
            router.patience().giveUp(now);
        } else {
            afterChange(was, !begins && !router.owned(), now);
        }
    }

    private void afterAdvert(IpAddress sender, Advert advert, RouterState was, long now) {
        if (was == RouterState.BACKUP) {
            check(router.state() == RouterState.BACKUP, Rule.PATIENCE, "takes over because of an advert");
            router.patience().hear(advert, now);
        } else if (was == RouterState.MASTER) {
            int own = router.priority();
            boolean wins = advert.priority() > own
                    || (advert.priority() == own && isHigher(sender, router.source()));
            check(wins == (router.state() == RouterState.BACKUP), Rule.YIELD,
                    wins ? "stays master beside a better one" : "yields to a worse one");
            check(sent == (!wins || router.instance().election().yieldsWithAdvert()), Rule.YIELD, "the wrong answer");
            if (wins) {
                router.patience().obey(advert, now);
            }
        } else {
            check(router.state() == was && !sent, Rule.SILENCE, "an advert wakes it");
        }
    }

    private static boolean isHigher(IpAddress one, IpAddress other) {
        return Arrays.compareUnsigned(one.bytes(), other.bytes()) > 0;
    }

    private static boolean isIdle(RouterState state) {
        return state == RouterState.INITIALIZE || state == RouterState.FAULT;
    }

    /// After something that may start a virtual router, or stop it, but changes the state of none that runs.
    ///
    /// @param claims whether a backup takes over that owns the addresses
    private void afterChange(RouterState was, boolean claims, long now) {
        boolean owns = router.patience().ownsNow(now);
        if (!isIdle(was)) {
            boolean takes = was == RouterState.BACKUP && owns && claims;
            if (takes && router.isMember()) {
                router.patience().stand();
            }
            boolean master = takes && !router.isMember();
            check(router.state() == (master ? RouterState.MASTER : was) || isFaulty(), Rule.RELOAD,
                    "another state than " + was);
        } else if (router.hindrance() != null) {
            check(isIdle(router.state()), Rule.LEAVING, "starts in spite of " + router.hindrance());
        } else {
            boolean master = owns && !router.isMember();
            check(router.state() == (master ? RouterState.MASTER : RouterState.BACKUP), Rule.PATIENCE,
                    master ? "an owner waits" : "does not start as backup");
            if (!master) {
                router.patience().start(now, router.isResuming());
            }
        }
    }

    private boolean isFaulty() {
        return router.hindrance() != null && router.state() == RouterState.FAULT;
    }

    private void afterGrouped(Input.Grouped told, RouterState was, long now) {
        RouterState next = router.state();
        switch (told) {
            case Input.Group.ELECTED -> {
                check(next == (willing ? RouterState.MASTER : was), Rule.TOGETHER, "elected, and not willing");
                tookOver(was, now);
            }
            case Input.Group.YIELD -> {
                check(next == (was == RouterState.MASTER ? RouterState.BACKUP : was) && !resigned, Rule.TOGETHER,
                        "yields otherwise");
                if (was == RouterState.MASTER || resuming) {
                    router.patience().giveUp(now);
                }
            }
            case Input.Group.JOIN -> check(next == was, Rule.TOGETHER, "another state by joining");
            case Input.Group.LEAVE -> {
                if (was == RouterState.BACKUP) {
                    check(next == (willing ? RouterState.MASTER : was), Rule.TOGETHER, "left, and not willing");
                    tookOver(was, now);
                } else {
                    afterChange(was, false, now);
                }
            }
            case Input.GroupFault(String reason) -> {
                check(reason == null || isIdle(next), Rule.TOGETHER, "goes on in a group that does not");
                if (reason != null) {
                    left(was);
                }
                afterChange(was, false, now);
            }
        }
    }

    private void tookOver(RouterState was, long now) {
        if (was == RouterState.BACKUP && router.isMaster()) {
            check(now >= router.patience().dueNanos() || router.patience().ownsNow(now), Rule.PATIENCE,
                    "is elected too early");
            router.tookOver(now);
        }
    }

    private void left(RouterState was) {
        check(was != RouterState.MASTER || resigned, Rule.LEAVING, "no priority 0");
    }

    private void addresses(Input input) {
        boolean held = router.node().isHeld(router.group());
        boolean kept = router.isResuming() || input == Input.Shutdown.COME_BACK || isBeforeStart(input);
        check(router.isMaster() ? held : !held || kept, Rule.ADDRESSES,
                held ? "addresses as " + router.state() : "a master without addresses");
    }

    /// What it is told before its interface: an earlier process may have left addresses.
    private boolean isBeforeStart(Input input) {
        return router.state() == RouterState.INITIALIZE
                && (input == Input.Resume.RESUME || input instanceof Input.Grouped
                        || input instanceof Input.Maintenance);
    }

    private void deadline() {
        check(!router.isMaster() || router.deadlineNanos() <= router.lastAdvert() + rest, Rule.RHYTHM,
                "plans its next advert too late");
    }

    void afterTick(long now) {
        check(router.deadlineNanos() > now, Rule.STORM, "a deadline in the past after a tick");
    }

    void afterRefusal(RouterState was, long deadline, long after) {
        check(was == router.state() && deadline == after, Rule.REFUSED, "a refused packet changed something");
    }

    /// @param unchanged whether configuration and priority are those from before; what it tracks may have changed
    void afterReload(boolean unchanged, long deadline) {
        boolean same = unchanged && router.state() == before;
        check(!same || router.deadlineNanos() == deadline || router.patience().isWilling(), Rule.RELOAD,
                "the same configuration moved the deadline");
        if (before == RouterState.MASTER) {
            check(router.deadlineNanos() <= deadline, Rule.RELOAD, "put an advert off");
            check(!sent, Rule.RELOAD, "sent an advert");
        }
    }

    /// Packets are read, and timers that were due have been told.
    void atRest(long now) {
        boolean waits = router.state() == RouterState.BACKUP && !router.patience().isWilling();
        check(!waits || now <= router.patience().dueNanos(), Rule.PATIENCE, "waits too long");
        check(!router.isMaster() || now <= router.lastAdvert() + rest, Rule.RHYTHM, "is late with its advert");
        check(router.counted() == router.packets(), Rule.COUNTERS,
                "packets are not what was counted");
    }

    private void check(boolean holds, Rule rule, String what) {
        if (!holds && router.watches(rule)) {
            throw new Violation(rule, router + " " + what);
        }
    }
}
