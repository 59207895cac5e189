package dev.lvsd.vrrp.driver;

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
import dev.lvsd.vrrp.LatenessRecorder;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterCounters;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.Timers;
import dev.lvsd.vrrp.VirtualRouter;
import dev.lvsd.vrrp.VrrpEvent;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// One virtual router with all that the vrrp thread needs to run it: it hands inputs to the machine and
/// performs the actions. Of that thread, but for [#status].
final class RunningRouter {
    /// A backup takes over after three adverts and its skew time: so long nobody else has.
    private static final int RESUME_ADVERTS = 3;
    /// An interface that is lost is told of as such; until that is known, sending fails for at most this long.
    private static final long LINK_NEWS_NANOS = 1_000_000_000L;
    /// A master that is late again and again says so this often.
    private static final long LATE_NEWS_NANOS = 60_000_000_000L;

    /// Losing adverts are told of this often at most.
    private static final long LOWER_NEWS_NANOS = 100_000_000L;

    private final int number;
    private VrrpInstance instance;
    private final Colleagues colleagues;
    private final VirtualRouter machine;
    private Authenticator authenticator;
    private AdvertReader reader;
    private final RouterCounters counters = new RouterCounters();
    private final LatenessRecorder lateness = new LatenessRecorder();
    private final GarpSchedule announcements;
    private final ToldOnce told = new ToldOnce();
    private final PeerBook peers = new PeerBook();
    private VrrpDatagram[] adverts = Datagrams.NONE;
    private VrrpDatagram[] resignations = Datagrams.NONE;
    private int source;
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
    private volatile RouterView view;

    /// @throws IllegalArgumentException where VRRP cannot carry what the instance says
    RunningRouter(
            int number, VrrpInstance instance, Colleagues colleagues, Readiness readiness, RestartPage.Slot page) {
        this.number = number;
        this.instance = instance;
        this.colleagues = colleagues;
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

    /// Whether a packet is for this router.
    boolean hears(int virtualRouterId, int destination) {
        return virtualRouterId == instance.virtualRouterId()
                && (!instance.path().isUnicast() || destination == source);
    }

    long deadlineNanos() {
        return Math.min(machine.deadlineNanos(), announcements.deadlineNanos());
    }

    /// Where it hears; empty before its interface was there. It sends on the first of them.
    List<AdvertPort> sockets() {
        return ears;
    }

    /// @param on where it hears; it sends on the first
    void linkUp(IpAddress address, List<AdvertPort> on, long now) {
        source = address instanceof IpAddress.V4(int bits) ? bits : 0;
        socket = on.getFirst();
        ears = on;
        reader.ownAddress(address);
        adverts = Datagrams.of(instance, address, machine.priority(), authenticator);
        resignations = Datagrams.of(instance, address, 0, authenticator);
        if (!peerHeard && page.isPeerHeard()) {
            heard();
        }
        if (view.transitions() == 0) {
            recall(now);
        }
        page.interval(instance.advertInterval().toNanos());
        perform(machine.on(new Input.InterfaceUp(address), now), now);
    }

    /// Whether an earlier run was master just now, by the interval that its peers know.
    private void recall(long now) {
        long advert = page.advertNanos();
        long age = bootClock.nanos() - advert;
        if (advert != 0 && age >= 0 && age < RESUME_ADVERTS * page.intervalNanos()) {
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
        resignations = next.resignations();
        told.forget();
        view = view.configured(instance);
        perform(machine.on(new Input.Reconfigured(instance), now), now);
    }

    void linkDown(String reason, long now) {
        if (machine.state() == RouterState.FAULT) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": " + reason);
            view = view.because(reason);
        }
        perform(machine.on(new Input.InterfaceDown(reason), now), now);
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
        long late = now - machine.deadlineNanos();
        if (machine.state() == RouterState.MASTER) {
            counters.maximum(Counter.ADVERT_LATENESS_MAX_NANOS, late);
            lateness.record(late);
        }
        perform(machine.on(Input.Timer.TICK, now), now);
    }

    /// Its sync group says something.
    void group(Input.Grouped input, long now) {
        perform(machine.on(input, now), now);
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
            case Rejection rejection -> reject(rejection, packet, length);
        }
    }

    /// What is known of it now; for any thread.
    InstanceStatus status(InstanceStatus.AddressStatus addresses) {
        RouterView seen = view;
        VrrpInstance configured = seen.instance();
        return new InstanceStatus(
                configured, seen.state(), configured.priority(), seen.masterAddress(), seen.masterPriority(),
                seen.masterIntervalNanos(),
                Timers.masterDownNanos(configured.version(), configured.priority(), seen.masterIntervalNanos()),
                seen.since(), seen.transitions(), seen.reason(), addresses, counters.counters(),
                counters.rejections(), lateness.recorded(),
                peers.hints(configured, seen.state(), System.nanoTime()));
    }

    private void accept(Decoded.Accepted accepted, long now) {
        counters.count(Counter.ADVERTS_RECEIVED);
        if (!peerHeard) {
            heard();
        }
        if (accepted.input().advert().priority() == 0) {
            counters.count(Counter.PRIORITY_ZERO_RECEIVED);
        }
        compare(accepted);
        perform(machine.on(accepted.input(), now), now);
    }

    /// Counts and tells in what an accepted advert differs from what we send.
    private void compare(Decoded.Accepted accepted) {
        boolean otherForm = accepted.checksum() != Decoded.Agreement.SAME;
        if (instance.version() == 3) {
            boolean message = instance.path().checksumWithoutPseudoHeader() != otherForm;
            counters.count(message ? Counter.CHECKSUM_OF_MESSAGE : Counter.CHECKSUM_WITH_PSEUDO_HEADER);
        }
        if (otherForm) {
            differs(Counter.CHECKSUM_FORM_DIFFERS, accepted);
        }
        if (accepted.input().advert().intervalNanos() != instance.advertInterval().toNanos()) {
            differs(Counter.INTERVAL_DIFFERS, accepted);
        }
        switch (accepted.addresses()) {
            case SAME -> {}
            case DIFFERENT -> differs(Counter.ADDRESSES_DIFFER, accepted);
            case FOREIGN -> {
                differs(Counter.ADDRESSES_DIFFER, accepted);
                foreign(bits(accepted.input().source()));
            }
        }
    }

    private void differs(Counter counter, Decoded.Accepted accepted) {
        counters.count(counter);
        peers.note(counter, bits(accepted.input().source()), System.nanoTime());
        if (told.first(counter)) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": adverts of " + accepted.input().source()
                    + " have " + PeerBook.text(counter));
        }
    }

    private static int bits(IpAddress address) {
        return address instanceof IpAddress.V4(int bits) ? bits : 0;
    }

    private void reject(Rejection rejection, byte[] packet, int length) {
        counters.count(rejection);
        int sender = AdvertReader.source(packet, length);
        peers.note(rejection, sender, System.nanoTime());
        if (reader.isForeign(packet, length)) {
            foreign(sender);
        }
        if (told.first(rejection)) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": rejected an advert of "
                    + new IpAddress.V4(sender) + ": " + rejection.text() + "; further ones are only counted");
        }
    }

    /// Another virtual router has our VRID.
    private void foreign(int sender) {
        counters.count(Counter.FOREIGN_ADVERTS);
        peers.noteForeign(sender, System.nanoTime());
        if (told.first(Counter.FOREIGN_ADVERTS)) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": "
                    + PeerBook.inUseTwice(instance, new IpAddress.V4(sender)));
        }
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
                send(adverts, now);
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
        told.forget();
        view = view.after(machine, Instant.now(), change.reason());
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
        if (told.first(Counter.SEND_ERRORS)) {
            colleagues.line(Level.ERROR, "vrrp " + instance.name() + ": cannot send an advert on "
                    + instance.interfaceName() + ": " + Errno.of(error) + "; further failures are counted");
        }
    }

    /// What was logged since the last transition.
    private static final class ToldOnce {
        private final Set<Counter> counters = EnumSet.noneOf(Counter.class);
        private final Set<Rejection> rejections = EnumSet.noneOf(Rejection.class);

        boolean first(Counter counter) {
            return counters.add(counter);
        }

        boolean first(Rejection rejection) {
            return rejections.add(rejection);
        }

        void forget() {
            counters.clear();
            rejections.clear();
        }
    }
}
