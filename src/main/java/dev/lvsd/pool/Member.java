package dev.lvsd.pool;

import dev.lvsd.check.Health;
import dev.lvsd.config.OnFailure;
import dev.lvsd.config.RealServer;
import dev.lvsd.ipvs.RealServerOptions;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One real server of a virtual server. It is up if all of its checkers are, and without checkers always; down as
/// soon as one is. It is live if clients may be sent to it:
///
/// | health  | found at start | live                                    | otherwise, in the table      |
/// |---------|----------------|-----------------------------------------|------------------------------|
/// | up      | any            | yes                                     |                              |
/// | down    | any            | no                                      | no; at weight 0 if inhibited |
/// | unknown | `NEW`          | once all checkers with `alpha` are up   | no; at weight 0 if inhibited |
/// | unknown | `PRESENT`      | yes                                     |                              |
/// | unknown | `ABSENT`       | no                                      | no; at weight 0 if inhibited |
/// | unknown | `WEIGHT_ZERO`  | no                                      | at weight 0                  |
///
/// A live one is in the table at its configured weight, unless the sorry server serves in its stead. An order may
/// give it another weight, or take it out of the table. Health still counts, but one that an order puts to weight 0
/// keeps its clients while the sorry server serves new ones.
final class Member {
    /// What the table showed of this real server when lvsd started.
    enum Found {
        /// There was no virtual server to show anything.
        NEW,
        PRESENT,
        ABSENT,
        WEIGHT_ZERO
    }

    private final RealServer realServer;
    private final Found found;
    private final Health[] checks;
    private @Nullable Instant since;
    private @Nullable Hold hold;

    /// @param hold what an order makes of it, null for none: a weight 0 that it explains says nothing of health
    Member(RealServer realServer, Found found, @Nullable Hold hold) {
        this.realServer = realServer;
        this.found = found == Found.WEIGHT_ZERO && hold != null && hold.explainsWeightZero()
                        && realServer.onFailure() == OnFailure.REMOVE
                ? Found.PRESENT : found;
        this.hold = hold;
        this.checks = new Health[realServer.checks().size()];
        Arrays.fill(checks, Health.UNKNOWN);
    }

    /// The same real server by another configuration: a checker that asks the same as before keeps what it says. Where
    /// others do not know yet, the real server stays live or not as it was.
    Member reconfigured(RealServer next, @Nullable Hold nextHold) {
        Found left = isLive() ? Found.PRESENT : health() == Health.UNKNOWN ? found : Found.ABSENT;
        Member member = new Member(next, left, nextHold);
        for (int i = 0; i < Math.min(checks.length, member.checks.length); i++) {
            if (realServer.checks().get(i).asksTheSameAs(next.checks().get(i))) {
                member.checks[i] = checks[i];
            }
        }
        member.since = member.health() == health() ? since : null;
        return member;
    }

    RealServer realServer() {
        return realServer;
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
        boolean wasLive = isLive();
        checks[check] = health;
        if (health() != before) {
            since = at;
        } else if (isLive() == wasLive) {
            return Pool.Effect.UNCHANGED;
        }
        return Pool.Effect.CHANGED;
    }

    @Nullable Hold hold() {
        return hold;
    }

    void hold(@Nullable Hold next) {
        hold = next;
    }

    /// The weight that it has while it is live.
    int weight() {
        return hold == null ? realServer.options().weight() : hold.weight();
    }

    /// The weight that counts for the quorum.
    int liveWeight() {
        return isLive() ? weight() : 0;
    }

    /// What is wanted in the table while real servers serve, null for nothing.
    @Nullable RealServerOptions desired() {
        if (!isLive() || (hold != null && hold.isOut())) {
            return unused();
        }
        return hold == null ? realServer.options() : realServer.options().withWeight(hold.weight());
    }

    /// What is wanted in the table while the sorry server serves, or the real server is not live; null for nothing.
    @Nullable RealServerOptions unused() {
        if (hold != null && hold.isOut()) {
            return null;
        }
        boolean stays = switch (realServer.onFailure()) {
            case INHIBIT -> true;
            case REMOVE -> (found == Found.WEIGHT_ZERO && health() == Health.UNKNOWN)
                    || (hold != null && hold.keepsClients() && isLive());
        };
        return stays ? realServer.options().withWeight(0) : null;
    }

    private boolean isLive() {
        return switch (health()) {
            case UP -> true;
            case DOWN -> false;
            case UNKNOWN -> switch (found) {
                case NEW -> isAlphaDone();
                case PRESENT -> true;
                case ABSENT, WEIGHT_ZERO -> false;
            };
        };
    }

    private boolean isAlphaDone() {
        for (int i = 0; i < checks.length; i++) {
            if (realServer.checks().get(i).alpha() && checks[i] != Health.UP) {
                return false;
            }
        }
        return true;
    }
}
