package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.Quorum;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.Service;
import dev.lvsd.config.SorryServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The real servers of one virtual server, their health, and the table entry of each of its services that follows from
/// it. Belongs to one thread.
///
/// In a new virtual server every real server without `alpha` is in the table at once, before any check, as with
/// keepalived. In one that was there when lvsd started, a real server that has checkers and that the table shows
/// absent or at weight 0 stays so until it is checked: a restart must not send clients to a dead server.
///
/// | quorum | with a sorry server                                        | without        |
/// |--------|------------------------------------------------------------|----------------|
/// | up     | live real servers; it is out, or at weight 0 once it served | live real servers |
/// | down   | it alone; inhibited real servers at weight 0               | live real servers |
///
/// An order changes the weight that counts: where all real servers are drained, the sorry server serves new clients.
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
    private final Map<VirtualServerKey, VirtualServerOptions> services;
    private final Map<Endpoint, Member> members;
    private long allWeight;
    private long liveWeight;
    private boolean quorumUp;
    private boolean sorryServed;

    /// @param quorumUp whether the quorum was up
    /// @param sorryServed whether the sorry server is in the table, or was
    private Pool(
            VirtualServer virtualServer, Function<RealServer, Member> member, boolean quorumUp, boolean sorryServed) {
        this.virtualServer = virtualServer;
        this.services = services(virtualServer);
        this.members = LinkedHashMap.newLinkedHashMap(virtualServer.realServers().size());
        for (RealServer realServer : virtualServer.realServers()) {
            members.put(realServer.endpoint(), member.apply(realServer));
        }
        this.quorumUp = quorumUp;
        this.sorryServed = sorryServed;
        weigh();
    }

    private static Map<VirtualServerKey, VirtualServerOptions> services(VirtualServer virtualServer) {
        if (virtualServer.services().size() == 1) {
            return Map.of(virtualServer.key(), virtualServer.options());
        }
        Map<VirtualServerKey, VirtualServerOptions> services = new HashMap<>();
        virtualServer.services().forEach(service -> services.put(service.key(), service.options()));
        return services;
    }

    /// The pool of a virtual server, as new where none of its services is in the table.
    ///
    /// @param table what is there of a service, null for nothing
    public static Pool of(
            VirtualServer virtualServer,
            Function<VirtualServerKey, @Nullable VirtualServerEntry> table,
            Directions directions) {
        Map<VirtualServerKey, VirtualServerEntry> present = new LinkedHashMap<>();
        for (Service service : virtualServer.services()) {
            VirtualServerEntry entry = table.apply(service.key());
            if (entry != null) {
                present.put(service.key(), entry);
            }
        }
        return present.isEmpty()
                ? starting(virtualServer, directions) : adopting(virtualServer, present, directions);
    }

    /// The pool of a virtual server that is not in the table yet.
    private static Pool starting(VirtualServer virtualServer, Directions directions) {
        return new Pool(
                virtualServer,
                realServer -> new Member(
                        realServer, Member.Found.NEW, directions.hold(virtualServer, realServer, _ -> null, null)),
                true,
                false);
    }

    /// A real server is what most speaks for it: present if it is behind one service, else at weight 0.
    private static Pool adopting(
            VirtualServer virtualServer, Map<VirtualServerKey, VirtualServerEntry> present, Directions directions) {
        RealServerOptions sorry = sorryServer(virtualServer, present);
        Function<RealServer, Member> member = realServer -> {
            Member.Found best = Member.Found.ABSENT;
            for (Map.Entry<VirtualServerKey, VirtualServerEntry> service : present.entrySet()) {
                Member.Found found = found(service.getValue().realServers().get(realServer.endpoint(service.getKey())));
                best = best == Member.Found.PRESENT || found == Member.Found.ABSENT ? best : found;
            }
            if (best == Member.Found.WEIGHT_ZERO && directions.returns(virtualServer, realServer)) {
                best = Member.Found.PRESENT;
            }
            return new Member(realServer, best, directions.hold(virtualServer, realServer, present::get, null));
        };
        return new Pool(virtualServer, member, sorry == null || sorry.weight() == 0, sorry != null);
    }

    /// The pool that goes on from this one with another configuration: of the same virtual server, or of one that has
    /// services of it. Real servers that stay keep their health, and so does the quorum; new ones come as in a new
    /// virtual server.
    ///
    /// @param table what is there of a service, null for nothing
    public Pool reconfigured(
            VirtualServer next,
            Function<VirtualServerKey, @Nullable VirtualServerEntry> table,
            Directions directions) {
        Map<Endpoint, Member> byPlace = new HashMap<>();
        VirtualServerKey common = common(next);
        members.values().forEach(member -> byPlace.put(member.realServer().endpoint(common), member));
        Function<RealServer, Member> member = realServer -> {
            Member known = members.get(realServer.endpoint());
            Member used = known == null ? byPlace.get(realServer.endpoint(common)) : known;
            Hold hold = directions.hold(next, realServer, table, used == null ? null : used.hold());
            if (used != null) {
                return used.reconfigured(realServer, hold);
            }
            boolean returns = directions.returns(next, realServer);
            return new Member(realServer, returns ? Member.Found.PRESENT : Member.Found.NEW, hold);
        };
        SorryServer before = virtualServer.sorryServer();
        SorryServer after = next.sorryServer();
        boolean isSame = before != null && after != null && before.endpoint(common).equals(after.endpoint(common));
        return new Pool(next, member, quorumUp, sorryServed && isSame);
    }

    /// A service of both, by which a real server is known that has another port in the one than in the other; ours
    /// where they share none.
    private VirtualServerKey common(VirtualServer next) {
        if (services.containsKey(next.key())) {
            return next.key();
        }
        return next.services().stream().map(Service::key).filter(services::containsKey).findFirst()
                .orElseGet(virtualServer::key);
    }

    /// The sorry server as the table shows it, null where it does not, or where a real server is at its endpoint.
    private static @Nullable RealServerOptions sorryServer(
            VirtualServer virtualServer, Map<VirtualServerKey, VirtualServerEntry> present) {
        SorryServer sorry = virtualServer.sorryServer();
        RealServerOptions shown = null;
        for (Map.Entry<VirtualServerKey, VirtualServerEntry> service : present.entrySet()) {
            VirtualServerKey key = service.getKey();
            RealServerOptions there = sorry == null
                    || virtualServer.realServers().stream().anyMatch(r -> r.endpoint(key).equals(sorry.endpoint(key)))
                    ? null : service.getValue().realServers().get(sorry.endpoint(key));
            shown = shown == null || (shown.weight() == 0 && there != null) ? there : shown;
        }
        return shown;
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

    /// The entry that the table shall have of the first service.
    public VirtualServerEntry desired() {
        return desired(virtualServer.key());
    }

    /// The entry that the table shall have of a service.
    ///
    /// @param service one of the virtual server's
    public VirtualServerEntry desired(VirtualServerKey service) {
        SorryServer sorry = virtualServer.sorryServer();
        if (sorry == null) {
            return entry(service, members(service, Member::desired));
        }
        Map<Endpoint, RealServerOptions> servers =
                members(service, quorumUp ? Member::desired : Member::unused);
        if (!quorumUp) {
            servers.put(sorry.endpoint(service), sorry.options());
        } else if (sorryServed && sorry.whenUnused() == OnFailure.INHIBIT) {
            servers.putIfAbsent(sorry.endpoint(service), sorry.options().withWeight(0));
        }
        return entry(service, servers);
    }

    private VirtualServerEntry entry(VirtualServerKey service, Map<Endpoint, RealServerOptions> servers) {
        VirtualServerOptions options = services.get(service);
        if (options == null) {
            throw new IllegalArgumentException(service + " is no service of " + virtualServer.title());
        }
        return VirtualServerEntry.of(options, servers);
    }

    private Map<Endpoint, RealServerOptions> members(
            VirtualServerKey service, Function<Member, @Nullable RealServerOptions> wanted) {
        Map<Endpoint, RealServerOptions> servers = new HashMap<>();
        for (Member member : members.values()) {
            RealServerOptions options = wanted.apply(member);
            if (options != null) {
                servers.put(member.realServer().endpoint(service), options);
            }
        }
        return servers;
    }

    /// How the orders about real servers stand.
    public HeldMembers held() {
        return new HeldMembers(virtualServer, members, this::weigh);
    }

    private void weigh() {
        allWeight = members.values().stream().mapToLong(Member::weight).sum();
        liveWeight = members.values().stream().mapToLong(Member::liveWeight).sum();
        settle();
    }

    private void settle() {
        quorumUp = virtualServer.quorum().isUp(quorumUp, liveWeight, allWeight);
        sorryServed |= !quorumUp;
    }
}
