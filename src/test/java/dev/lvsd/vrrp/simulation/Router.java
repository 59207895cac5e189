package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Decoded;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterCounters;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One virtual router of a process: hands inputs to the engine and performs its actions, as the vrrp thread does.
final class Router {
    private static final int RESUME_ADVERTS = 3;

    private final Node node;
    private final int group;
    private final Stage stage;
    private final Engine engine;
    private final Patience patience;
    private final LocalRules rules = new LocalRules(this);
    private final RouterCounters counters = new RouterCounters();
    private VrrpInstance instance;
    private AdvertReader reader;
    private int priority;
    /// Outside of maintenance.
    private int ours;
    private boolean maintained;
    private boolean linked;
    private boolean awaitsTracking;
    private @Nullable String fault;
    private @Nullable String groupFault;
    private boolean member;
    private boolean couldPreempt;
    private boolean owned;
    private byte[] advert;
    private byte[] resignation;
    private boolean resumes;
    private long packets;
    private long since;
    private long listensSince;
    private long changed;
    private long lastAdvert = Long.MIN_VALUE / 2;
    private @Nullable IpAddress lastSender;
    private long heard = Long.MIN_VALUE / 2;
    private long otherHeard = Long.MIN_VALUE / 2;

    Router(Node node, int group, VrrpInstance instance, Readiness readiness, Stage stage, long now) {
        this.node = node;
        this.group = group;
        this.instance = instance;
        this.stage = stage;
        engine = stage.engine(instance, readiness, node::wall);
        priority = instance.priority();
        ours = priority;
        awaitsTracking = instance.tracking().canFault();
        long startsAt = instance.election().timers().startupDelay().toNanos();
        engine.startsAt(startsAt);
        patience = new Patience(
                instance, instance.priority(), readiness == Readiness.READY, startsAt + node.origin());
        reader = reader(instance);
        advert = packet(priority);
        resignation = packet(0);
        since = now;
        changed = now;
    }

    Node node() {
        return node;
    }

    int group() {
        return group;
    }

    VrrpInstance instance() {
        return instance;
    }

    /// In its adverts.
    int priority() {
        return priority;
    }

    VirtualRouter machine() {
        return engine.router();
    }

    /// Source of its adverts.
    IpAddress source() {
        return node.source(instance.family());
    }

    /// Whether it replaced a master of lower priority before the last input.
    boolean couldPreempt() {
        return couldPreempt;
    }

    /// Whether it took over at once before the last input, whoever was master.
    boolean owned() {
        return owned;
    }

    /// Whether it is in a sync group.
    boolean isMember() {
        return member;
    }

    /// Why it cannot run, as far as it was told, null for nothing.
    @Nullable String hindrance() {
        String own = !linked ? "no link" : awaitsTracking ? "no result yet" : fault;
        return own == null ? groupFault : own;
    }

    Patience patience() {
        return patience;
    }

    RouterState state() {
        return engine.state();
    }

    boolean isMaster() {
        return engine.state() == RouterState.MASTER;
    }

    /// Whether it resumes the mastership of an earlier process, which the engine was told and has not given up.
    boolean isResuming() {
        return resumes;
    }

    /// Since when it has its state.
    long since() {
        return since;
    }

    /// When it last became backup, which may have been too late for the master's last advert.
    long listensSince() {
        return listensSince;
    }

    /// Since when it is configured, and ready or not, as it is.
    long changed() {
        return changed;
    }

    long lastAdvert() {
        return lastAdvert;
    }

    /// When it last accepted an advert of another sender than this one.
    long heardBeside(IpAddress sender) {
        return sender.equals(lastSender) ? otherHeard : heard;
    }

    long deadlineNanos() {
        long deadline = engine.deadlineNanos();
        return deadline == VirtualRouter.NEVER ? deadline : deadline + node.origin();
    }

    /// Packets that were counted, whatever became of them.
    long counted() {
        long sum = counters.value(Counter.ADVERTS_RECEIVED);
        for (Rejection rejection : Rejection.values()) {
            sum += counters.value(rejection);
        }
        return sum;
    }

    /// Packets that it was given.
    long packets() {
        return packets;
    }

    void linkUp(long page, long now) {
        if (engine.state() == RouterState.INITIALIZE && page != Node.NONE
                && now - page < RESUME_ADVERTS * instance.advertInterval().toNanos()) {
            resumes = true;
            tell(Input.Resume.RESUME, now);
        }
        tell(new Input.InterfaceUp(source()), now);
    }

    void receive(byte[] packet, long now) {
        packets++;
        long deadline = engine.deadlineNanos();
        RouterState before = engine.state();
        switch (reader.read(packet, packet.length, 0)) {
            case Decoded.Accepted accepted -> {
                counters.count(Counter.ADVERTS_RECEIVED);
                hear(accepted.input().source(), now);
                tell(accepted.input(), now);
            }
            case Rejection rejection -> {
                counters.count(rejection);
                engine.refused(now - node.origin());
                rules.afterRefusal(before, deadline, engine.deadlineNanos());
            }
        }
    }

    private void hear(IpAddress sender, long now) {
        if (!sender.equals(lastSender)) {
            lastSender = sender;
            otherHeard = heard;
        }
        heard = now;
    }

    void tick(long now) {
        tell(Input.Timer.TICK, now);
        rules.afterTick(now);
    }

    /// What it tracks says something.
    void tracked(int next, @Nullable String wrong, long now) {
        prioritize(next, now);
        tell(new Input.Tracked(next, wrong), now);
    }

    /// Its node is in maintenance, or no longer.
    void maintain(boolean begins, long now) {
        maintained = begins;
        prioritize(ours, now);
        tell(begins ? Input.Maintenance.BEGIN : Input.Maintenance.END, now);
    }

    private void prioritize(int next, long now) {
        int before = priority;
        ours = next;
        priority = maintained ? 1 : next;
        changed = priority == before ? changed : now;
        advert = packet(priority);
    }

    void reload(VrrpInstance next, int weighed, long now) {
        boolean same = instance.equals(next);
        boolean weighsSame = ours == weighed;
        long deadline = deadlineNanos();
        instance = next;
        reader = reader(next);
        prioritize(weighed, now);
        resignation = packet(0);
        if (!same) {
            changed = now;
        }
        tell(new Input.Reconfigured(next, weighed), now);
        rules.afterReload(same && weighsSame, deadline);
    }

    void ready(long now) {
        if (!patience.isReady()) {
            changed = now;
        }
        tell(Input.Ready.READY, now);
    }

    void tell(Input input, long now) {
        RouterState before = engine.state();
        couldPreempt = patience.mayPreempt(now);
        owned = patience.ownsNow(now);
        learn(input, now);
        List<Action> actions = engine.on(input, now - node.origin());
        rules.begin(before);
        for (int i = 0; i < actions.size(); i++) {
            perform(actions.get(i), before, now);
        }
        resumes &= !isMaster();
        rules.after(input, before, now);
    }

    private void learn(Input input, long now) {
        switch (input) {
            case Input.InterfaceUp _ -> linked = true;
            case Input.InterfaceDown _, Input.Shutdown _ -> linked = false;
            case Input.Tracked(_, String wrong) -> {
                awaitsTracking = false;
                fault = wrong;
            }
            case Input.Reconfigured(VrrpInstance next, _) -> awaitsTracking &= next.tracking().canFault();
            case Input.GroupFault(String wrong) -> groupFault = wrong;
            case Input.Group said -> {
                switch (said) {
                    case JOIN -> join(now);
                    case LEAVE -> leave(now);
                    case YIELD -> changed = now;
                    case ELECTED -> { }
                }
            }
            case Input.AdvertReceived _, Input.Maintenance _, Input.Ready _, Input.Resume _, Input.Timer _ -> { }
        }
    }

    private void join(long now) {
        changed = member ? changed : now;
        member = true;
    }

    private void leave(long now) {
        changed = member ? now : changed;
        member = false;
        groupFault = null;
    }

    /// Packets are read, and timers that were due have been told.
    void atRest(long now) {
        rules.atRest(now);
    }

    boolean watches(Rule rule) {
        return stage.watches(rule);
    }

    void tookOver(long now) {
        stage.tookOver(this, now);
    }

    private void perform(Action action, RouterState before, long now) {
        switch (action) {
            case Action.Order order -> perform(order, now);
            case Action.StateChanged(RouterState from, RouterState to, String reason) -> {
                rules.transition(from, to, before);
                patience.rest();
                since = now;
                if (to == RouterState.BACKUP) {
                    listensSince = now;
                }
                if (stage.isLogged()) {
                    stage.say(this + " was " + from + ": " + reason, now);
                }
            }
            case Action.Note(String text) -> {
                if (stage.isLogged()) {
                    stage.say(this + " " + text, now);
                }
            }
        }
    }

    private void perform(Action.Order order, long now) {
        rules.ordered(order);
        switch (order) {
            case SEND_ADVERT -> {
                lastAdvert = now;
                node.page(group, now);
                counters.count(Counter.ADVERTS_SENT);
                stage.send(this, advert, now);
            }
            case SEND_PRIORITY_ZERO -> {
                counters.count(Counter.PRIORITY_ZERO_SENT);
                stage.send(this, resignation, now);
            }
            case ADD_ADDRESSES -> node.hold(group, true);
            case REMOVE_ADDRESSES -> {
                resumes = false;
                node.page(group, Node.NONE);
                node.hold(group, false);
            }
            case ANNOUNCE, ANNOUNCE_AGAIN -> { }
        }
    }

    private AdvertReader reader(VrrpInstance of) {
        AdvertReader next = new AdvertReader(of);
        next.ownAddress(source());
        return next;
    }

    private byte[] packet(int priority) {
        List<IpAddress> virtual = instance.virtualAddresses().stream()
                .map(VirtualAddress::prefix)
                .map(Prefix::address)
                .toList();
        Advert says = new Advert(instance.version(), instance.virtualRouterId(), priority,
                instance.advertInterval().toNanos(), virtual);
        return AdvertCodec.packet(
                says, instance.authentication(), ChecksumForm.PSEUDO_HEADER, source(),
                AdvertCodec.group(instance.family()));
    }

    @Override
    public String toString() {
        return node.address() + " VRID " + instance.virtualRouterId() + " priority " + priority + " "
                + engine.state();
    }
}
