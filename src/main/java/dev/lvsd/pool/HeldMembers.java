package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.net.Endpoint;
import dev.lvsd.orders.Deadline;
import dev.lvsd.orders.GivenOrder;
import dev.lvsd.orders.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The real servers of a pool, as orders have them. Belongs to the thread of the pool.
public final class HeldMembers {
    /// A drain that goes on.
    ///
    /// @param realServer which is drained
    /// @param since when it was ordered, by the wall clock
    /// @param deadline when it ends at the latest
    public record Drain(RealServer realServer, Instant since, Deadline deadline) {}

    private final VirtualServer virtualServer;
    private final Map<Endpoint, Member> members;
    private final Runnable weigh;

    /// @param weigh to be called when a weight is another
    HeldMembers(VirtualServer virtualServer, Map<Endpoint, Member> members, Runnable weigh) {
        this.virtualServer = virtualServer;
        this.members = members;
        this.weigh = weigh;
    }

    /// Takes other orders.
    ///
    /// @param table what is there of a service, null for nothing
    /// @return whether they are others for any real server
    @SuppressWarnings("ReferenceEquality") // the same order goes on as the same object
    public boolean follow(Function<VirtualServerKey, @Nullable VirtualServerEntry> table, Directions directions) {
        boolean changed = false;
        for (Member member : members.values()) {
            Hold before = member.hold();
            Hold next = directions.hold(virtualServer, member.realServer(), table, before);
            if (next != before) {
                member.hold(next);
                changed = true;
            }
        }
        if (changed) {
            weigh.run();
        }
        return changed;
    }

    /// Lets ramps go on.
    ///
    /// @return whether a weight is another
    public boolean ramp(long nowNanos) {
        boolean changed = false;
        for (Member member : members.values()) {
            if (member.hold() instanceof Hold.Ramping(var order, var ramp, int weight)) {
                int next = ramp.weight(nowNanos);
                member.hold(ramp.isOver(nowNanos)
                        ? new Hold.Weighted(order, next) : new Hold.Ramping(order, ramp, next));
                changed |= next != weight || ramp.isOver(nowNanos);
            }
        }
        if (changed) {
            weigh.run();
        }
        return changed;
    }

    /// Nanoseconds to the next step of a ramp, `Long.MAX_VALUE` where none goes on.
    public long untilNextStep(long nowNanos) {
        long until = Long.MAX_VALUE;
        for (Member member : members.values()) {
            if (member.hold() instanceof Hold.Ramping(_, var ramp, _)) {
                until = Math.min(until, ramp.untilNextStep(nowNanos));
            }
        }
        return until;
    }

    /// Whether a ramp or a drain goes on.
    public boolean areRestless() {
        return members.values().stream().anyMatch(member ->
                member.hold() instanceof Hold.Ramping || member.hold() instanceof Hold.Draining);
    }

    /// The drains that go on.
    public List<Drain> draining() {
        List<Drain> draining = new ArrayList<>();
        for (Member member : members.values()) {
            if (member.hold() instanceof Hold.Draining(var order, var deadline)) {
                draining.add(new Drain(member.realServer(), order.at(), deadline));
            }
        }
        return draining;
    }

    /// The deadline of a drain that goes on, null where none does.
    ///
    /// @param realServer address and port in the table, behind the service
    public @Nullable Deadline deadline(VirtualServerKey service, Endpoint realServer) {
        Member member = member(service, realServer);
        return member != null && member.hold() instanceof Hold.Draining(_, var deadline) ? deadline : null;
    }

    /// Takes a drained real server out of the table.
    ///
    /// @param at when the drain has ended
    /// @param cut connections and templates that this cuts
    public void drained(RealServer realServer, Instant at, long cut) {
        Member member = members.get(realServer.endpoint());
        if (member != null && member.hold() instanceof Hold.Draining(var order, _)) {
            member.hold(new Hold.Drained(order, at, cut));
            weigh.run();
        }
    }

    /// Whether a real server that is in the table may have clients that are worth waiting for.
    ///
    /// @param realServer address and port in the table, behind the service
    public boolean mayHaveClients(VirtualServerKey service, Endpoint realServer) {
        Member member = member(service, realServer);
        Hold hold = member == null ? null : member.hold();
        return member != null && member.health() != Health.DOWN && (hold == null || !hold.isOut());
    }

    /// How a real server stands by an order, null where none is about it.
    ///
    /// @param realServer as it is configured
    public @Nullable Standing standing(Endpoint realServer) {
        Member member = members.get(realServer);
        Hold hold = member == null ? null : member.hold();
        return hold == null ? null : hold.standing();
    }

    /// Shows each real server that an order is about.
    public void forEach(BiConsumer<GivenOrder, RealServer> action) {
        for (Member member : members.values()) {
            Hold hold = member.hold();
            if (hold != null) {
                action.accept(hold.order(), member.realServer());
            }
        }
    }

    private @Nullable Member member(VirtualServerKey service, Endpoint realServer) {
        for (Member member : members.values()) {
            if (member.realServer().endpoint(service).equals(realServer)) {
                return member;
            }
        }
        return null;
    }
}
