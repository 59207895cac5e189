package dev.lvsd.vrrp.driver;

import dev.lvsd.config.ElectionTimers;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.BootClock;
import dev.lvsd.linux.Errno;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.Authenticator;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Decoded;
import dev.lvsd.vrrp.GarpSchedule;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.InstanceStatus;
import dev.lvsd.vrrp.IpHeader;
import dev.lvsd.vrrp.LatenessRecorder;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterCounters;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.RoutingStatus;
import dev.lvsd.vrrp.Timers;
import dev.lvsd.vrrp.VirtualRouter;
import dev.lvsd.vrrp.VrrpEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// One virtual router with all that the vrrp thread needs to run it: it hands inputs to the machine and
/// performs the actions. Of that thread, but for [#status].
final class RunningRouter {
    /// An interface that is lost is told of as such; until that is known, sending fails for at most this long.
    private static final long LINK_NEWS_NANOS = 1_000_000_000L;
    /// A master that is late again and again says so this often.
    private static final long LATE_NEWS_NANOS = 60_000_000_000L;

    /// Losing adverts are told of this often at most.
    private static final long LOWER_NEWS_NANOS = 100_000_000L;

    private final int number;
    private int seat;
    private Pace pace = Pace.IMMEDIATE;
    private VrrpInstance instance;
    private final Colleagues colleagues;
    private final VirtualRouter machine;
    private Authenticator authenticator;
    private AdvertReader reader;
    private final RouterCounters counters = new RouterCounters();
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final GarpSchedule announcements;
    private final PeerBook peers = new PeerBook();
    private final Disagreements disagreements;
    private VrrpDatagram[] adverts = Datagrams.NONE;
    /// The priority that they carry.
    private int advertised;
    private VrrpDatagram[] resignations = Datagrams.NONE;
    private byte[] source = {};
    private @Nullable IpAddress ownAddress;
    private final RestartPage.Slot page;
    private final BootClock bootClock = new BootClock();
    private boolean peerHeard;
    private boolean failing;
    private long failingSince;
    private long lateToldAt;
    private long lateUntold;
    private VrrpEvent.Departure departure = VrrpEvent.Departure.NONE;
    private int priorityTold;
    private boolean lowerTold;
    private long lowerToldAt;
    private @Nullable AdvertPort socket;
    private List<AdvertPort> ears = List.of();
    private @Nullable String linkFault;
    private @Nullable String trackedFault;
    private volatile RouterView view;

    /// @throws IllegalArgumentException where VRRP cannot carry what the instance says
    RunningRouter(
            int number, VrrpInstance instance, Colleagues colleagues, Readiness readiness, RestartPage.Slot page) {
        this.number = number;
        this.instance = instance;
        this.colleagues = colleagues;
        disagreements = new Disagreements(counters, peers, colleagues);
        this.page = page;
        machine = new VirtualRouter(instance, readiness);
        priorityTold = machine.priority();
        authenticator = Authenticator.of(instance);
        reader = new AdvertReader(instance, authenticator);
        announcements = new GarpSchedule(instance.garp());
        view = RouterView.of(instance, machine);
        Datagrams.advert(instance);
    }

    /// The number by which other threads know it.
    int number() {
        return number;
    }

    /// Its place among the routers of the vrrp thread, which gives it.
    int seat() {
        return seat;
    }

    /// @param common to all of them
    void sit(int place, Pace common) {
        seat = place;
        pace = common;
    }

    /// Fixed: another one would be another router.
    int virtualRouterId() {
        return instance.virtualRouterId();
    }

    long intervalNanos() {
        return instance.advertInterval().toNanos();
    }

    /// Whether a packet with its VRID is for this router.
    boolean hears(byte[] packet) {
        return !instance.path().isUnicast() || IpHeader.isTo(packet, source);
    }

    long deadlineNanos() {
        return Math.min(dueNanos(), announcements.deadlineNanos());
    }

    /// The machine's deadline; that of a master's advert is where its slot begins.
    private long dueNanos() {
        long due = machine.deadlineNanos();
        return machine.state() == RouterState.MASTER ? pace.slotOf(due) : due;
    }

    /// Where it hears; empty before its interface was there. It sends on the first of them.
    List<AdvertPort> sockets() {
        return ears;
    }

    /// @param on where it hears; it sends on the first
    void linkUp(IpAddress address, List<AdvertPort> on, long now) {
        source = address.bytes();
        socket = on.getFirst();
        ears = on;
        ownAddress = address;
        reader.ownAddress(address);
        adverts = Datagrams.of(instance, address, machine.priority(), authenticator);
        advertised = machine.priority();
        resignations = Datagrams.of(instance, address, 0, authenticator);
        if (!peerHeard && page.isPeerHeard()) {
            heard();
        }
        if (view.transitions() == 0) {
            ElectionTimers timers = instance.election().timers();
            machine.startsAt(Math.max(timers.startupDelay().toNanos(),
                    now - bootClock.nanos() + timers.delayAfterBoot().toNanos()));
            recall(now);
        }
        page.interval(instance.advertInterval().toNanos());
        linkFault = null;
        perform(machine.on(new Input.InterfaceUp(address), now), now);
        explain();
    }

    /// What it tracks makes another priority or fault.
    void tracked(Command.Tracked news, long now) {
        trackedFault = news.fault();
        reprioritize(new Input.Tracked(news.priority(), news.fault()), now);
        explain();
    }

    /// The node is in maintenance, or no longer.
    void maintain(Input.Maintenance said, long now) {
        reprioritize(said, now);
    }

    private void reprioritize(Input input, long now) {
        int before = machine.priority();
        List<Action> actions = machine.on(input, now);
        if (machine.priority() != before) {
            colleagues.line(Level.INFO, "vrrp " + instance.name() + ": priority " + before + " -> "
                    + machine.priority());
            VrrpDatagram[] _ = adverts();
        }
        perform(actions, now);
    }

    /// Our adverts, made anew where the priority is another one.
    private VrrpDatagram[] adverts() {
        IpAddress from = ownAddress;
        if (machine.priority() != advertised && from != null) {
            adverts = Datagrams.of(instance, from, machine.priority(), authenticator);
            advertised = machine.priority();
        }
        return adverts;
    }

    /// In FAULT, says what is wrong now.
    private void explain() {
        String link = linkFault;
        String tracked = trackedFault;
        String both = link == null ? tracked : tracked == null ? link : link + "; " + tracked;
        String reason = both == null ? machine.groupFault() : both;
        if (machine.state() == RouterState.FAULT && reason != null && !reason.equals(view.reason())) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": " + reason);
            view = view.because(reason);
        }
    }

    /// Whether an earlier run was master just now, by the interval that its peers know: a backup takes over after so
    /// many adverts and its skew time (`down_timer_adverts`), before that nobody has.
    private void recall(long now) {
        long advert = page.advertNanos();
        long age = bootClock.nanos() - advert;
        if (advert != 0 && age >= 0 && age < instance.election().timers().downTimerAdverts() * page.intervalNanos()) {
            colleagues.line(Level.INFO, "vrrp " + instance.name() + ": was master " + age / 1_000_000
                    + " ms ago; goes on unless a better advert waits");
            perform(machine.on(Input.Resume.RESUME, now), now);
        }
    }

    private void heard() {
        peerHeard = true;
        peers.heard();
        page.peerHeard();
        colleagues.order(new Order.PeerHeard(number));
    }

    /// Goes on with another configuration: counters, socket and state stay. New addresses are announced by the
    /// addresses thread, and once more with all others after `garp_master_delay`.
    void reconfigure(RouterSettings next, long now) {
        announcements.reconfigure(next.instance().garp(), now);
        if (machine.state() == RouterState.MASTER && next.bringsAddressesTo(instance)) {
            int _ = announcements.onMaster(now);
        }
        instance = next.instance();
        page.interval(instance.advertInterval().toNanos());
        next.authenticator().continueFrom(authenticator);
        authenticator = next.authenticator();
        reader = next.reader();
        adverts = next.adverts();
        advertised = next.priority();
        resignations = next.resignations();
        disagreements.forget();
        view = view.configured(instance);
        perform(machine.on(new Input.Reconfigured(instance, next.priority()), now), now);
    }

    void linkDown(String reason, long now) {
        linkFault = reason;
        perform(machine.on(new Input.InterfaceDown(reason), now), now);
        explain();
    }

    /// The socket is closed: nothing can be sent.
    void detach() {
        socket = null;
        ears = List.of();
    }

    /// Repeated announcements are this thread's too: after a pause, a master that was replaced meanwhile learns of it
    /// before it announces anything.
    void tick(long now) {
        if (now >= machine.deadlineNanos()) {
            timer(now);
        }
        if (now >= announcements.deadlineNanos()) {
            announce(announcements.due(now));
        }
    }

    /// A master that is late by more than an interval says so before it learns what happened meanwhile: this thread
    /// or the process stood still, and a backup may have taken over.
    void lookForLateness(long now) {
        long late = now - machine.deadlineNanos();
        if (machine.state() != RouterState.MASTER || late <= instance.advertInterval().toNanos()) {
            return;
        }
        lateUntold++;
        if (lateToldAt == 0 || now - lateToldAt >= LATE_NEWS_NANOS) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": advert late by " + late / 1_000_000
                    + " ms, more than its interval: the process or the machine stood still"
                    + (lateUntold > 1 ? "; " + lateUntold + " since this was last told" : ""));
            lateToldAt = now;
            lateUntold = 0;
        }
    }

    private void timer(long now) {
        if (machine.state() == RouterState.MASTER) {
            long late = Math.max(0, now - dueNanos());
            counters.maximum(Counter.ADVERT_LATENESS_MAX_NANOS, late);
            lateness.record(late);
        }
        perform(machine.on(Input.Timer.TICK, now), now);
    }

    /// Its sync group says something.
    void group(Input.Grouped input, long now) {
        perform(machine.on(input, now), now);
        explain();
    }

    VrrpInstance instance() {
        return instance;
    }

    VirtualRouter machine() {
        return machine;
    }

    void ready(long now) {
        perform(machine.on(Input.Ready.READY, now), now);
    }

    void shutDown(Input.Shutdown how, long now) {
        departure = switch (how) {
            case STOP -> VrrpEvent.Departure.STOPPED;
            case COME_BACK -> VrrpEvent.Departure.COMES_BACK;
        };
        perform(machine.on(how, now), now);
    }

    /// Stops because no configuration has it any more.
    void remove(long now) {
        departure = VrrpEvent.Departure.REMOVED;
        perform(machine.on(Input.Shutdown.STOP, now), now);
    }

    void receive(byte[] packet, int length, long now) {
        switch (reader.read(packet, length, WallClock.nanos())) {
            case Decoded.Accepted accepted -> accept(accepted, now);
            case Rejection rejection -> disagreements.reject(rejection, packet, length, instance, reader);
        }
    }

    /// What other threads may see of it now.
    RouterView seen() {
        return view;
    }

    /// What is known of it now; for any thread.
    InstanceStatus status(InstanceStatus.AddressStatus addresses, RoutingStatus routing, long now) {
        RouterView seen = view;
        VrrpInstance configured = seen.instance();
        return new InstanceStatus(
                configured, seen.state(), seen.priority(), seen.masterAddress(), seen.masterPriority(),
                seen.masterIntervalNanos(),
                Timers.masterDownNanos(
                        configured.election().timers().downTimerAdverts(), configured.version(), seen.priority(),
                        seen.masterIntervalNanos()),
                seen.since(), seen.transitions(), seen.reason(), addresses, counters.counters(),
                counters.rejections(), lateness.recorded(),
                peers.hints(configured, seen.state(), System.nanoTime()),
                seen.waiting().text(seen, now), routing);
    }

    private void accept(Decoded.Accepted accepted, long now) {
        counters.count(Counter.ADVERTS_RECEIVED);
        if (!peerHeard) {
            heard();
        }
        if (accepted.input().advert().priority() == 0) {
            counters.count(Counter.PRIORITY_ZERO_RECEIVED);
        }
        disagreements.compare(accepted, instance);
        perform(machine.on(accepted.input(), now), now);
    }

    private void perform(List<Action> actions, long now) {
        for (int i = 0; i < actions.size(); i++) {
            switch (actions.get(i)) {
                case Action.Order order -> perform(order, now);
                case Action.StateChanged change -> changed(change);
                case Action.Note(String text) ->
                    colleagues.line(Level.INFO, "vrrp " + instance.name() + ": " + text);
            }
        }
        if (!view.shows(machine)) {
            view = view.with(machine);
        }
        if (machine.priority() != priorityTold) {
            priorityTold = machine.priority();
            colleagues.tell(new News.Event(
                    new VrrpEvent.PriorityChanged(instance, machine.state(), machine.priority())));
        }
    }

    private void perform(Action.Order order, long now) {
        switch (order) {
            case SEND_ADVERT -> {
                page.advertised(bootClock.nanos());
                send(adverts(), now);
            }
            case SEND_PRIORITY_ZERO -> {
                counters.count(Counter.PRIORITY_ZERO_SENT);
                send(resignations, now);
            }
            case ADD_ADDRESSES -> colleagues.order(new Order.Hold(number));
            case REMOVE_ADDRESSES -> {
                page.left();
                announcements.stop();
                colleagues.order(new Order.Release(number));
            }
            case ANNOUNCE -> announce(announcements.onMaster(now));
            case ANNOUNCE_AGAIN -> {
                announce(announcements.onLosingAdvert(now));
                lowerPriorityHeard(now);
            }
        }
    }

    private void lowerPriorityHeard(long now) {
        counters.count(Counter.LOWER_PRIORITY_RECEIVED);
        if (!lowerTold || now - lowerToldAt >= LOWER_NEWS_NANOS) {
            lowerTold = true;
            lowerToldAt = now;
            colleagues.tell(new News.Event(new VrrpEvent.LowerPriorityHeard(instance, machine.priority())));
        }
    }

    private void announce(int repeat) {
        if (repeat > 0) {
            colleagues.order(new Order.Announce(number, repeat));
        }
    }

    private void changed(Action.StateChanged change) {
        disagreements.forget();
        view = view.after(machine, Instant.now(), change.reason());
        priorityTold = machine.priority();
        colleagues.tell(new News.Event(new VrrpEvent.Changed(instance, change, machine.priority(), departure)));
    }

    private void send(VrrpDatagram[] datagrams, long now) {
        AdvertPort out = socket;
        authenticator.next(WallClock.nanos());
        for (int i = 0; out != null && i < datagrams.length; i++) {
            int error = out.send(datagrams[i]);
            if (error == 0) {
                counters.count(Counter.ADVERTS_SENT);
                failing = false;
            } else {
                counters.count(Counter.SEND_ERRORS);
                failed(error, now);
            }
        }
    }

    private void failed(int error, long now) {
        failingSince = failing ? failingSince : now;
        failing = true;
        boolean linkMayBeLost = error == Errno.ENETUNREACH.number()
                || error == Errno.ENETDOWN.number()
                || error == Errno.ENODEV.number();
        if (linkMayBeLost && now - failingSince < LINK_NEWS_NANOS) {
            return;
        }
        if (disagreements.first(Counter.SEND_ERRORS)) {
            colleagues.line(Level.ERROR, "vrrp " + instance.name() + ": cannot send an advert on "
                    + instance.interfaceName() + ": " + Errno.of(error) + "; further failures are counted");
        }
    }
}
