package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Whose adverts do not fit an instance, and whether there was any: what an operator needs to find the node that is
/// configured otherwise. The vrrp thread notes, without garbage; any thread reads.
final class PeerBook {
    /// So long something is told after it was seen last.
    private static final long RECENT_NANOS = 60_000_000_000L;
    private static final long ADDRESS = 0xffff_ffffL;

    private final Map<Rejection, Sighting> rejected = new EnumMap<>(Rejection.class);
    private final Map<Counter, Sighting> differing = new EnumMap<>(Counter.class);
    private final Sighting foreign = new Sighting();
    private volatile boolean heard;

    /// The last packet of a kind: its sender as a number, 0 for none, and when it came.
    private record Sighting(AtomicLong sender, AtomicLong nanos) {
        private Sighting() {
            this(new AtomicLong(), new AtomicLong());
        }

        private void note(int address, long now) {
            nanos.lazySet(now);
            sender.lazySet(address & ADDRESS);
        }

        private boolean isRecent(long now) {
            return sender.get() != 0 && now - nanos.get() < RECENT_NANOS;
        }

        private IpAddress address() {
            return new IpAddress.V4((int) sender.get());
        }
    }

    PeerBook() {
        for (Rejection rejection : Rejection.values()) {
            rejected.put(rejection, new Sighting());
        }
        for (Counter counter : Counter.values()) {
            if (!text(counter).isEmpty()) {
                differing.put(counter, new Sighting());
            }
        }
    }

    /// Notes a rejected packet.
    void note(Rejection rejection, int sender, long nowNanos) {
        Objects.requireNonNull(rejected.get(rejection)).note(sender, nowNanos);
    }

    /// Notes an advert that differs in something that has a [#text].
    void note(Counter counter, int sender, long nowNanos) {
        Objects.requireNonNull(differing.get(counter)).note(sender, nowNanos);
    }

    /// Notes an advert of another virtual router with our VRID.
    void noteForeign(int sender, long nowNanos) {
        foreign.note(sender, nowNanos);
    }

    /// Notes that a peer was heard, now or in an earlier run.
    void heard() {
        heard = true;
    }

    /// What to tell the operator now.
    List<String> hints(VrrpInstance instance, RouterState state, long nowNanos) {
        List<String> hints = new ArrayList<>();
        if (foreign.isRecent(nowNanos)) {
            hints.add(inUseTwice(instance, foreign.address()));
        }
        rejected.forEach((rejection, seen) -> {
            if (seen.isRecent(nowNanos)) {
                hints.add("adverts of " + seen.address() + " are rejected: " + rejection.text());
            }
        });
        differing.forEach((counter, seen) -> {
            if (seen.isRecent(nowNanos)) {
                hints.add("adverts of " + seen.address() + " have " + text(counter));
            }
        });
        if (!heard && hints.isEmpty() && state == RouterState.MASTER) {
            hints.add("no advert of another node was ever heard: if there is one, a firewall may drop IP protocol "
                    + (instance.authentication() instanceof Authentication.AuthenticationHeader
                            ? "51 (AH)" : "112 (VRRP)"));
        }
        return hints;
    }

    /// What differs, for a line of the log and of the status; empty for what is no difference, or told otherwise.
    static String text(Counter counter) {
        return switch (counter) {
            case CHECKSUM_FORM_DIFFERS -> "a checksum of version 3's other form; see v3_checksum_as_v2";
            case ADDRESSES_DIFFER -> "other virtual addresses than ours";
            case INTERVAL_DIFFERS -> "another interval than advert_int here";
            case ADVERTS_SENT, ADVERTS_RECEIVED, PRIORITY_ZERO_SENT, PRIORITY_ZERO_RECEIVED,
                    LOWER_PRIORITY_RECEIVED, SEND_ERRORS,
                    CHECKSUM_OF_MESSAGE, CHECKSUM_WITH_PSEUDO_HEADER, FOREIGN_ADVERTS, ADVERT_LATENESS_MAX_NANOS -> "";
        };
    }

    /// That another virtual router has our VRID, for the log and the status.
    static String inUseTwice(VrrpInstance instance, IpAddress sender) {
        return "virtual_router_id " + instance.virtualRouterId() + " is in use twice on " + instance.interfaceName()
                + ": " + sender + " has none of our virtual addresses; give one of the two another";
    }
}
