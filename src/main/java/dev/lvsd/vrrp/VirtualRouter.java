package dev.lvsd.vrrp;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state machine of one virtual router (RFC 9568, 6.4, with what keepalived adds). It opens nothing, logs
/// nothing and reads no clock: it takes inputs and the time, and returns what is to be done.
///
/// | state | input | next | actions |
/// |---|---|---|---|
/// | INITIALIZE | up, priority 255 | MASTER | remove what an earlier run left, then as below for MASTER |
/// | INITIALIZE | up | BACKUP, timer = master down interval | remove addresses |
/// | INITIALIZE | resume | INITIALIZE | |
/// | INITIALIZE | up, resumed | BACKUP, timer = now | |
/// | INITIALIZE | down | FAULT | remove addresses |
/// | BACKUP | timer | MASTER, timer = interval | advert, add addresses, announce |
/// | BACKUP | priority 0 | BACKUP, timer = skew, never later than it was | |
/// | BACKUP | priority ≥ ours, or `nopreempt` | BACKUP, timer = master down interval of that master | |
/// | BACKUP, `preempt_delay` not over | lower priority | BACKUP, timer = master down interval of that master | |
/// | BACKUP | lower priority | BACKUP, timer runs on | |
/// | BACKUP, resumed | any advert that sets the timer | as above | remove addresses |
/// | BACKUP | ready, priority 255 | MASTER, timer = interval | advert, add addresses, announce |
/// | MASTER | timer | MASTER, timer + interval | advert |
/// | MASTER | priority 0 | MASTER, timer = interval | advert |
/// | MASTER | higher priority, or ours and a higher address | BACKUP, timer = master down interval | yield |
/// | MASTER | any other advert | MASTER, timer = interval | advert, announce again |
/// | MASTER, `lower_prio_no_advert` | any other advert | MASTER, timer runs on | announce again |
/// | MASTER, priority 255, `owner_ignore_adverts` | any advert | MASTER, timer runs on | |
/// | MASTER, `timer_expired_backup` | timer too late | BACKUP, timer = master down interval | remove addresses |
/// | MASTER | down | FAULT | priority 0, remove addresses |
/// | BACKUP | down | FAULT | |
/// | FAULT | up | BACKUP or MASTER as from INITIALIZE | |
/// | INITIALIZE | up, tracking not told | INITIALIZE | remove addresses, unless resumed |
/// | INITIALIZE, resumed | any advert that would set the timer | INITIALIZE | remove addresses |
/// | INITIALIZE | tracked, up before | as from up | |
/// | MASTER, BACKUP | tracked, a fault | FAULT | as from down |
/// | FAULT | tracked, no fault, up before | as from up | |
/// | BACKUP | tracked, another priority | BACKUP, timer moves by the change of the master down interval | |
/// | MASTER | tracked, another priority | MASTER; the next advert has it | |
/// | MASTER | stop | INITIALIZE | priority 0, remove addresses |
/// | MASTER | stop to come back | INITIALIZE | advert |
/// | BACKUP, FAULT | stop, in either way | INITIALIZE | |
/// | BACKUP | reconfigured, priority 255 | MASTER | as from INITIALIZE |
/// | BACKUP | reconfigured | BACKUP, timer moves by the change of the master down interval | |
/// | MASTER | reconfigured | MASTER, timer = an interval after the last advert, never later than it was | |
/// | INITIALIZE, FAULT | reconfigured | the same | |
///
/// To yield is to send one more advert (`higher_prio_send_advert`) and to remove the addresses.
/// `up` in BACKUP and MASTER changes the source address; whatever is not listed changes nothing. A virtual router is
/// in FAULT while its interface is down or what it tracks is a fault. Each
/// transition is followed by {@link Action.StateChanged}. An owner (priority 255) takes over at once and
/// ignores `nopreempt`; so does an instance with `state MASTER`.
///
/// `preempt_delay` counts from the first advert of lower priority, and again from the next one after an advert of our
/// priority or a higher one. It delays nothing where no master is heard. Before the moment that {@link #startsAt}
/// names nobody becomes master: what sets the timer of a backup earlier counts from that moment, an owner starts in
/// BACKUP and takes over then, and only what resumes does not wait.
///
/// Until it is ready a virtual router behaves as with `nopreempt`, and an owner starts in BACKUP: it becomes
/// master where nobody else is. Ready changes no timer, so that it takes over from a lower priority a master down
/// interval after the last advert that it obeyed. One that was master just before a restart takes over with the
/// first tick after what waited in its socket was read, unless there was an advert to obey.
///
/// Confined to one thread. An input that changes no state allocates nothing.
public final class VirtualRouter {
    /// What {@link #deadlineNanos()} says where no timer runs.
    public static final long NEVER = Long.MAX_VALUE;

    private static final List<Action> NOTHING = List.of();
    private static final List<Action> ADVERT = List.of(Action.Order.SEND_ADVERT);
    private static final List<Action> ANNOUNCEMENT = List.of(Action.Order.ANNOUNCE_AGAIN);
    private static final List<Action> DEFENCE = List.of(Action.Order.SEND_ADVERT, Action.Order.ANNOUNCE_AGAIN);

    private final Candidacy candidacy;
    private final Fitness fitness;
    private final KnownMaster master;
    private Terms terms;
    private RouterState state = RouterState.INITIALIZE;
    private long deadline = NEVER;
    private @Nullable IpAddress source;
    private boolean resumes;
    private boolean noted;

    /// A virtual router that is not started, and ready.
    public VirtualRouter(VrrpInstance instance) {
        this(instance, Readiness.READY);
    }

    /// A virtual router that is not started.
    public VirtualRouter(VrrpInstance instance, Readiness readiness) {
        terms = Terms.of(instance, instance.priority());
        candidacy = new Candidacy(instance, readiness);
        fitness = new Fitness(instance);
        master = new KnownMaster(terms.interval());
    }

    /// Tells the virtual router what happened.
    ///
    /// @param nowNanos on a clock that starts near 0 and never goes back
    /// @return what is to be done, in order
    public List<Action> on(Input input, long nowNanos) {
        return switch (state) {
            case INITIALIZE, FAULT -> onIdle(input, nowNanos);
            case BACKUP -> onBackup(input, nowNanos);
            case MASTER -> onMaster(input, nowNanos);
        };
    }

    /// Says before when nobody becomes master: `vrrp_startup_delay`. To be said before the first
    /// {@link Input.InterfaceUp}.
    public void startsAt(long nanos) {
        candidacy.startsAt(nanos);
    }

    /// When {@link Input.Timer} is due, or {@link #NEVER}.
    public long deadlineNanos() {
        return deadline;
    }

    /// The state.
    public RouterState state() {
        return state;
    }

    /// The priority that our adverts carry.
    public int priority() {
        return terms.priority();
    }

    /// The master's address: the sender of the last advert that counted, our own as master, null before.
    public @Nullable IpAddress masterAddress() {
        return master.address();
    }

    /// The master's priority as far as we know it, 0 before an advert came.
    public int masterPriority() {
        return master.priority();
    }

    /// The master's interval in nanoseconds: learned in version 3, our own before and as master.
    public long masterIntervalNanos() {
        return master.interval();
    }

    private List<Action> onIdle(Input input, long now) {
        return switch (input) {
            case Input.InterfaceUp(IpAddress address) -> {
                fitness.linked(true);
                source = address;
                yield begin(now);
            }
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield state == RouterState.FAULT ? NOTHING : fail(reason);
            }
            case Input.Tracked(int ours, String fault) -> {
                terms = terms.with(ours);
                fitness.tracked(fault);
                yield fitness.isLinked() ? begin(now) : NOTHING;
            }
            case Input.Resume _ -> resume();
            case Input.Ready _ -> ready();
            case Input.AdvertReceived(_, Advert advert) ->
                    resumes && isObeyed(advert, now) ? abandon(NOTHING) : NOTHING;
            case Input.Timer _ -> NOTHING;
            case Input.Reconfigured(VrrpInstance instance, int ours) -> {
                take(instance, ours);
                fitness.reconfigure(instance);
                master.interval(terms.interval());
                yield fitness.isLinked() && state == RouterState.INITIALIZE ? begin(now) : NOTHING;
            }
            case Input.Shutdown _ -> {
                fitness.linked(false);
                yield state == RouterState.FAULT ? stop() : NOTHING;
            }
        };
    }

    private List<Action> resume() {
        resumes = state == RouterState.INITIALIZE && !fitness.isLinked();
        return NOTHING;
    }

    private List<Action> ready() {
        candidacy.ready();
        return NOTHING;
    }

    /// Starts where nothing is in the way: the interface is up.
    private List<Action> begin(long now) {
        if (fitness.awaitsTracking()) {
            return resumes ? NOTHING : List.of(Action.Order.REMOVE_ADDRESSES);
        }
        String fault = fitness.fault();
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
        if (ownsNow(now)) {
            actions.addAll(takeOver(Reasons.OWNS, now));
        } else {
            master.forget(terms.interval());
            deadline = resumes ? now : firstDeadline(now);
            actions.add(become(RouterState.BACKUP, "started on " + source));
        }
        return List.copyOf(actions);
    }

    /// An owner that waits for the start alone takes over then.
    private long firstDeadline(long now) {
        return terms.isOwner() && candidacy.isReady() ? candidacy.from(now) : afterSilence(now);
    }

    private boolean ownsNow(long now) {
        return terms.isOwner() && candidacy.mayOwn(now);
    }

    private List<Action> onBackup(Input input, long now) {
        return switch (input) {
            case Input.Timer _ ->
                    now < deadline ? NOTHING : takeOver(Reasons.silence(master, terms, resumes), now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> onAdvertAsBackup(sender, advert, now);
            case Input.InterfaceUp(IpAddress address) -> moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield abandon(fail(reason));
            }
            case Input.Tracked(int ours, String fault) -> {
                fitness.tracked(fault);
                yield fault == null ? moveTimer(ours) : abandon(fail(ours, fault));
            }
            case Input.Ready _ -> readyAsBackup(now);
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> abandon(stop());
                case COME_BACK -> stop();
            };
            case Input.Reconfigured(VrrpInstance instance, int ours) -> reconfigureBackup(instance, ours, now);
        };
    }

    private List<Action> readyAsBackup(long now) {
        ready();
        if (terms.isOwner()) {
            deadline = Math.min(deadline, candidacy.from(now));
        }
        return ownsNow(now) ? takeOver(Reasons.OWNS, now) : NOTHING;
    }

    /// What an earlier run held is no longer resumed.
    private List<Action> abandon(List<Action> then) {
        if (!resumes) {
            return then;
        }
        resumes = false;
        List<Action> actions = new ArrayList<>();
        actions.add(Action.Order.REMOVE_ADDRESSES);
        actions.addAll(then);
        return List.copyOf(actions);
    }

    /// In version 3 the interval stays the master's.
    private List<Action> reconfigureBackup(VrrpInstance instance, int ours, long now) {
        boolean learned = master.address() != null && terms.version() == 3 && instance.version() == 3;
        long before = waitNanos();
        take(instance, ours);
        if (!learned) {
            master.interval(terms.interval());
        }
        moveTimerBy(waitNanos() - before);
        return ownsNow(now) ? takeOver(Reasons.OWNS, now) : NOTHING;
    }

    private List<Action> moveTimer(int ours) {
        long before = waitNanos();
        terms = terms.with(ours);
        moveTimerBy(waitNanos() - before);
        return NOTHING;
    }

    /// What is waited for counts from the same moment as before.
    private void moveTimerBy(long nanos) {
        deadline = deadline == NEVER ? NEVER : deadline + nanos;
    }

    /// The silence that is waited for: after priority 0 it is the skew time alone.
    private long waitNanos() {
        return master.hasLeft() ? terms.skewNanos(master.interval()) : terms.masterDownNanos(master.interval());
    }

    /// RFC 9568, 6.4.2. Priority 0 shortens the timer only, so that a repeated one delays nothing.
    private List<Action> onAdvertAsBackup(IpAddress sender, Advert advert, long now) {
        if (advert.priority() == 0) {
            deadline = Math.min(deadline, candidacy.from(now) + terms.skewNanos(master.interval()));
            master.leave();
            return NOTHING;
        }
        boolean waits = candidacy.hear(advert.priority() < terms.priority(), now);
        if (isObeyed(advert, now)) {
            master.learn(advert.intervalNanos(), sender, advert.priority());
            deadline = afterSilence(now);
            return abandon(waits ? List.of(Reasons.wait(sender, candidacy)) : NOTHING);
        }
        if (noted) {
            return NOTHING;
        }
        noted = true;
        return List.of(Reasons.disregard(sender, advert, terms));
    }

    private List<Action> onMaster(Input input, long now) {
        return switch (input) {
            case Input.Timer _ -> now < deadline ? NOTHING : onTimerAsMaster(now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> {
                if (!isExpired(now)) {
                    yield onAdvertAsMaster(sender, advert, now);
                }
                List<Action> actions = new ArrayList<>(giveUp(Reasons.EXPIRED, now));
                actions.addAll(onAdvertAsBackup(sender, advert, now));
                yield List.copyOf(actions);
            }
            case Input.InterfaceUp(IpAddress address) -> moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield leave(fail(reason));
            }
            case Input.Tracked(int ours, String fault) -> {
                fitness.tracked(fault);
                terms = terms.with(ours);
                master.priority(ours);
                yield fault == null ? NOTHING : leave(fail(fault));
            }
            case Input.Ready _ -> ready();
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> leave(stop());
                case COME_BACK -> {
                    fitness.linked(false);
                    yield List.of(Action.Order.SEND_ADVERT, idle(RouterState.INITIALIZE, "comes back at once"));
                }
            };
            case Input.Reconfigured(VrrpInstance instance, int ours) -> {
                long lastAdvert = lastAdvert();
                take(instance, ours);
                master.learn(terms.interval(), source, terms.priority());
                deadline = Math.min(deadline, lastAdvert + terms.interval());
                yield NOTHING;
            }
        };
    }

    private List<Action> onTimerAsMaster(long now) {
        return isExpired(now) ? giveUp(Reasons.EXPIRED, now) : advertise(now);
    }

    private long lastAdvert() {
        return deadline - terms.interval();
    }

    private boolean isExpired(long now) {
        return terms.isExpired(lastAdvert(), now);
    }

    /// Keeps the rhythm: the next advert is due an interval after this one was, unless that is past.
    private List<Action> advertise(long now) {
        long next = deadline + terms.interval();
        deadline = next > now ? next : now + terms.interval();
        return ADVERT;
    }

    /// Goes on as backup that knows of no master.
    private List<Action> giveUp(String reason, long now) {
        master.forget(terms.interval());
        deadline = afterSilence(now);
        return List.of(Action.Order.REMOVE_ADDRESSES, become(RouterState.BACKUP, reason));
    }

    /// RFC 9568, 6.4.3: a losing advert is answered at once.
    private List<Action> onAdvertAsMaster(IpAddress sender, Advert advert, long now) {
        if (terms.isOwner() && terms.election().ownerIgnoresAdverts()) {
            return NOTHING;
        }
        if (advert.priority() == 0) {
            deadline = now + terms.interval();
            return ADVERT;
        }
        if (wins(sender, advert)) {
            master.learn(advert.intervalNanos(), sender, advert.priority());
            deadline = afterSilence(now);
            return yieldTo(become(RouterState.BACKUP, Reasons.loss(sender, advert, terms)));
        }
        List<Action> answer = terms.election().answersLosers() ? DEFENCE : ANNOUNCEMENT;
        if (terms.election().answersLosers()) {
            deadline = now + terms.interval();
        }
        if (noted) {
            return answer;
        }
        noted = true;
        List<Action> actions = new ArrayList<>(answer);
        actions.add(Reasons.defence(sender, advert));
        return List.copyOf(actions);
    }

    /// The winner of a healed partition never noticed that its addresses were announced by us. Our last advert, which
    /// loses, makes it announce them again; without it clients keep sending here for as long as they remember.
    private List<Action> yieldTo(Action change) {
        return terms.election().yieldsWithAdvert()
                ? List.of(Action.Order.SEND_ADVERT, Action.Order.REMOVE_ADDRESSES, change)
                : List.of(Action.Order.REMOVE_ADDRESSES, change);
    }

    /// Whether a backup takes its sender for the master.
    private boolean isObeyed(Advert advert, long now) {
        return advert.priority() != 0
                && (advert.priority() >= terms.priority() || !candidacy.mayPreempt(now));
    }

    private boolean wins(IpAddress sender, Advert advert) {
        return advert.priority() > terms.priority()
                || (advert.priority() == terms.priority() && source != null && sender.compareTo(source) > 0);
    }

    private List<Action> takeOver(String reason, long now) {
        master.learn(terms.interval(), source, terms.priority());
        deadline = now + terms.interval();
        resumes = false;
        return List.of(Action.Order.SEND_ADVERT, Action.Order.ADD_ADDRESSES, Action.Order.ANNOUNCE,
                become(RouterState.MASTER, reason));
    }

    private List<Action> moveTo(IpAddress address) {
        source = address;
        if (state == RouterState.MASTER) {
            master.address(address);
        }
        return NOTHING;
    }

    private List<Action> fail(int ours, String reason) {
        terms = terms.with(ours);
        return fail(reason);
    }

    private List<Action> fail(String reason) {
        boolean first = state == RouterState.INITIALIZE;
        resumes &= !first;
        Action change = idle(RouterState.FAULT, reason);
        return first ? List.of(Action.Order.REMOVE_ADDRESSES, change) : List.of(change);
    }

    private List<Action> stop() {
        fitness.linked(false);
        return List.of(idle(RouterState.INITIALIZE, "stopped"));
    }

    private static List<Action> leave(List<Action> then) {
        List<Action> actions = new ArrayList<>();
        actions.add(Action.Order.SEND_PRIORITY_ZERO);
        actions.add(Action.Order.REMOVE_ADDRESSES);
        actions.addAll(then);
        return List.copyOf(actions);
    }

    private Action idle(RouterState next, String reason) {
        master.forget(terms.interval());
        deadline = NEVER;
        return become(next, reason);
    }

    private Action become(RouterState next, String reason) {
        Action change = new Action.StateChanged(state, next, reason);
        state = next;
        noted = false;
        candidacy.restart();
        return change;
    }

    private void take(VrrpInstance instance, int ours) {
        terms = Terms.of(instance, ours);
        candidacy.reconfigure(instance);
        noted = false;
    }

    /// When a backup takes over that hears nobody from now on.
    private long afterSilence(long now) {
        return candidacy.from(now) + terms.masterDownNanos(master.interval());
    }
}
