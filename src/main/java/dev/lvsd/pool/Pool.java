package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.config.VirtualServer;
import dev.lvsd.ipvs.RealServerOptions;
import dev.lvsd.ipvs.VirtualServerEntry;
import dev.lvsd.net.Endpoint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The real servers of one virtual server, their health, and the table entry that follows from it. Belongs to one
/// thread.
///
/// In a new virtual server every real server is in the table at once, before any check, as with keepalived. In one
/// that was there when lvsd started, a real server that has checkers and that the table shows absent or at weight 0
/// stays so until it is checked: a restart must not send clients to a dead server.
public final class Pool {
    /// What became of a health report.
    public enum Effect {
        /// The real server's health is another now, so the desired entry may be.
        CHANGED,
        /// The real server's health is the same.
        UNCHANGED,
        /// There is no such real server or checker (any more).
        NO_SUCH_CHECK
    }

    private final VirtualServer virtualServer;
    private final Map<Endpoint, Member> members;

    private Pool(VirtualServer virtualServer, Function<RealServer, Member> member) {
        this.virtualServer = virtualServer;
        this.members = LinkedHashMap.newLinkedHashMap(virtualServer.realServers().size());
        for (RealServer realServer : virtualServer.realServers()) {
            members.put(realServer.endpoint(), member.apply(realServer));
        }
    }

    /// The pool of a virtual server that is not in the table yet.
    public static Pool starting(VirtualServer virtualServer) {
        return new Pool(virtualServer, realServer -> new Member(realServer, Member.Found.PRESENT));
    }

    /// The pool of a virtual server that is in the table already.
    public static Pool adopting(VirtualServer virtualServer, VirtualServerEntry present) {
        return new Pool(
                virtualServer,
                realServer -> new Member(realServer, found(present.realServers().get(realServer.endpoint()))));
    }

    /// The pool of the same virtual server by another configuration. Real servers that stay keep their health; new
    /// ones are in the table at once, before any check.
    public Pool reconfigured(VirtualServer next) {
        return new Pool(next, realServer -> {
            Member member = members.get(realServer.endpoint());
            return member == null ? new Member(realServer, Member.Found.PRESENT) : member.reconfigured(realServer);
        });
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
        return member == null ? Effect.NO_SUCH_CHECK : member.health(check, health, at);
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
        TreeMap<Endpoint, RealServerOptions> realServers = new TreeMap<>();
        members.forEach((endpoint, member) -> {
            RealServerOptions options = member.desired();
            if (options != null) {
                realServers.put(endpoint, options);
            }
        });
        return new VirtualServerEntry(virtualServer.options(), realServers);
    }
}
