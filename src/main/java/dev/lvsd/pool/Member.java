package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.RealServer;
import dev.lvsd.ipvs.RealServerOptions;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One real server of a virtual server. It is up if all of its checkers are, and without checkers always; down as
/// soon as one is.
///
/// | health  | found at start                | in the table                |
/// |---------|-------------------------------|-----------------------------|
/// | up      | any                           | at the configured weight    |
/// | down    | any                           | no                          |
/// | unknown | `PRESENT`, or nothing to find | at the configured weight    |
/// | unknown | `ABSENT`                      | no                          |
/// | unknown | `WEIGHT_ZERO`                 | at weight 0                 |
final class Member {
    /// What an existing virtual server of ours showed of this real server when lvsd started.
    enum Found {
        PRESENT,
        ABSENT,
        WEIGHT_ZERO
    }

    private final RealServer realServer;
    private final Found found;
    private final Health[] checks;
    private @Nullable Instant since;

    Member(RealServer realServer, Found found) {
        this.realServer = realServer;
        this.found = found;
        this.checks = new Health[realServer.checks().size()];
        Arrays.fill(checks, Health.UNKNOWN);
    }

    /// The same real server by another configuration: a checker that asks the same as before keeps what it says. Where
    /// others do not know yet, the real server stays in the table or out of it as it was.
    Member reconfigured(RealServer next) {
        RealServerOptions wanted = desired();
        Found left = wanted == null ? Found.ABSENT : wasHeldBack() ? Found.WEIGHT_ZERO : Found.PRESENT;
        Member member = new Member(next, left);
        for (int i = 0; i < Math.min(checks.length, member.checks.length); i++) {
            if (realServer.checks().get(i).asksTheSameAs(next.checks().get(i))) {
                member.checks[i] = checks[i];
            }
        }
        member.since = member.health() == health() ? since : null;
        return member;
    }

    private boolean wasHeldBack() {
        return health() == Health.UNKNOWN && found == Found.WEIGHT_ZERO;
    }

    RealServerOptions configured() {
        return realServer.options();
    }

    Health health() {
        boolean allUp = true;
        for (Health check : checks) {
            if (check == Health.DOWN) {
                return Health.DOWN;
            }
            allUp &= check == Health.UP;
        }
        return allUp ? Health.UP : Health.UNKNOWN;
    }

    /// When the health last changed, null before the first change.
    @Nullable Instant since() {
        return since;
    }

    Pool.Effect health(int check, Health health, Instant at) {
        if (check < 0 || check >= checks.length) {
            return Pool.Effect.NO_SUCH_CHECK;
        }
        Health before = health();
        checks[check] = health;
        if (health() == before) {
            return Pool.Effect.UNCHANGED;
        }
        since = at;
        return Pool.Effect.CHANGED;
    }

    /// What is wanted in the table, null for nothing.
    @Nullable RealServerOptions desired() {
        return switch (health()) {
            case UP -> realServer.options();
            case DOWN -> null;
            case UNKNOWN -> switch (found) {
                case PRESENT -> realServer.options();
                case ABSENT -> null;
                case WEIGHT_ZERO -> realServer.options().withWeight(0);
            };
        };
    }
}
