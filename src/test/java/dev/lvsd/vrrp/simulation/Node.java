package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.Family;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Readiness;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// A host: the kernel's part of it, which outlives the process, and the process, in which one thread reads what
/// waits in the socket, then looks at the timers, then obeys orders. While the process is paused, packets and
/// orders wait.
final class Node {
    /// In the restart page: not master.
    static final long NONE = Long.MIN_VALUE;

    private static final long LINK_LOCAL = 0xfe80L << 48;
    private static final long LIFETIME = 5_000_000_000L;
    private static final int LIFETIME_ADVERTS = 4;

    private final int number;
    private final IpAddress.V4 address;
    private final IpAddress.V6 linkLocal;
    private final Stage stage;
    private final @Nullable VrrpInstance[] configured;
    private final @Nullable Router[] routers;
    private final boolean[] held;
    private final long[] expiry;
    private final long[] page;
    private final Tracked[] tracked;
    private final boolean[] forgets;
    private final SyncGroups groups = new SyncGroups();
    private int[] sync;
    private final ArrayDeque<byte[]> socket = new ArrayDeque<>();
    private final ArrayDeque<LongConsumer> orders = new ArrayDeque<>();
    private boolean running;
    private boolean linked = true;
    private boolean maintained;
    private long pausedUntil = NONE;
    private long startAt = Wire.NEVER;
    private long undisturbedSince;
    private long origin;
    private long wall;
    private long wake = Wire.NEVER;
    private long elsewhere;

    /// What a virtual router tracks.
    ///
    /// @param added to the priority
    /// @param fault null for none
    /// @param known whether there was a result yet
    private record Tracked(int added, @Nullable String fault, boolean known) {
        private static final int OWNER = 255;

        int priority(VrrpInstance of) {
            boolean counts = known && !of.tracking().things().isEmpty() && of.priority() != OWNER;
            return counts ? Math.clamp(of.priority() + added, 1, OWNER - 1) : of.priority();
        }

        @Nullable String fault(VrrpInstance of) {
            return known && of.tracking().canFault() ? fault : null;
        }
    }

    /// @param sync the sync group of each virtual router, -1 for none
    Node(int number, IpAddress.V4 address, int groups, int[] sync, Stage stage) {
        this.number = number;
        this.address = address;
        linkLocal = new IpAddress.V6(LINK_LOCAL, Integer.toUnsignedLong(address.bits()));
        this.stage = stage;
        configured = new VrrpInstance[groups];
        routers = new Router[groups];
        held = new boolean[groups];
        expiry = new long[groups];
        page = new long[groups];
        Arrays.fill(page, NONE);
        tracked = new Tracked[groups];
        forgets = new boolean[groups];
        Arrays.fill(tracked, new Tracked(0, null, true));
        this.sync = sync;
    }

    int number() {
        return number;
    }

    IpAddress.V4 address() {
        return address;
    }

    /// Source of its adverts; those of all families compare alike.
    IpAddress source(Family family) {
        return switch (family) {
            case IPV4 -> address;
            case IPV6 -> linkLocal;
        };
    }

    /// The virtual routers of a router's sync group.
    List<Router> around(Router router) {
        return groups.around(router);
    }

    int[] sync() {
        return sync;
    }

    /// What its monotonic clock's 0 is.
    long origin() {
        return origin;
    }

    /// What its wall clock shows beyond its monotonic one.
    long wall() {
        return wall;
    }

    void stepWall(long by) {
        wall += by;
    }

    boolean isRunning() {
        return running;
    }

    boolean isPaused() {
        return pausedUntil != NONE;
    }

    /// Whether its process runs, and packets come and go.
    boolean isHealthy() {
        return running && linked && !isPaused();
    }

    boolean isLinked() {
        return linked;
    }

    /// Since when its process runs and its link is up.
    long undisturbedSince() {
        return undisturbedSince;
    }

    @Nullable Router router(int group) {
        return routers[group];
    }

    @Nullable VrrpInstance configured(int group) {
        return configured[group];
    }

    /// Whether the kernel has the addresses.
    boolean isHeld(int group) {
        return held[group];
    }

    void hold(int group, boolean whether) {
        held[group] = whether;
    }

    void page(int group, long advert) {
        page[group] = advert;
    }

    /// Packets that arrived and that no router was given or is to be given.
    long elsewhere() {
        return elsewhere;
    }

    int waiting() {
        return socket.size();
    }

    /// What the next start reads, or, where the process runs, a reload; null for no such virtual router.
    void configure(int group, @Nullable VrrpInstance instance) {
        configured[group] = instance;
        order(now -> reload(group, instance, now));
    }

    void startAt(long time) {
        startAt = Math.min(startAt, time);
    }

    private void start(Readiness readiness, long now) {
        running = true;
        startAt = Wire.NEVER;
        undisturbedSince = now;
        origin = now - 1_000;
        stage.say(this + " starts " + readiness, now);
        for (int group = 0; group < routers.length; group++) {
            held[group] &= now < expiry[group];
            if (forgets[group]) {
                tracked[group] = new Tracked(0, null, false);
            }
            VrrpInstance instance = configured[group];
            if (instance == null) {
                held[group] = false;
            } else {
                routers[group] = new Router(this, group, instance, readiness, stage, now);
            }
        }
        groups.arrange(routers, sync, now);
        for (Router router : routers) {
            if (router != null) {
                begin(router, now);
            }
        }
    }

    /// A script that may be a fault has no result at first; it comes with [#track].
    private void begin(Router router, long now) {
        int group = router.group();
        if (maintained) {
            router.maintain(true, now);
        }
        if (linked) {
            router.linkUp(page[group], now);
        } else {
            router.tell(new Input.InterfaceDown("no link"), now);
        }
        if (tracked[group].known() && !router.instance().tracking().things().isEmpty()) {
            order(then -> judge(group, then));
        }
    }

    /// What a virtual router tracks is like this from now on.
    ///
    void track(int group, int added, @Nullable String fault) {
        forgets[group] = false;
        tracked[group] = new Tracked(added, fault, true);
        order(now -> judge(group, now));
    }

    /// After the next start there is no result until [#track].
    void forget(int group) {
        forgets[group] = true;
    }

    private void judge(int group, long now) {
        Router router = routers[group];
        if (router != null && tracked[group].known()) {
            VrrpInstance of = router.instance();
            if (stage.isLogged()) {
                stage.say(router + " tracks " + tracked[group], now);
            }
            router.tracked(tracked[group].priority(of), tracked[group].fault(of), now);
        }
    }

    /// The process ends, as SIGTERM and SIGUSR1 make it. It starts again, if at all, after some time.
    void stop(Input.Shutdown how, long again) {
        order(now -> {
            stage.say(this + " ends: " + how, now);
            for (Router router : routers) {
                if (router != null) {
                    router.tell(how, now);
                }
            }
            gone(again, now);
        });
    }

    /// The process is gone from one moment to the next, as by SIGKILL.
    void kill(long again, long now) {
        stage.say(this + " is killed", now);
        gone(again, now);
    }

    private void gone(long again, long now) {
        for (int group = 0; group < routers.length; group++) {
            Router router = routers[group];
            if (router != null) {
                elsewhere += router.packets();
                long interval = router.instance().advertInterval().toNanos();
                expiry[group] = now + Math.max(LIFETIME, LIFETIME_ADVERTS * interval);
                routers[group] = null;
            }
        }
        groups.clear();
        elsewhere += socket.size();
        socket.clear();
        orders.clear();
        running = false;
        pausedUntil = NONE;
        startAt = again == Wire.NEVER ? again : now + again;
    }

    /// The process is stopped for a time (SIGSTOP, or a busy machine).
    void pause(long until) {
        pausedUntil = until;
    }

    /// The cable is out at once; the process is told of it.
    void link(boolean up, long now) {
        linked = up;
        undisturbedSince = now;
        stage.say(this + " link " + up, now);
        order(then -> tellLink(up, then));
    }

    private void tellLink(boolean up, long now) {
        for (int group = 0; group < routers.length; group++) {
            Router router = routers[group];
            if (router != null && up) {
                router.linkUp(page[group], now);
            } else if (router != null) {
                router.tell(new Input.InterfaceDown("no link"), now);
            }
        }
    }

    void ready() {
        order(now -> {
            for (Router router : routers) {
                if (router != null) {
                    router.ready(now);
                }
            }
        });
    }

    /// An operator says that it is in maintenance, or no longer; that outlives the process.
    void maintain(boolean begins) {
        maintained = begins;
        order(now -> {
            stage.say(this + (begins ? " begins" : " ends") + " maintenance", now);
            for (Router router : routers) {
                if (router != null) {
                    router.maintain(begins, now);
                }
            }
        });
    }

    private void reload(int group, @Nullable VrrpInstance next, long now) {
        Router router = routers[group];
        if (stage.isLogged()) {
            stage.say(this + " reloads " + text(next), now);
        }
        if (router == null && next != null) {
            page[group] = NONE;
            Router added = new Router(this, group, next, Readiness.READY, stage, now);
            routers[group] = added;
            groups.arrange(routers, sync, now);
            begin(added, now);
        } else if (router != null && next != null) {
            router.reload(next, tracked[group].priority(next), now);
        } else if (router != null) {
            router.tell(Input.Shutdown.STOP, now);
            elsewhere += router.packets();
            routers[group] = null;
            groups.arrange(routers, sync, now);
        }
    }

    /// The sync groups are others after a reload.
    void regroup(int[] next) {
        sync = next;
        order(now -> {
            stage.say(this + " has sync groups " + Arrays.toString(next), now);
            groups.arrange(routers, next, now);
        });
    }

    private static String text(@Nullable VrrpInstance of) {
        return of == null ? "without a virtual router" : "VRID " + of.virtualRouterId() + " priority " + of.priority()
                + " interval " + of.advertInterval().toMillis() + " ms, preempt " + of.election().preempt() + ", "
                + of.virtualAddresses().size() + " addresses";
    }

    /// A process that does not run hears nothing.
    private void order(LongConsumer order) {
        if (running) {
            orders.add(order);
        }
    }

    /// When there is something to do without a packet.
    long wakeNanos(long now) {
        if (!running) {
            return startAt;
        }
        if (isPaused()) {
            return pausedUntil;
        }
        return orders.isEmpty() ? wake : now;
    }

    void arrive(byte[] packet) {
        if (running && linked) {
            socket.add(packet);
        } else {
            elsewhere++;
        }
    }

    /// Its time has come, or a packet.
    void run(Readiness atStart, long now) {
        if (!running && now >= startAt) {
            start(atStart, now);
        } else if (running) {
            if (isPaused() && now >= pausedUntil) {
                pausedUntil = NONE;
                undisturbedSince = now;
                stage.say(this + " goes on", now);
            }
            if (!isPaused()) {
                turn(now);
            }
        }
        wake = deadline();
    }

    private void turn(long now) {
        while (!socket.isEmpty()) {
            deliver(socket.remove(), now);
        }
        for (Router router : routers) {
            if (router != null && now >= router.deadlineNanos()) {
                router.tick(now);
            }
        }
        for (Router router : routers) {
            if (router != null) {
                router.atRest(now);
            }
        }
        while (running && !orders.isEmpty()) {
            orders.remove().accept(now);
        }
        groups.settle(now);
    }

    private void deliver(byte[] packet, long now) {
        int id = AdvertReader.virtualRouterId(packet, packet.length);
        for (Router router : routers) {
            if (router != null && router.instance().virtualRouterId() == id) {
                router.receive(packet, now);
                return;
            }
        }
        elsewhere++;
    }

    private long deadline() {
        long first = Wire.NEVER;
        for (Router router : routers) {
            if (router != null) {
                first = Math.min(first, router.deadlineNanos());
            }
        }
        return first;
    }

    /// Packets that its routers were given.
    long received() {
        long sum = 0;
        for (Router router : routers) {
            if (router != null) {
                sum += router.packets();
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return "node " + address;
    }
}
