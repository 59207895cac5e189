package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.RouterState;

/// The rules that one virtual router keeps whatever the others do; texts and bounds: [Rule].
final class LocalRules {
    private final Router router;
    private RouterState before = RouterState.INITIALIZE;
    private boolean sent;
    private boolean resigned;
    /// The longest time from one advert to the next: the interval, or until that advert the one before a reload.
    private long rest;

    LocalRules(Router router) {
        this.router = router;
    }

    /// An input was given; its actions follow.
    void begin(RouterState state) {
        before = state;
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
            case Input.InterfaceUp _ -> afterUp(was, now);
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
                    check(now >= router.patience().dueNanos(), Rule.PATIENCE,
                            "takes over too early");
                    router.tookOver(now);
                }
            }
            case Input.Ready _ -> {
                router.patience().becomeReady();
                afterChange(was, "another state by being ready");
            }
            case Input.Tracked(_, String fault) -> {
                check(fault == null || !router.isMaster(), Rule.LEAVING, "master in spite of a fault");
                if (fault != null) {
                    left(was);
                }
            }
            case Input.Reconfigured(VrrpInstance next, _) -> {
                router.patience().reconfigure(next, router.isResuming(), now);
                afterChange(was, "another state by a reload");
            }
            case Input.Grouped _ -> { }
            case Input.Resume _ -> check(router.state() == was, Rule.ACTIONS, "a state of its own");
        }
        addresses(input);
        deadline();
    }

    private void afterAdvert(IpAddress sender, Advert advert, RouterState was, long now) {
        if (was == RouterState.BACKUP) {
            check(router.state() == RouterState.BACKUP, Rule.PATIENCE, "takes over because of an advert");
            router.patience().hear(advert, now);
        } else if (was == RouterState.MASTER) {
            int own = router.instance().priority();
            boolean wins = advert.priority() > own
                    || (advert.priority() == own && unsigned(sender) > unsigned(router.node().address()));
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

    private static long unsigned(IpAddress address) {
        return Integer.toUnsignedLong(((IpAddress.V4) address).bits());
    }

    private void afterUp(RouterState was, long now) {
        if (was == RouterState.BACKUP || was == RouterState.MASTER) {
            check(router.state() == was, Rule.ACTIONS, "another state for the same interface");
        } else if (router.state() == RouterState.BACKUP) {
            check(!router.patience().isReadyOwner(), Rule.PATIENCE, "an owner waits");
            router.patience().start(now, router.isResuming());
        } else {
            check(router.isMaster() && router.patience().isReadyOwner(), Rule.PATIENCE, "is master by its link");
        }
    }

    /// Only an owner becomes master by it, and does so at once.
    private void afterChange(RouterState was, String how) {
        boolean takes = was == RouterState.BACKUP && router.patience().isReadyOwner();
        check(router.state() == (takes ? RouterState.MASTER : was), Rule.RELOAD, how);
    }

    private void left(RouterState was) {
        check(was != RouterState.MASTER || resigned, Rule.LEAVING, "no priority 0");
    }

    private void addresses(Input input) {
        boolean held = router.node().isHeld(router.group());
        boolean kept = router.isResuming() || input == Input.Shutdown.COME_BACK || input == Input.Resume.RESUME;
        check(router.isMaster() ? held : !held || kept, Rule.ADDRESSES,
                held ? "addresses as " + router.state() : "a master without addresses");
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

    void afterReload(VrrpInstance previous, long deadline) {
        boolean same = previous.equals(router.instance());
        check(!same || router.deadlineNanos() == deadline, Rule.RELOAD, "the same configuration moved the deadline");
        if (before == RouterState.MASTER) {
            check(router.deadlineNanos() <= deadline, Rule.RELOAD, "put an advert off");
            check(!sent, Rule.RELOAD, "sent an advert");
        }
    }

    /// Packets are read, and timers that were due have been told.
    void atRest(long now) {
        check(router.state() != RouterState.BACKUP || now <= router.patience().dueNanos(), Rule.PATIENCE,
                "waits too long");
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
