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
/// | BACKUP | reconfigured, accepts other adverts | BACKUP, timer = master down interval | |
/// | MASTER | reconfigured | MASTER, timer = an interval after the last advert, never later than it was | |
/// | INITIALIZE, FAULT | reconfigured | the same | |
/// | BACKUP, grouped | timer | BACKUP, willing, no timer | |
/// | BACKUP, willing | elected | MASTER, timer = interval | advert, add addresses, announce |
/// | BACKUP, willing | any advert that sets the timer | BACKUP | |
/// | BACKUP, willing, priority was 255 | reconfigured, another priority | BACKUP, timer = master down interval | |
/// | MASTER | maintenance begins | BACKUP, timer = master down interval | priority 0, remove addresses |
/// | BACKUP | maintenance begins or ends | as from tracked, another priority | |
/// | BACKUP, priority 255 | maintenance begins | BACKUP, timer = master down interval | |
/// | BACKUP | maintenance ends, priority 255 | MASTER | as from ready |
/// | MASTER | maintenance ends | MASTER; the next advert has the priority | |
/// | INITIALIZE, FAULT | maintenance begins or ends | the same | |
/// | MASTER | group yields | BACKUP, timer = master down interval | remove addresses |
/// | BACKUP, resumed | group yields | BACKUP, timer = master down interval | remove addresses |
/// | MASTER, BACKUP | group fault | FAULT | as from down |
/// | FAULT | no group fault, up before | as from up | |
///
/// To yield is to send one more advert (`higher_prio_send_advert`) and to remove the addresses.
/// `up` in BACKUP and MASTER changes the source address; whatever is not listed changes nothing. A virtual router is
/// in FAULT while its interface is down, what it tracks is a fault, or its sync group is in one. Each
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
/// In maintenance the priority is 1, an owner's too: any other node becomes master, also with `nopreempt`, since
/// priority 0 tells it that there is none. Where none does, this one takes over again after a master down interval.
///
/// A member of a sync group never takes over by itself: where it would, it is willing, and waits to be elected by
/// the group ([SyncGroup]).
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
    private final Membership membership = new Membership();
    private final KnownMaster master;
    private final Transitions steps;

    /// A virtual router that is not started, and ready.
    public VirtualRouter(VrrpInstance instance) {
        this(instance, Readiness.READY);
    }

    /// A virtual router that is not started.
    public VirtualRouter(VrrpInstance instance, Readiness readiness) {
        Terms terms = Terms.of(instance, instance.priority());
        candidacy = new Candidacy(instance, readiness);
        fitness = new Fitness(instance);
        master = new KnownMaster(terms.interval());
        steps = new Transitions(terms, candidacy, fitness, membership, master);
    }

    /// Tells the virtual router what happened.
    ///
    /// @param nowNanos on a clock that starts near 0 and never goes back
    /// @return what is to be done, in order
    public List<Action> on(Input input, long nowNanos) {
        return switch (state()) {
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
        return steps.deadline();
    }

    /// The state.
    public RouterState state() {
        return steps.state();
    }

    /// How it stands in its sync group.
    public SyncGroup.Standing standing() {
        return membership.standing(state(), fitness.isFit(), steps.resumes(), master.isHeard());
    }

    /// Why its sync group is in a fault, null where it is not.
    public @Nullable String groupFault() {
        return membership.fault();
    }

    /// The priority that our adverts carry.
    public int priority() {
        return steps.terms().priority();
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

    /// When `preempt_delay` is over, [#NEVER] where it does not run.
    public long preemptsAtNanos() {
        return candidacy.preemptsAt();
    }

    /// Before when nobody becomes master, 0 for no such moment.
    public long startsAtNanos() {
        return candidacy.startsAt();
    }

    private List<Action> onIdle(Input input, long now) {
        return switch (input) {
            case Input.InterfaceUp(IpAddress address) -> {
                fitness.linked(true);
                steps.moveTo(address);
                yield steps.begin(now);
            }
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield state() == RouterState.FAULT ? NOTHING : steps.fail(reason);
            }
            case Input.Tracked(int ours, String fault) -> {
                steps.priority(ours);
                fitness.tracked(fault);
                yield fitness.isLinked() ? steps.begin(now) : NOTHING;
            }
            case Input.Grouped group -> {
                membership.take(group);
                yield state() == RouterState.FAULT && fitness.isLinked() ? steps.begin(now) : NOTHING;
            }
            case Input.Resume _ -> resume();
            case Input.Ready _ -> ready();
            case Input.AdvertReceived(_, Advert advert) ->
                    steps.resumes() && isObeyed(advert, now) ? steps.abandon(NOTHING) : NOTHING;
            case Input.Timer _ -> NOTHING;
            case Input.Maintenance said -> steps.maintain(said);
            case Input.Reconfigured(VrrpInstance instance, int ours) -> {
                steps.reconfigure(instance, ours);
                fitness.reconfigure(instance);
                master.interval(steps.terms().interval());
                yield fitness.isLinked() && state() == RouterState.INITIALIZE ? steps.begin(now) : NOTHING;
            }
            case Input.Shutdown _ -> {
                fitness.linked(false);
                yield state() == RouterState.FAULT ? steps.stop() : NOTHING;
            }
        };
    }

    private List<Action> resume() {
        steps.resume();
        return NOTHING;
    }

    private List<Action> ready() {
        candidacy.ready();
        return NOTHING;
    }

    private List<Action> onBackup(Input input, long now) {
        return switch (input) {
            case Input.Timer _ -> now < steps.deadline() ? NOTHING : steps.stand(now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> onAdvertAsBackup(sender, advert, now);
            case Input.InterfaceUp(IpAddress address) -> steps.moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield steps.abandon(steps.fail(reason));
            }
            case Input.Tracked(int ours, String fault) -> {
                fitness.tracked(fault);
                List<Action> moved = steps.reprioritize(ours);
                yield fault == null ? moved : steps.abandon(steps.fail(fault));
            }
            case Input.Grouped group -> onGroupAsBackup(group, now);
            case Input.Maintenance said -> steps.maintainBackup(said, now);
            case Input.Ready _ -> {
                ready();
                yield steps.claim(now);
            }
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> steps.abandon(steps.stop());
                case COME_BACK -> steps.stop();
            };
            case Input.Reconfigured(VrrpInstance instance, int ours) ->
                    steps.reconfigureBackup(instance, ours, now);
        };
    }

    private List<Action> onGroupAsBackup(Input.Grouped input, long now) {
        membership.take(input);
        if (membership.isWilling() && (input == Input.Group.ELECTED || !membership.isMember())) {
            return steps.takeOver(now);
        }
        String fault = membership.fault();
        if (fault != null) {
            return steps.abandon(steps.fail(fault));
        }
        return input == Input.Group.YIELD && steps.resumes() ? steps.giveUp(Reasons.GROUP, now) : NOTHING;
    }

    /// RFC 9568, 6.4.2.
    private List<Action> onAdvertAsBackup(IpAddress sender, Advert advert, long now) {
        if (advert.priority() == 0) {
            return steps.succeed(now);
        }
        boolean waits = candidacy.hear(advert.priority() < priority(), now);
        if (isObeyed(advert, now)) {
            return steps.follow(
                    sender, advert, now, waits ? List.of(Reasons.wait(sender, candidacy)) : NOTHING);
        }
        master.disregard();
        return steps.noteOnce() ? List.of(Reasons.disregard(sender, advert, steps.terms())) : NOTHING;
    }

    private List<Action> onMaster(Input input, long now) {
        return switch (input) {
            case Input.Timer _ -> now < steps.deadline() ? NOTHING : onTimerAsMaster(now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> {
                if (!steps.isExpired(now)) {
                    yield onAdvertAsMaster(sender, advert, now);
                }
                List<Action> actions = new ArrayList<>(steps.giveUp(Reasons.EXPIRED, now));
                actions.addAll(onAdvertAsBackup(sender, advert, now));
                yield List.copyOf(actions);
            }
            case Input.InterfaceUp(IpAddress address) -> steps.moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                fitness.linked(false);
                yield Transitions.leave(steps.fail(reason));
            }
            case Input.Tracked(int ours, String fault) -> {
                fitness.tracked(fault);
                steps.priority(ours);
                master.priority(priority());
                yield fault == null ? NOTHING : Transitions.leave(steps.fail(fault));
            }
            case Input.Grouped group -> onGroupAsMaster(group, now);
            case Input.Maintenance said -> onMaintenanceAsMaster(said, now);
            case Input.Ready _ -> ready();
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> Transitions.leave(steps.stop());
                case COME_BACK -> steps.comeBack();
            };
            case Input.Reconfigured(VrrpInstance instance, int ours) -> steps.reconfigureMaster(instance, ours);
        };
    }

    private List<Action> onTimerAsMaster(long now) {
        return steps.isExpired(now) ? steps.giveUp(Reasons.EXPIRED, now) : steps.advertise(now);
    }

    private List<Action> onMaintenanceAsMaster(Input.Maintenance said, long now) {
        if (said == Input.Maintenance.BEGIN) {
            return steps.handOver(now);
        }
        steps.maintain(said);
        master.priority(priority());
        return NOTHING;
    }

    private List<Action> onGroupAsMaster(Input.Grouped input, long now) {
        membership.take(input);
        String fault = membership.fault();
        if (fault != null) {
            return Transitions.leave(steps.fail(fault));
        }
        return input == Input.Group.YIELD ? steps.giveUp(Reasons.GROUP, now) : NOTHING;
    }

    /// RFC 9568, 6.4.3: a losing advert is answered at once.
    private List<Action> onAdvertAsMaster(IpAddress sender, Advert advert, long now) {
        if (steps.terms().isOwner() && steps.terms().election().ownerIgnoresAdverts()) {
            return NOTHING;
        }
        if (advert.priority() == 0) {
            steps.restartInterval(now);
            return ADVERT;
        }
        if (steps.losesTo(sender, advert)) {
            return steps.yieldTo(sender, advert, now);
        }
        boolean answers = steps.terms().election().answersLosers();
        if (answers) {
            steps.restartInterval(now);
        }
        List<Action> answer = answers ? DEFENCE : ANNOUNCEMENT;
        if (!steps.noteOnce()) {
            return answer;
        }
        List<Action> actions = new ArrayList<>(answer);
        actions.add(Reasons.defence(sender, advert));
        return List.copyOf(actions);
    }

    /// Whether a backup takes its sender for the master.
    private boolean isObeyed(Advert advert, long now) {
        return advert.priority() != 0
                && (advert.priority() >= priority() || !candidacy.mayPreempt(now));
    }
}
