package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpSettings;
import dev.lvsd.config.VrrpSyncGroup;
import dev.lvsd.linux.AdvertPort;
import dev.lvsd.linux.EventFd;
import dev.lvsd.linux.Poll;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Maintenance;
import dev.lvsd.watch.Pulse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/// The thread "vrrp": waits for packets, commands and deadlines, and does nothing else. It reads what waits
/// before it looks at a timer: whatever came before the moment at which a timer is found due counts before it,
/// however long the process or this thread was stopped, and wherever.
///
/// However the thread ends, masters hand over first.
final class VrrpLoop implements Runnable {
    /// More than a socket's queue holds; an attacker who fills it faster is not waited for.
    private static final int PACKETS_AT_ONCE = 4096;
    /// More than the longest advert: over IPv6, a header of 40, 8, 255 addresses of 16.
    private static final int PACKET_BYTES = 4608;
    /// Longest wait: the heart beats while nothing happens.
    private static final long WAIT_NANOS = Heartbeat.FRESH_NANOS / 2;

    private volatile List<RunningRouter> routers;
    private volatile List<RunningGroup> groups = List.of();
    private final Colleagues colleagues;
    private final MonotonicClock clock;
    private final EventFd wake;
    private final ConcurrentLinkedQueue<Command> commands = new ConcurrentLinkedQueue<>();
    private final UnknownRouters unknown;
    private final byte[] packet = new byte[PACKET_BYTES];
    private List<Lane> lanes = List.of();
    /// Whether routers have other sockets than the lanes.
    private boolean rearrange;
    private final List<AdvertPort> gone = new ArrayList<>();
    private Timetable timetable = new Timetable(0);
    private long shortestInterval = Long.MAX_VALUE;
    private Poll poll;
    /// Without the sockets.
    private final Poll quiet;
    private Pace pace = Pace.IMMEDIATE;
    private long lastLook;
    private final Heartbeat heartbeat;
    private boolean running = true;
    private boolean ready;
    private volatile @Nullable Maintenance maintenance;
    private Input.Shutdown ending = Input.Shutdown.STOP;
    private volatile VrrpSettings settings = VrrpSettings.DEFAULTS;
    private volatile String scheduling = "not started";

    VrrpLoop(
            List<RunningRouter> routers,
            List<VrrpSyncGroup> groups,
            Colleagues colleagues,
            MonotonicClock clock,
            EventFd wake,
            Heartbeat heartbeat) {
        this.routers = List.copyOf(routers);
        this.colleagues = colleagues;
        unknown = new UnknownRouters(colleagues);
        this.clock = clock;
        this.wake = wake;
        this.heartbeat = heartbeat;
        quiet = new Poll(wake.descriptor());
        poll = quiet;
        lastLook = clock.nanos();
        group(groups, clock.nanos());
        timetable();
    }

    /// Tells the thread something; never waits.
    void send(Command command) {
        commands.add(command);
        wake.signal();
    }

    /// All routers, in the order of the configuration.
    List<RunningRouter> routers() {
        return routers;
    }

    /// All sync groups, in the order of the configuration; for any thread.
    List<RunningGroup> groups() {
        return groups;
    }

    /// The maintenance of the node, null for none; for any thread.
    @Nullable Maintenance maintenance() {
        return maintenance;
    }

    /// The sign of life of this thread.
    Pulse pulse() {
        return new Pulse("vrrp", wake::signal, heartbeat::lastNanos);
    }

    /// Packets for no router; the counters are for any thread.
    UnknownRouters unknown() {
        return unknown;
    }

    /// Takes what holds for all routers; how the thread is scheduled counts only before it starts.
    void settings(VrrpSettings next) {
        settings = next;
        unknown.log(next.logsUnknown());
    }

    /// How the kernel schedules this thread.
    String scheduling() {
        return scheduling;
    }

    @Override
    public void run() {
        scheduling = RealTime.of(settings.realTimePriority(), settings.processors());
        colleagues.line(Level.INFO, "vrrp: the vrrp thread runs with " + scheduling);
        try {
            while (running) {
                turn();
            }
        } finally {
            routers.forEach(this::handOver);
            groups.forEach(group -> group.shutDown(ending));
            lanes.forEach(lane -> lane.socket().close());
        }
    }

    private void turn() {
        long deadline = timetable.deadlineNanos();
        rest(deadline);
        poll.await(Math.min(WAIT_NANOS, deadline - clock.nanos()));
        long now = clock.nanos();
        lastLook = now;
        heartbeat.beat(now);
        if (now >= deadline && now - deadline > shortestInterval) {
            lookForLateness(now);
        }
        for (int i = 0; i < lanes.size(); i++) {
            if (now >= deadline || poll.isReady(i + 1)) {
                drain(lanes.get(i));
            }
        }
        tick(now);
        if (poll.isReady(0)) {
            obey();
        }
        List<RunningGroup> together = groups;
        boolean told = false;
        for (int i = 0; i < together.size(); i++) {
            told |= together.get(i).settle(now);
        }
        if (told) {
            timetable();
        }
    }

    /// Leaves packets alone until they are looked at next, and only hears commands.
    private void rest(long deadline) {
        long until = Math.min(deadline, pace.nextLook(lastLook));
        long now = clock.nanos();
        if (until > now) {
            quiet.await(until - now);
        }
    }

    /// Who stands still often must not make garbage each time.
    private void lookForLateness(long now) {
        List<RunningRouter> all = routers;
        for (int i = 0; i < all.size(); i++) {
            all.get(i).lookForLateness(now);
        }
    }

    /// Everyone who is due, each at most once.
    private void tick(long now) {
        for (int i = 0; i < routers.size() && now >= timetable.deadlineNanos(); i++) {
            RunningRouter router = routers.get(timetable.first());
            router.tick(now);
            timetable.set(router.seat(), router.deadlineNanos());
        }
    }

    /// One that cannot leaves the others their chance.
    private void handOver(RunningRouter router) {
        try {
            router.shutDown(ending, clock.nanos());
        } catch (RuntimeException e) {
            colleagues.line(Level.ERROR, "vrrp: a virtual router could not hand over: " + e);
        }
    }

    /// After anything that may have moved any deadline, or the number of routers.
    private void timetable() {
        if (timetable.size() != routers.size()) {
            timetable = new Timetable(routers.size());
        }
        shortestInterval = Long.MAX_VALUE;
        pace = Pace.of(routers.stream().mapToLong(RunningRouter::intervalNanos).toArray());
        for (int i = 0; i < routers.size(); i++) {
            RunningRouter router = routers.get(i);
            router.sit(i, pace);
            timetable.set(i, router.deadlineNanos());
            shortestInterval = Math.min(shortestInterval, router.intervalNanos());
        }
    }

    private void drain(Lane lane) {
        for (int i = 0; i < PACKETS_AT_ONCE; i++) {
            int length = lane.socket().receive(packet);
            if (length == AdvertPort.NOTHING) {
                return;
            }
            RunningRouter router = lane.routerOf(packet, length);
            if (router != null) {
                router.receive(packet, length, clock.nanos());
                timetable.set(router.seat(), router.deadlineNanos());
            } else {
                unknown.count(packet, length);
            }
        }
    }

    private void obey() {
        wake.clear();
        @Nullable Command command;
        while (running && (command = commands.poll()) != null) {
            obey(command);
        }
        if (rearrange) {
            arrange();
        }
        timetable();
    }

    private void obey(Command command) {
        long now = clock.nanos();
        switch (command) {
            case Command.LinkUp up -> {
                router(up.router()).linkUp(up.source(), up.sockets(), now);
                rearrange = true;
            }
            case Command.LinkDown(int router, String reason) -> router(router).linkDown(reason, now);
            case Command.Tracked tracked -> router(tracked.router()).tracked(tracked, now);
            case Command.SocketGone(AdvertPort socket) -> {
                routers.stream().filter(router -> router.sockets().contains(socket)).forEach(RunningRouter::detach);
                gone.add(socket);
                rearrange = true;
            }
            case Command.Ready _ -> {
                ready = true;
                routers.forEach(router -> router.ready(now));
            }
            case Command.Maintain(Maintenance next, Runnable done) -> {
                maintenance = next;
                routers.forEach(router -> router.maintain(said(next), now));
                done.run();
            }
            case Command.Stop(Input.Shutdown how) -> {
                ending = how;
                running = false;
            }
            case Command.Reload reload -> {
                reload(reload, now);
                rearrange = true;
            }
        }
    }

    private static Input.Maintenance said(@Nullable Maintenance maintenance) {
        return maintenance == null ? Input.Maintenance.END : Input.Maintenance.BEGIN;
    }

    /// Routers that go hand over first, so that their addresses are free for others.
    private void reload(Command.Reload reload, long now) {
        Map<Integer, RunningRouter> next = new HashMap<>();
        for (RunningRouter router : reload.added()) {
            next.put(router.number(), router);
            if (ready) {
                router.ready(now);
            }
            router.maintain(said(maintenance), now);
        }
        for (RunningRouter router : routers) {
            if (reload.instances().containsKey(router.number())) {
                next.put(router.number(), router);
            } else {
                router.remove(now);
            }
        }
        List<RunningRouter> ordered = new ArrayList<>();
        reload.order().forEach(number -> ordered.add(Objects.requireNonNull(next.get(number))));
        routers = List.copyOf(ordered);
        colleagues.order(new Order.Reconfigure(reload.instances(), reload.done()));
        reload.changed().forEach((number, settings) -> router(number).reconfigure(settings, now));
        group(reload.groups(), now);
    }

    /// Members that stay in a group are not disturbed, and what comes to a group of masters only disturbs it where it
    /// follows the master of another node.
    private void group(List<VrrpSyncGroup> configured, long now) {
        List<RunningGroup> next = new ArrayList<>();
        for (VrrpSyncGroup one : configured) {
            RunningGroup before = groups.stream().filter(group -> group.name().equals(one.name())).findFirst()
                    .orElse(null);
            next.add(new RunningGroup(one, routers, colleagues, before));
        }
        next.forEach(group -> group.join(now));
        for (RunningRouter router : routers) {
            if (next.stream().noneMatch(group -> group.has(router))) {
                router.group(Input.Group.LEAVE, now);
            }
        }
        groups = List.copyOf(next);
    }

    /// The interfaces thread gives the numbers and tells of a router before anything happens to it.
    private RunningRouter router(int number) {
        for (RunningRouter router : routers) {
            if (router.number() == number) {
                return router;
            }
        }
        throw new IllegalStateException("no router has the number " + number);
    }

    /// A lane for each socket in use; the others are closed. Once after many commands: an interface that comes back
    /// makes a command for each of its routers, while others have adverts to send.
    private void arrange() {
        rearrange = false;
        Set<AdvertPort> sockets = new LinkedHashSet<>();
        for (RunningRouter router : routers) {
            sockets.addAll(router.sockets());
        }
        List<Lane> next = new ArrayList<>();
        int[] descriptors = new int[sockets.size() + 1];
        descriptors[0] = wake.descriptor();
        for (AdvertPort socket : sockets) {
            next.add(new Lane(socket, routers.stream().filter(router -> router.sockets().contains(socket)).toList()));
            descriptors[next.size()] = socket.descriptor();
        }
        lanes = List.copyOf(next);
        poll = new Poll(descriptors);
        gone.forEach(AdvertPort::close);
        gone.clear();
    }
}
