package dev.lvsd.vrrp.simulation;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.Readiness;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The engine with a [Mutation].
final class Mutant implements Engine {
    private static final long SECOND = 1_000_000_000;

    private final VirtualRouter router;
    private final Mutation mutation;
    private final LongSupplier wall;
    private VrrpInstance instance;
    private IpAddress source = new IpAddress.V4(0);
    /// What its clock shows beyond the true time.
    private long ahead;
    /// When a node in FAULT sends its next advert.
    private long nextInFault = VirtualRouter.NEVER;
    private int inputs;
    private Input.@Nullable AdvertReceived lastHeard;

    Mutant(VrrpInstance instance, Readiness readiness, Mutation mutation, LongSupplier wall) {
        this.instance = mutation.configuration(instance);
        this.mutation = mutation;
        this.wall = wall;
        router = new VirtualRouter(this.instance, mutation.readiness(readiness));
    }

    /// Its own address.
    IpAddress source() {
        return source;
    }

    int priority() {
        return router.priority();
    }

    /// Every second time.
    boolean isOdd() {
        return (inputs & 1) == 1;
    }

    @Override
    public void startsAt(long nanos) {
        router.startsAt(mutation == Mutation.STARTUP_DELAY_IGNORED ? 0 : nanos);
    }

    @Override
    public VirtualRouter router() {
        return router;
    }

    @Override
    public RouterState state() {
        return router.state();
    }

    @Override
    public long deadlineNanos() {
        if (nextInFault != VirtualRouter.NEVER) {
            return nextInFault;
        }
        boolean waits = mutation == Mutation.NEVER_TAKES_OVER && router.state() == RouterState.BACKUP;
        long deadline = waits ? VirtualRouter.NEVER : router.deadlineNanos();
        return deadline == VirtualRouter.NEVER ? deadline : deadline - ahead() - early();
    }

    private long ahead() {
        return mutation == Mutation.WALL_CLOCK ? wall.getAsLong() : ahead;
    }

    /// The skew time that is left out.
    private long early() {
        if (mutation != Mutation.SKEW_LEFT_OUT || router.state() != RouterState.BACKUP) {
            return 0;
        }
        long whole = instance.version() == 2 ? SECOND : router.masterIntervalNanos();
        return (256 - router.priority()) * whole / 256;
    }

    @Override
    public List<Action> on(Input input, long now) {
        inputs++;
        if (nextInFault != VirtualRouter.NEVER && input == Input.Timer.TICK) {
            nextInFault = now + instance.advertInterval().toNanos();
            return List.of(Action.Order.SEND_ADVERT);
        }
        RouterState before = router.state();
        if (input == Input.Timer.TICK && now >= deadlineNanos()) {
            ahead += early();
        }
        Input told = told(input);
        List<Action> actions = told == null ? List.of() : router.on(told, now + ahead());
        boolean fault = mutation == Mutation.ADVERTS_IN_FAULT && router.state() == RouterState.FAULT;
        nextInFault = fault ? now + instance.advertInterval().toNanos() : VirtualRouter.NEVER;
        return mutation.said(actions, before, input, this);
    }

    @Override
    public void refused(long now) {
        Input.AdvertReceived again = lastHeard;
        if (mutation == Mutation.REFUSED_HEEDED && again != null) {
            List<Action> _ = router.on(again, now);
        }
    }

    private @Nullable Input told(Input input) {
        return switch (input) {
            case Input.AdvertReceived advert -> {
                lastHeard = advert;
                yield mutation.heard(advert, this);
            }
            case Input.Reconfigured(VrrpInstance next, int priority) -> {
                instance = mutation.configuration(next);
                yield mutation == Mutation.RELOAD_IGNORED ? null : new Input.Reconfigured(instance, priority);
            }
            case Input.InterfaceUp up -> {
                source = up.source();
                yield up;
            }
            case Input.Timer _ -> mutation == Mutation.ALWAYS_DUE ? null : input;
            case Input.Grouped group -> mutation.grouped(group);
            case Input.Tracked tracked -> mutation.tracked(tracked, this);
            case Input.Maintenance _ -> mutation == Mutation.MAINTENANCE_IGNORED ? null : input;
            case Input.InterfaceDown _, Input.Ready _, Input.Resume _, Input.Shutdown _ -> input;
        };
    }
}
