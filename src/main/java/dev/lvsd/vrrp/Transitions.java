package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state and the timer of a virtual router, and the steps that change them: what is to be done at each. Which step
/// is taken [VirtualRouter] decides. Confined to one thread.
final class Transitions {
    private static final List<Action> NOTHING = List.of();
    private static final List<Action> ADVERT = List.of(Action.Order.SEND_ADVERT);

    private final Candidacy candidacy;
    private final Fitness fitness;
    private final Membership membership;
    private final KnownMaster master;
    private Terms terms;
    /// The priority outside of maintenance.
    private int ours;
    private boolean maintained;
    private RouterState state = RouterState.INITIALIZE;
    private long deadline = VirtualRouter.NEVER;
    private @Nullable IpAddress source;
    private boolean resumes;
    private boolean noted;

    Transitions(Terms terms, Candidacy candidacy, Fitness fitness, Membership membership, KnownMaster master) {
        this.terms = terms;
        ours = terms.priority();
        this.candidacy = candidacy;
        this.fitness = fitness;
        this.membership = membership;
        this.master = master;
    }

    Terms terms() {
        return terms;
    }

    RouterState state() {
        return state;
    }

    /// When the timer is due, or [VirtualRouter#NEVER].
    long deadline() {
        return deadline;
    }

    /// Whether the addresses are there from an earlier run that was master until just now.
    boolean resumes() {
        return resumes;
    }

    /// Whether a sender's priority and address are better than ours.
    boolean losesTo(IpAddress sender, Advert advert) {
        return advert.priority() > terms.priority()
                || (advert.priority() == terms.priority() && source != null && sender.compareTo(source) > 0);
    }

    /// Whether a master is so late that the others have taken over.
    boolean isExpired(long now) {
        return terms.isExpired(lastAdvert(), now);
    }

    /// Whether this is the first time in this state, or since the last configuration.
    boolean noteOnce() {
        boolean first = !noted;
        noted = true;
        return first;
    }

    void resume() {
        resumes = state == RouterState.INITIALIZE && !fitness.isLinked();
    }

    /// Another priority of our adverts, outside of maintenance; what is waited for is as before.
    void priority(int next) {
        ours = next;
        terms = terms.with(effective());
    }

    private int effective() {
        return maintained ? Terms.LEAST : ours;
    }

    /// Maintenance begins or ends where there is no timer to move.
    List<Action> maintain(Input.Maintenance said) {
        maintained = said == Input.Maintenance.BEGIN;
        priority(ours);
        return NOTHING;
    }

    /// Maintenance begins or ends for a backup. An owner is none for as long, and waits as any other.
    List<Action> maintainBackup(Input.Maintenance said, long now) {
        boolean owned = terms.isOwner();
        long before = waitNanos();
        maintain(said);
        moveTimer(waitNanos() - before);
        if (owned && !terms.isOwner() && !resumes) {
            membership.willing(false);
            deadline = afterSilence(now);
        }
        return owned ? NOTHING : claim(now);
    }

    /// Maintenance begins for a master: any other node takes over, this one only where none does.
    List<Action> handOver(long now) {
        maintain(Input.Maintenance.BEGIN);
        master.forget(terms.interval());
        deadline = afterSilence(now);
        return leave(List.of(become(RouterState.BACKUP, Reasons.MAINTENANCE)));
    }

    /// Another source address.
    List<Action> moveTo(IpAddress address) {
        source = address;
        if (state == RouterState.MASTER) {
            master.address(address);
        }
        return NOTHING;
    }

    /// Starts where nothing is in the way: the interface is up.
    List<Action> begin(long now) {
        if (fitness.awaitsTracking()) {
            return resumes ? NOTHING : List.of(Action.Order.REMOVE_ADDRESSES);
        }
        String fault = fitness.fault() == null ? membership.fault() : fitness.fault();
        if (fault != null) {
            return state == RouterState.FAULT ? NOTHING : fail(fault);
        }
        return start(now);
    }

    private List<Action> start(long now) {
        List<Action> actions = new ArrayList<>();
        if (state == RouterState.INITIALIZE && !resumes) {
            actions.add(Action.Order.REMOVE_ADDRESSES);
        }
        if (ownsNow(now) && !membership.isMember()) {
            actions.addAll(takeOver(Reasons.OWNS, now));
        } else {
            master.forget(terms.interval());
            deadline = resumes ? now : firstDeadline(now);
            actions.add(become(RouterState.BACKUP, "started on " + source));
        }
        return List.copyOf(actions);
    }

    /// An owner that waits for the start, or for its sync group, alone takes over then.
    private long firstDeadline(long now) {
        return terms.isOwner() && candidacy.isReady() ? candidacy.from(now) : afterSilence(now);
    }

    private boolean ownsNow(long now) {
        return terms.isOwner() && candidacy.mayOwn(now);
    }

    /// A backup takes over because its timer is due, or it is elected.
    List<Action> takeOver(long now) {
        return takeOver(Reasons.silence(master, terms, resumes), now);
    }

    /// A backup takes over whose timer is due, or is willing to where the sync group decides.
    List<Action> stand(long now) {
        return stand(Reasons.silence(master, terms, resumes), now);
    }

    /// An owner takes over that was not ready before.
    List<Action> claim(long now) {
        if (terms.isOwner()) {
            deadline = Math.min(deadline, candidacy.from(now));
        }
        return ownsNow(now) ? stand(Reasons.OWNS, now) : NOTHING;
    }

    private List<Action> stand(String reason, long now) {
        if (!membership.isMember()) {
            return takeOver(reason, now);
        }
        membership.willing(true);
        deadline = VirtualRouter.NEVER;
        return NOTHING;
    }

    private List<Action> takeOver(String reason, long now) {
        master.learn(terms.interval(), source, terms.priority());
        deadline = now + terms.interval();
        resumes = false;
        return List.of(Action.Order.SEND_ADVERT, Action.Order.ADD_ADDRESSES, Action.Order.ANNOUNCE,
                become(RouterState.MASTER, reason));
    }

    /// A backup obeys a master.
    List<Action> follow(IpAddress sender, Advert advert, long now, List<Action> then) {
        master.learn(advert.intervalNanos(), sender, advert.priority());
        deadline = afterSilence(now);
        membership.willing(false);
        return abandon(then);
    }

    /// A backup hears that the master leaves. It shortens the timer only, so that a repeated one delays nothing.
    List<Action> succeed(long now) {
        deadline = Math.min(deadline, candidacy.from(now) + terms.skewNanos(master.interval()));
        master.leave();
        return NOTHING;
    }

    /// A master's timer is due. It keeps the rhythm: the next advert is due an interval after this one was, unless that
    /// is past.
    List<Action> advertise(long now) {
        long next = deadline + terms.interval();
        deadline = next > now ? next : now + terms.interval();
        return ADVERT;
    }

    /// A master sends an advert out of turn: the next one is due an interval later.
    void restartInterval(long now) {
        deadline = now + terms.interval();
    }

    /// A master loses. The winner of a healed partition never noticed that its addresses were announced by us. Our last
    /// advert, which loses, makes it announce them again; without it clients keep sending here for as long as they
    /// remember.
    List<Action> yieldTo(IpAddress sender, Advert advert, long now) {
        master.learn(advert.intervalNanos(), sender, advert.priority());
        deadline = afterSilence(now);
        Action change = become(RouterState.BACKUP, Reasons.loss(sender, advert, terms));
        return terms.election().yieldsWithAdvert()
                ? List.of(Action.Order.SEND_ADVERT, Action.Order.REMOVE_ADDRESSES, change)
                : List.of(Action.Order.REMOVE_ADDRESSES, change);
    }

    /// Goes on as backup that knows of no master, and holds no addresses.
    List<Action> giveUp(String reason, long now) {
        master.forget(terms.interval());
        deadline = afterSilence(now);
        membership.willing(false);
        return state == RouterState.BACKUP
                ? abandon(NOTHING)
                : List.of(Action.Order.REMOVE_ADDRESSES, become(RouterState.BACKUP, reason));
    }

    /// What an earlier run held is no longer resumed.
    List<Action> abandon(List<Action> then) {
        if (!resumes) {
            return then;
        }
        resumes = false;
        List<Action> actions = new ArrayList<>();
        actions.add(Action.Order.REMOVE_ADDRESSES);
        actions.addAll(then);
        return List.copyOf(actions);
    }

    List<Action> fail(String reason) {
        boolean first = state == RouterState.INITIALIZE;
        resumes &= !first;
        Action change = idle(RouterState.FAULT, reason);
        return first ? List.of(Action.Order.REMOVE_ADDRESSES, change) : List.of(change);
    }

    List<Action> stop() {
        fitness.linked(false);
        return List.of(idle(RouterState.INITIALIZE, "stopped"));
    }

    /// A master stops and comes back at once: the others hear that it is there.
    List<Action> comeBack() {
        fitness.linked(false);
        return List.of(Action.Order.SEND_ADVERT, idle(RouterState.INITIALIZE, "comes back at once"));
    }

    /// A master says that it leaves.
    static List<Action> leave(List<Action> then) {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.Order.SEND_PRIORITY_ZERO);
        actions.add(Action.Order.REMOVE_ADDRESSES);
        actions.addAll(then);
        return List.copyOf(actions);
    }

    private Action idle(RouterState next, String reason) {
        master.forget(terms.interval());
        deadline = VirtualRouter.NEVER;
        return become(next, reason);
    }

    private Action become(RouterState next, String reason) {
        Action change = new Action.StateChanged(state, next, reason);
        state = next;
        noted = false;
        candidacy.restart();
        membership.willing(false);
        return change;
    }

    /// Where it does not run.
    void reconfigure(VrrpInstance instance, int next) {
        ours = next;
        terms = Terms.of(instance, effective());
        candidacy.reconfigure(instance);
        noted = false;
    }

    /// As backup. In version 3 the interval stays the master's. Where it accepts other adverts than before, the master
    /// that sends them already has as long as any for the next one.
    List<Action> reconfigureBackup(VrrpInstance instance, int next, long now) {
        boolean learned = master.address() != null && terms.version() == 3 && instance.version() == 3;
        long before = waitNanos();
        Terms old = terms;
        boolean owned = terms.isOwner();
        reconfigure(instance, next);
        if (!learned) {
            master.interval(terms.interval());
        }
        moveTimer(waitNanos() - before);
        if (!terms.acceptsAs(old) && deadline != VirtualRouter.NEVER && !resumes && !master.hasLeft()) {
            deadline = Math.max(deadline, afterSilence(now));
        }
        if (owned && !terms.isOwner() && membership.isWilling()) {
            membership.willing(false);
            deadline = afterSilence(now);
        }
        return ownsNow(now) ? stand(Reasons.OWNS, now) : NOTHING;
    }

    /// As master.
    List<Action> reconfigureMaster(VrrpInstance instance, int next) {
        long lastAdvert = lastAdvert();
        reconfigure(instance, next);
        master.learn(terms.interval(), source, terms.priority());
        deadline = Math.min(deadline, lastAdvert + terms.interval());
        return NOTHING;
    }

    /// Another priority of a backup.
    List<Action> reprioritize(int next) {
        long before = waitNanos();
        priority(next);
        moveTimer(waitNanos() - before);
        return NOTHING;
    }

    /// What is waited for counts from the same moment as before.
    private void moveTimer(long nanos) {
        deadline = deadline == VirtualRouter.NEVER ? VirtualRouter.NEVER : deadline + nanos;
    }

    /// The silence that is waited for: after priority 0 it is the skew time alone.
    private long waitNanos() {
        return master.hasLeft() ? terms.skewNanos(master.interval()) : terms.masterDownNanos(master.interval());
    }

    private long lastAdvert() {
        return deadline - terms.interval();
    }

    /// When a backup takes over that hears nobody from now on.
    private long afterSilence(long now) {
        return candidacy.from(now) + terms.masterDownNanos(master.interval());
    }
}
