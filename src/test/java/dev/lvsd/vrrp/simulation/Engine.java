package dev.lvsd.vrrp.simulation;

import dev.lvsd.vrrp.Action;
import dev.lvsd.vrrp.Input;
import dev.lvsd.vrrp.RouterState;
import dev.lvsd.vrrp.VirtualRouter;
import java.util.List;

/// What a simulated driver needs of a [VirtualRouter], so that a broken one can take its place.
interface Engine {
    List<Action> on(Input input, long now);

    long deadlineNanos();

    RouterState state();

    /// What decides in the end.
    VirtualRouter router();

    /// Before when nobody becomes master; said before anything else.
    default void startsAt(long nanos) {
        router().startsAt(nanos);
    }

    /// A packet was refused. A sound engine is not told.
    default void refused(long now) {}

    /// The engine that is tested.
    static Engine of(VirtualRouter router) {
        return new Engine() {
            @Override
            public List<Action> on(Input input, long now) {
                return router.on(input, now);
            }

            @Override
            public long deadlineNanos() {
                return router.deadlineNanos();
            }

            @Override
            public VirtualRouter router() {
                return router;
            }

            @Override
            public RouterState state() {
                return router.state();
            }
        };
    }
}
