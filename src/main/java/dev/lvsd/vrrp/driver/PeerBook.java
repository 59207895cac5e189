package dev.lvsd.vrrp.driver;

import dev.lvsd.config.Authentication;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.IpHeader;
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

    /// The last packet of a kind: its sender's two halves ([IpHeader#sourceHigh]), 0 for none, and when it came. Who
    /// reads while another one is noted may see halves of both.
    private record Sighting(AtomicLong high, AtomicLong low, AtomicLong nanos) {
        private Sighting() {
            this(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }

        private void note(long senderHigh, long senderLow, long now) {
            nanos.lazySet(now);
            high.lazySet(senderHigh);
            low.lazySet(senderLow);
        }

        private boolean isRecent(long now) {
            return (low.get() != 0 || high.get() != 0) && now - nanos.get() < RECENT_NANOS;
        }

        private IpAddress address() {
            return high.get() == 0 ? new IpAddress.V4((int) low.get()) : new IpAddress.V6(high.get(), low.get());
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

    /// Notes a rejected packet that holds its IP header.
    void note(Rejection rejection, byte[] packet, long nowNanos) {
        Objects.requireNonNull(rejected.get(rejection))
                .note(IpHeader.sourceHigh(packet), IpHeader.sourceLow(packet), nowNanos);
    }

    /// Notes an advert that differs in something that has a [#text].
    void note(Counter counter, IpAddress sender, long nowNanos) {
        note(Objects.requireNonNull(differing.get(counter)), sender, nowNanos);
    }

    /// Notes a rejected packet of another virtual router with our VRID.
    void noteForeign(byte[] packet, long nowNanos) {
        foreign.note(IpHeader.sourceHigh(packet), IpHeader.sourceLow(packet), nowNanos);
    }

    /// Notes an advert of another virtual router with our VRID.
    void noteForeign(IpAddress sender, long nowNanos) {
        note(foreign, sender, nowNanos);
    }

    private static void note(Sighting sighting, IpAddress sender, long nowNanos) {
        switch (sender) {
            case IpAddress.V4(int bits) -> sighting.note(0, bits & ADDRESS, nowNanos);
            case IpAddress.V6(long high, long low) -> sighting.note(high, low, nowNanos);
        }
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
            case UNKNOWN_PEER -> "a sender that is not in unicast_peer: it does not hear this node";
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
