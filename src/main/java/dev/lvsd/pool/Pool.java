package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The real servers of one virtual server, their health, and the table entry that follows from it. Belongs to one
/// thread.
///
/// In a new virtual server every real server without `alpha` is in the table at once, before any check, as with
/// keepalived. In one that was there when lvsd started, a real server that has checkers and that the table shows
/// absent or at weight 0 stays so until it is checked: a restart must not send clients to a dead server.
///
/// | quorum | with a sorry server                                        | without        |
/// |--------|------------------------------------------------------------|----------------|
/// | up     | live real servers; it is out, or at weight 0 once it served | live real servers |
/// | down   | it alone; inhibited real servers at weight 0               | live real servers |
public final class Pool {
    /// What became of a health report.
    public enum Effect {
        /// The real server's health is another now, or it is live now, so the desired entry may be another.
        CHANGED,
        /// The real server's health is the same.
        UNCHANGED,
        /// There is no such real server or checker (any more).
        NO_SUCH_CHECK
    }

    private final VirtualServer virtualServer;
    private final Map<Endpoint, Member> members;
    private final long allWeight;
    private long liveWeight;
    private boolean quorumUp;
    private boolean sorryServed;

    /// @param quorumUp whether the quorum was up
    /// @param sorryServed whether the sorry server is in the table, or was
    private Pool(
            VirtualServer virtualServer, Function<RealServer, Member> member, boolean quorumUp, boolean sorryServed) {
        this.virtualServer = virtualServer;
        this.members = LinkedHashMap.newLinkedHashMap(virtualServer.realServers().size());
        for (RealServer realServer : virtualServer.realServers()) {
            members.put(realServer.endpoint(), member.apply(realServer));
        }
        this.allWeight = virtualServer.realServers().stream().mapToLong(r -> r.options().weight()).sum();
        this.liveWeight = members.values().stream().mapToLong(Member::liveWeight).sum();
        this.quorumUp = quorumUp;
        this.sorryServed = sorryServed;
        settle();
    }

    /// The pool of a virtual server that is not in the table yet.
    public static Pool starting(VirtualServer virtualServer) {
        return new Pool(virtualServer, realServer -> new Member(realServer, Member.Found.NEW), true, false);
    }

    /// The pool of a virtual server that is in the table already.
    public static Pool adopting(VirtualServer virtualServer, VirtualServerEntry present) {
        RealServerOptions sorry = sorryServer(virtualServer, present);
        return new Pool(
                virtualServer,
                realServer -> new Member(realServer, found(present.realServers().get(realServer.endpoint()))),
                sorry == null || sorry.weight() == 0,
                sorry != null);
    }

    /// The pool of the same virtual server by another configuration. Real servers that stay keep their health, and so
    /// does the quorum; new ones come as in a new virtual server.
    public Pool reconfigured(VirtualServer next) {
        Function<RealServer, Member> member = realServer -> {
            Member known = members.get(realServer.endpoint());
            return known == null ? new Member(realServer, Member.Found.NEW) : known.reconfigured(realServer);
        };
        SorryServer before = virtualServer.sorryServer();
        SorryServer after = next.sorryServer();
        boolean isSame = before != null && after != null && before.endpoint().equals(after.endpoint());
        return new Pool(next, member, quorumUp, sorryServed && isSame);
    }

    /// The sorry server as the table shows it, null where it does not, or where a real server is at its endpoint.
    private static @Nullable RealServerOptions sorryServer(VirtualServer virtualServer, VirtualServerEntry present) {
        SorryServer sorry = virtualServer.sorryServer();
        if (sorry == null
                || virtualServer.realServers().stream().anyMatch(r -> r.endpoint().equals(sorry.endpoint()))) {
            return null;
        }
        return present.realServers().get(sorry.endpoint());
    }

    private static Member.Found found(@Nullable RealServerOptions present) {
        if (present == null) {
            return Member.Found.ABSENT;
        }
        return present.weight() == 0 ? Member.Found.WEIGHT_ZERO : Member.Found.PRESENT;
    }

    /// The configuration that this pool was made of.
    public VirtualServer virtualServer() {
        return virtualServer;
    }

    /// Takes the report of one checker.
    ///
    /// @param realServer the real server
    /// @param check index of the checker in the configuration
    /// @param health what it says
    /// @param at when it said so, by the wall clock
    public Effect report(Endpoint realServer, int check, Health health, Instant at) {
        Member member = members.get(realServer);
        if (member == null) {
            return Effect.NO_SUCH_CHECK;
        }
        liveWeight -= member.liveWeight();
        Effect effect = member.health(check, health, at);
        liveWeight += member.liveWeight();
        settle();
        return effect;
    }

    /// How the quorum stands.
    public QuorumState quorum() {
        Quorum quorum = virtualServer.quorum();
        return new QuorumState(quorumUp, quorum, liveWeight, quorum.needed(quorumUp, allWeight));
    }

    /// Health of a real server, unknown where there is no such one.
    public Health health(Endpoint realServer) {
        Member member = members.get(realServer);
        return member == null ? Health.UNKNOWN : member.health();
    }

    /// When the health of a real server last changed, null before the first change.
    public @Nullable Instant since(Endpoint realServer) {
        Member member = members.get(realServer);
        return member == null ? null : member.since();
    }

    /// The entry that the table shall have.
    public VirtualServerEntry desired() {
        SorryServer sorry = virtualServer.sorryServer();
        if (sorry == null) {
            return entry(members(Member::desired));
        }
        Map<Endpoint, RealServerOptions> servers = members(quorumUp ? Member::desired : Member::unused);
        if (!quorumUp) {
            servers.put(sorry.endpoint(), sorry.options());
        } else if (sorryServed && sorry.whenUnused() == OnFailure.INHIBIT) {
            servers.putIfAbsent(sorry.endpoint(), sorry.options().withWeight(0));
        }
        return entry(servers);
    }

    private VirtualServerEntry entry(Map<Endpoint, RealServerOptions> servers) {
        return VirtualServerEntry.of(virtualServer.options(), servers);
    }

    private Map<Endpoint, RealServerOptions> members(Function<Member, @Nullable RealServerOptions> wanted) {
        Map<Endpoint, RealServerOptions> servers = new HashMap<>();
        members.forEach((endpoint, member) -> {
            RealServerOptions options = wanted.apply(member);
            if (options != null) {
                servers.put(endpoint, options);
            }
        });
        return servers;
    }

    private void settle() {
        quorumUp = virtualServer.quorum().isUp(quorumUp, liveWeight, allWeight);
        sorryServed |= !quorumUp;
    }
}
