package dev.lvsd.reload;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.HmacKey;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.vrrp.InstanceDiff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the other nodes of a virtual router have to follow soon: until they do, each side rejects the other's adverts,
/// and after three of their intervals without one a backup takes over as well.
final class Cautions {
    private Cautions() {}

    /// A sentence for each virtual router that the other nodes have to follow.
    static List<String> of(InstanceDiff diff) {
        List<String> cautions = new ArrayList<>();
        for (InstanceDiff.Kept kept : diff.kept()) {
            String caution = of(kept.before(), kept.after());
            if (!caution.isEmpty()) {
                cautions.add("vrrp_instance " + kept.after().name() + ": " + caution);
            }
        }
        return cautions;
    }

    private static String of(VrrpInstance before, VrrpInstance after) {
        if (before.version() != after.version()) {
            return "nodes of another version reject its adverts: " + within(before, after, "reload all nodes");
        }
        if (after.version() == 2 && !before.advertInterval().equals(after.advertInterval())) {
            boolean shorter = after.advertInterval().compareTo(before.advertInterval()) < 0;
            String order = shorter
                    ? "reload the master first, then all backups"
                    : "reload all backups first, then the master";
            return "in version 2 nodes with another advert_int reject its adverts: " + within(before, after, order);
        }
        return accepts(before.authentication(), after.authentication())
                && accepts(after.authentication(), before.authentication()) ? ""
                : "nodes with another authentication reject its adverts: " + within(before, after, "reload all nodes");
    }

    private static boolean accepts(Authentication receiver, Authentication sender) {
        HmacKey key = signingKey(sender);
        boolean bare = key == null && !isClassic(sender);
        return switch (receiver) {
            case Authentication.None _ -> bare;
            case Authentication.Pass _, Authentication.AuthenticationHeader _ -> receiver.equals(sender);
            case Authentication.Hmac hmac -> key == null
                    ? bare && hmac.mode() != Authentication.Mode.ENFORCE
                    : hmac.keys().contains(key);
        };
    }

    /// PASS or AH of version 2.
    private static boolean isClassic(Authentication sender) {
        return sender instanceof Authentication.Pass || sender instanceof Authentication.AuthenticationHeader;
    }

    /// The key of `auth_hmac` that a sender signs with; null where it does not.
    private static @Nullable HmacKey signingKey(Authentication sender) {
        if (!(sender instanceof Authentication.Hmac hmac) || hmac.mode() == Authentication.Mode.RECEIVE_ONLY) {
            return null;
        }
        return hmac.keys().stream().filter(key -> key.number() == hmac.activeKey()).findFirst().orElse(null);
    }

    /// How long a backup waits that has the longer of both intervals.
    private static String within(VrrpInstance before, VrrpInstance after, String what) {
        Duration longer = before.advertInterval().compareTo(after.advertInterval()) > 0
                ? before.advertInterval() : after.advertInterval();
        int adverts = Math.min(
                before.election().timers().downTimerAdverts(), after.election().timers().downTimerAdverts());
        return what + " within " + longer.multipliedBy(adverts).toMillis() / 1000.0
                + " s, or a backup takes over beside the master";
    }
}
