package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.Counter;
import dev.lvsd.vrrp.Decoded;
import dev.lvsd.vrrp.IpHeader;
import dev.lvsd.vrrp.Rejection;
import dev.lvsd.vrrp.RouterCounters;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.event.Level;

/// In what adverts of others are not as one virtual router expects: each kind counted, and told once after each
/// transition. Of the vrrp thread.
final class Disagreements {
    private final RouterCounters counters;
    private final PeerBook peers;
    private final Colleagues colleagues;
    private final Set<Counter> told = EnumSet.noneOf(Counter.class);
    private final Set<Rejection> toldRejections = EnumSet.noneOf(Rejection.class);

    Disagreements(RouterCounters counters, PeerBook peers, Colleagues colleagues) {
        this.counters = counters;
        this.peers = peers;
        this.colleagues = colleagues;
    }

    /// Whether something is to be told.
    boolean first(Counter counter) {
        return told.add(counter);
    }

    /// Everything is to be told again.
    void forget() {
        told.clear();
        toldRejections.clear();
    }

    /// Counts and tells in what an accepted advert differs from what we send.
    void compare(Decoded.Accepted accepted, VrrpInstance instance) {
        boolean otherForm = accepted.checksum() != Decoded.Agreement.SAME;
        if (instance.version() == 3) {
            boolean message = instance.path().checksumWithoutPseudoHeader() != otherForm;
            counters.count(message ? Counter.CHECKSUM_OF_MESSAGE : Counter.CHECKSUM_WITH_PSEUDO_HEADER);
        }
        if (otherForm) {
            differs(Counter.CHECKSUM_FORM_DIFFERS, accepted, instance);
        }
        if (accepted.input().advert().intervalNanos() != instance.advertInterval().toNanos()) {
            differs(Counter.INTERVAL_DIFFERS, accepted, instance);
        }
        if (instance.path().isUnicast() && !instance.path().hasPeer(accepted.input().source())) {
            differs(Counter.UNKNOWN_PEER, accepted, instance);
        }
        switch (accepted.addresses()) {
            case SAME -> {}
            case DIFFERENT -> differs(Counter.ADDRESSES_DIFFER, accepted, instance);
            case FOREIGN -> {
                differs(Counter.ADDRESSES_DIFFER, accepted, instance);
                foreign(accepted.input().source(), instance);
            }
        }
    }

    private void differs(Counter counter, Decoded.Accepted accepted, VrrpInstance instance) {
        counters.count(counter);
        peers.note(counter, accepted.input().source(), System.nanoTime());
        if (first(counter)) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": adverts of " + accepted.input().source()
                    + " have " + PeerBook.text(counter));
        }
    }

    /// Counts and tells that an advert was rejected.
    void reject(Rejection rejection, byte[] packet, int length, VrrpInstance instance, AdvertReader reader) {
        counters.count(rejection);
        peers.note(rejection, packet, System.nanoTime());
        if (reader.isForeign(packet, length)) {
            counters.count(Counter.FOREIGN_ADVERTS);
            peers.noteForeign(packet, System.nanoTime());
            if (first(Counter.FOREIGN_ADVERTS)) {
                tellForeign(IpHeader.source(packet, length), instance);
            }
        }
        if (toldRejections.add(rejection)) {
            colleagues.line(Level.WARN, "vrrp " + instance.name() + ": rejected an advert of "
                    + IpHeader.source(packet, length) + ": " + rejection.text() + "; further ones are only counted");
        }
    }

    /// Another virtual router has our VRID.
    private void foreign(IpAddress sender, VrrpInstance instance) {
        counters.count(Counter.FOREIGN_ADVERTS);
        peers.noteForeign(sender, System.nanoTime());
        if (first(Counter.FOREIGN_ADVERTS)) {
            tellForeign(sender, instance);
        }
    }

    private void tellForeign(IpAddress sender, VrrpInstance instance) {
        colleagues.line(Level.WARN,
                "vrrp " + instance.name() + ": " + PeerBook.inUseTwice(instance, sender));
    }
}
