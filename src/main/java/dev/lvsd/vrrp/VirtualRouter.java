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
/// | BACKUP | lower priority | BACKUP, timer runs on | |
/// | BACKUP, resumed | any advert that sets the timer | as above | remove addresses |
/// | BACKUP | ready, priority 255 | MASTER, timer = interval | advert, add addresses, announce |
/// | MASTER | timer | MASTER, timer + interval | advert |
/// | MASTER | priority 0 | MASTER, timer = interval | advert |
/// | MASTER | higher priority, or ours and a higher address | BACKUP, timer = master down interval | yield |
/// | MASTER | any other advert | MASTER, timer = interval | advert, announce again |
/// | MASTER | down | FAULT | priority 0, remove addresses |
/// | BACKUP | down | FAULT | |
/// | FAULT | up | BACKUP or MASTER as from INITIALIZE | |
/// | MASTER | stop | INITIALIZE | priority 0, remove addresses |
/// | MASTER | stop to come back | INITIALIZE | advert |
/// | BACKUP, FAULT | stop, in either way | INITIALIZE | |
/// | BACKUP | reconfigured, priority 255 | MASTER | as from INITIALIZE |
/// | BACKUP | reconfigured | BACKUP, timer moves by the change of the master down interval | |
/// | MASTER | reconfigured | MASTER, timer = an interval after the last advert, never later than it was | |
/// | INITIALIZE, FAULT | reconfigured | the same | |
/// | BACKUP, grouped | timer | BACKUP, willing, no timer | |
/// | BACKUP, willing | elected | MASTER, timer = interval | advert, add addresses, announce |
/// | BACKUP, willing | any advert that sets the timer | BACKUP | |
/// | MASTER | group yields | BACKUP, timer = master down interval | remove addresses |
/// | BACKUP, resumed | group yields | BACKUP, timer = master down interval | remove addresses |
/// | MASTER, BACKUP | group fault | FAULT | as from down |
/// | FAULT | no group fault, up before | as from up | |
///
/// To yield is to send one more advert (`higher_prio_send_advert`) and to remove the addresses.
/// `up` in BACKUP and MASTER changes the source address; whatever is not listed changes nothing. Each
/// transition is followed by {@link Action.StateChanged}. An owner (priority 255) takes over at once and
/// ignores `nopreempt`; so does an instance with `state MASTER`.
///
/// Until it is ready a virtual router behaves as with `nopreempt`, and an owner starts in BACKUP: it becomes
/// master where nobody else is. Ready changes no timer, so that it takes over from a lower priority a master down
/// interval after the last advert that it obeyed. One that was master just before a restart takes over with the
/// first tick after what waited in its socket was read, unless there was an advert to obey.
///
/// A member of a sync group never takes over by itself: where it would, it is willing, and waits to be elected by
/// the group ([SyncGroup]).
///
/// Confined to one thread. An input that changes no state allocates nothing.
public final class VirtualRouter {
    /// What {@link #deadlineNanos()} says where no timer runs.
    public static final long NEVER = Long.MAX_VALUE;

    private static final int OWNER = 255;
    private static final String OWNS = "it owns the addresses (priority 255)";
    private static final List<Action> NOTHING = List.of();
    private static final List<Action> ADVERT = List.of(Action.Order.SEND_ADVERT);
    private static final List<Action> DEFENCE = List.of(Action.Order.SEND_ADVERT, Action.Order.ANNOUNCE_AGAIN);

    private int version;
    private int priority;
    private boolean preempt;
    private boolean yieldsWithAdvert;
    private long interval;
    private RouterState state = RouterState.INITIALIZE;
    private long deadline = NEVER;
    private long masterInterval;
    private int masterPriority;
    /// Priority 0 was the last that counted, whoever sent it.
    private boolean left;
    private @Nullable IpAddress masterAddress;
    private @Nullable IpAddress source;
    private Readiness readiness;
    private boolean resumes;
    private boolean noted;
    private boolean linked;
    private final Membership membership = new Membership();

    /// A virtual router that is not started, and ready.
    public VirtualRouter(VrrpInstance instance) {
        this(instance, Readiness.READY);
    }

    /// A virtual router that is not started.
    public VirtualRouter(VrrpInstance instance, Readiness readiness) {
        this.readiness = readiness;
        version = instance.version();
        priority = instance.priority();
        preempt = preempts(instance);
        yieldsWithAdvert = instance.election().yieldsWithAdvert();
        interval = instance.advertInterval().toNanos();
        masterInterval = interval;
    }

    private static boolean preempts(VrrpInstance instance) {
        return instance.election().preempt() || instance.election().startsAsMaster() || instance.priority() == OWNER;
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

    /// When {@link Input.Timer} is due, or {@link #NEVER}.
    public long deadlineNanos() {
        return deadline;
    }

    /// The state.
    public RouterState state() {
        return state;
    }

    /// How it stands in its sync group.
    public SyncGroup.Standing standing() {
        return membership.standing(state, linked, resumes);
    }

    /// The priority that our adverts carry.
    public int priority() {
        return priority;
    }

    /// The master's address: the sender of the last advert that counted, our own as master, null before.
    public @Nullable IpAddress masterAddress() {
        return masterAddress;
    }

    /// The master's priority as far as we know it, 0 before an advert came.
    public int masterPriority() {
        return masterPriority;
    }

    /// The master's interval in nanoseconds: learned in version 3, our own before and as master.
    public long masterIntervalNanos() {
        return masterInterval;
    }

    private List<Action> onIdle(Input input, long now) {
        return switch (input) {
            case Input.InterfaceUp(IpAddress address) -> {
                linked = true;
                source = address;
                yield begin(now);
            }
            case Input.InterfaceDown(String reason) -> {
                linked = false;
                yield state == RouterState.FAULT ? NOTHING : fail(reason);
            }
            case Input.Grouped group -> onGroup(group, now);
            case Input.Resume _ -> resume();
            case Input.Ready _ -> ready();
            case Input.AdvertReceived _, Input.Timer _ -> NOTHING;
            case Input.Reconfigured(VrrpInstance instance) -> {
                take(instance);
                masterInterval = interval;
                yield NOTHING;
            }
            case Input.Shutdown _ -> state == RouterState.FAULT ? stop() : NOTHING;
        };
    }

    private List<Action> resume() {
        resumes = state == RouterState.INITIALIZE;
        return NOTHING;
    }

    private List<Action> ready() {
        readiness = Readiness.READY;
        return NOTHING;
    }

    private List<Action> onGroup(Input.Grouped input, long now) {
        membership.take(input);
        String fault = membership.fault();
        return switch (state) {
            case INITIALIZE -> NOTHING;
            case FAULT -> linked ? begin(now) : NOTHING;
            case BACKUP -> {
                boolean elected = membership.isWilling()
                        && (input == Input.Group.ELECTED || !membership.isMember());
                if (elected) {
                    yield takeOver(silence(), now);
                }
                yield fault != null ? abandon(fail(fault)) : giveUp(input, now);
            }
            case MASTER -> fault != null ? leave(fail(fault)) : giveUp(input, now);
        };
    }

    private List<Action> giveUp(Input.Grouped input, long now) {
        if (input != Input.Group.YIELD || (state == RouterState.BACKUP && !resumes)) {
            return NOTHING;
        }
        learn(interval, null, 0);
        deadline = now + masterDownNanos();
        membership.willing(false);
        return state == RouterState.BACKUP
                ? abandon(NOTHING)
                : List.of(Action.Order.REMOVE_ADDRESSES, become(RouterState.BACKUP, "its sync group yields"));
    }

    /// Starts where nothing is in the way: the interface is up.
    private List<Action> begin(long now) {
        String fault = membership.fault();
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
        boolean atOnce = priority == OWNER && isReady();
        if (atOnce && !membership.isMember()) {
            actions.addAll(takeOver(OWNS, now));
        } else {
            learn(interval, null, 0);
            deadline = resumes || atOnce ? now : now + masterDownNanos();
            actions.add(become(RouterState.BACKUP, "started on " + source));
        }
        return List.copyOf(actions);
    }

    private List<Action> onBackup(Input input, long now) {
        return switch (input) {
            case Input.Timer _ -> now < deadline ? NOTHING : stand(silence(), now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> onAdvertAsBackup(sender, advert, now);
            case Input.InterfaceUp(IpAddress address) -> moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                linked = false;
                yield abandon(fail(reason));
            }
            case Input.Grouped group -> onGroup(group, now);
            case Input.Ready _ -> readyAsBackup(now);
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> abandon(stop());
                case COME_BACK -> stop();
            };
            case Input.Reconfigured(VrrpInstance instance) -> reconfigureBackup(instance, now);
        };
    }

    private List<Action> readyAsBackup(long now) {
        ready();
        return priority == OWNER ? stand(OWNS, now) : NOTHING;
    }

    /// Takes over, or is willing to where the sync group decides.
    private List<Action> stand(String reason, long now) {
        if (!membership.isMember()) {
            return takeOver(reason, now);
        }
        membership.willing(true);
        deadline = NEVER;
        return NOTHING;
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

    /// What is waited for counts from the same moment as before. In version 3 the interval stays the master's.
    private List<Action> reconfigureBackup(VrrpInstance instance, long now) {
        boolean learned = masterAddress != null && version == 3 && instance.version() == 3;
        long before = waitNanos();
        take(instance);
        if (!learned) {
            masterInterval = interval;
        }
        deadline = deadline == NEVER ? NEVER : deadline + waitNanos() - before;
        return priority == OWNER && isReady() ? stand(OWNS, now) : NOTHING;
    }

    /// The silence that is waited for: after priority 0 it is the skew time alone.
    private long waitNanos() {
        return left
                ? Timers.skewNanos(version, priority, masterInterval)
                : masterDownNanos();
    }

    /// RFC 9568, 6.4.2. Priority 0 shortens the timer only, so that a repeated one delays nothing.
    private List<Action> onAdvertAsBackup(IpAddress sender, Advert advert, long now) {
        if (advert.priority() == 0) {
            deadline = Math.min(deadline, now + Timers.skewNanos(version, priority, masterInterval));
            masterPriority = 0;
            left = true;
            return NOTHING;
        }
        if (advert.priority() >= priority || !mayPreempt()) {
            learn(advert.intervalNanos(), sender, advert.priority());
            deadline = now + masterDownNanos();
            membership.willing(false);
            return abandon(NOTHING);
        }
        if (noted) {
            return NOTHING;
        }
        noted = true;
        return List.of(new Action.Note("ignores adverts of " + sender + ": their priority " + advert.priority()
                + " is below " + priority));
    }

    private List<Action> onMaster(Input input, long now) {
        return switch (input) {
            case Input.Timer _ -> now < deadline ? NOTHING : advertise(now);
            case Input.AdvertReceived(IpAddress sender, Advert advert) -> onAdvertAsMaster(sender, advert, now);
            case Input.InterfaceUp(IpAddress address) -> moveTo(address);
            case Input.InterfaceDown(String reason) -> {
                linked = false;
                yield leave(fail(reason));
            }
            case Input.Grouped group -> onGroup(group, now);
            case Input.Ready _ -> ready();
            case Input.Resume _ -> NOTHING;
            case Input.Shutdown how -> switch (how) {
                case STOP -> leave(stop());
                case COME_BACK -> {
                    linked = false;
                    yield List.of(Action.Order.SEND_ADVERT, idle(RouterState.INITIALIZE, "comes back at once"));
                }
            };
            case Input.Reconfigured(VrrpInstance instance) -> {
                long lastAdvert = deadline - interval;
                take(instance);
                learn(interval, source, priority);
                deadline = Math.min(deadline, lastAdvert + interval);
                yield NOTHING;
            }
        };
    }

    /// Keeps the rhythm: the next advert is due an interval after this one was, unless that is past.
    private List<Action> advertise(long now) {
        long next = deadline + interval;
        deadline = next > now ? next : now + interval;
        return ADVERT;
    }

    /// RFC 9568, 6.4.3: a losing advert is answered at once.
    private List<Action> onAdvertAsMaster(IpAddress sender, Advert advert, long now) {
        if (advert.priority() == 0) {
            deadline = now + interval;
            return ADVERT;
        }
        if (wins(sender, advert)) {
            learn(advert.intervalNanos(), sender, advert.priority());
            deadline = now + masterDownNanos();
            return yieldTo(become(RouterState.BACKUP, "adverts of " + sender + " win with priority " + advert.priority()
                    + (advert.priority() == priority ? " and the higher address" : "")));
        }
        deadline = now + interval;
        if (noted) {
            return DEFENCE;
        }
        noted = true;
        return List.of(Action.Order.SEND_ADVERT, Action.Order.ANNOUNCE_AGAIN,
                new Action.Note("stays master: adverts of " + sender + " lose with priority " + advert.priority()));
    }

    /// The winner of a healed partition never noticed that its addresses were announced by us. Our last advert, which
    /// loses, makes it announce them again; without it clients keep sending here for as long as they remember.
    private List<Action> yieldTo(Action change) {
        return yieldsWithAdvert
                ? List.of(Action.Order.SEND_ADVERT, Action.Order.REMOVE_ADDRESSES, change)
                : List.of(Action.Order.REMOVE_ADDRESSES, change);
    }

    private boolean mayPreempt() {
        return preempt && isReady();
    }

    private boolean isReady() {
        return readiness == Readiness.READY;
    }

    private boolean wins(IpAddress sender, Advert advert) {
        return advert.priority() > priority
                || (advert.priority() == priority && source != null && sender.compareTo(source) > 0);
    }

    private List<Action> takeOver(String reason, long now) {
        learn(interval, source, priority);
        deadline = now + interval;
        resumes = false;
        return List.of(Action.Order.SEND_ADVERT, Action.Order.ADD_ADDRESSES, Action.Order.ANNOUNCE,
                become(RouterState.MASTER, reason));
    }

    private String silence() {
        if (resumes) {
            return "it was master before the restart";
        }
        if (masterAddress == null) {
            return "no better master was heard";
        }
        return masterPriority == 0 ? masterAddress + " left" : masterAddress + " fell silent";
    }

    private List<Action> moveTo(IpAddress address) {
        source = address;
        if (state == RouterState.MASTER) {
            masterAddress = address;
        }
        return NOTHING;
    }

    private List<Action> fail(String reason) {
        boolean first = state == RouterState.INITIALIZE;
        resumes &= !first;
        Action change = idle(RouterState.FAULT, reason);
        return first ? List.of(Action.Order.REMOVE_ADDRESSES, change) : List.of(change);
    }

    private List<Action> stop() {
        linked = false;
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
        learn(interval, null, 0);
        deadline = NEVER;
        return become(next, reason);
    }

    private Action become(RouterState next, String reason) {
        Action change = new Action.StateChanged(state, next, reason);
        state = next;
        noted = false;
        membership.willing(false);
        return change;
    }

    private void take(VrrpInstance instance) {
        version = instance.version();
        priority = instance.priority();
        preempt = preempts(instance);
        yieldsWithAdvert = instance.election().yieldsWithAdvert();
        interval = instance.advertInterval().toNanos();
        noted = false;
    }

    private void learn(long intervalNanos, @Nullable IpAddress address, int ofPriority) {
        masterInterval = intervalNanos;
        masterAddress = address;
        masterPriority = ofPriority;
        left = false;
    }

    private long masterDownNanos() {
        return Timers.masterDownNanos(version, priority, masterInterval);
    }
}
