package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.AdvertReader;
import dev.lvsd.vrrp.Authenticator;
import org.jspecify.annotations.Nullable;

/// All that follows from the configuration of a router, made ready by another thread than the one that uses it.
final class RouterSettings {
    private final VrrpInstance instance;
    private final int priority;
    private final Authenticator authenticator;
    private final AdvertReader reader;
    private final VrrpDatagram[] adverts;
    private final VrrpDatagram[] resignations;

    private RouterSettings(
            VrrpInstance instance,
            int priority,
            Authenticator authenticator,
            AdvertReader reader,
            VrrpDatagram[] adverts,
            VrrpDatagram[] resignations) {
        this.priority = priority;
        this.instance = instance;
        this.authenticator = authenticator;
        this.reader = reader;
        this.adverts = adverts;
        this.resignations = resignations;
    }

    /// The settings of an instance.
    ///
    /// @param priority in its adverts: the configured one with what it tracks
    /// @param source source address of its adverts, null where it is not known yet: nothing is sent before
    static RouterSettings of(VrrpInstance instance, int priority, @Nullable IpAddress source) {
        Authenticator authenticator = Authenticator.of(instance);
        AdvertReader reader = new AdvertReader(instance, authenticator);
        if (source == null) {
            return new RouterSettings(instance, priority, authenticator, reader, Datagrams.NONE, Datagrams.NONE);
        }
        reader.ownAddress(source);
        return new RouterSettings(
                instance, priority, authenticator, reader,
                Datagrams.of(instance, source, priority, authenticator),
                Datagrams.of(instance, source, 0, authenticator));
    }

    /// Whether there are virtual addresses that another configuration does not have.
    boolean bringsAddressesTo(VrrpInstance before) {
        return !before.virtualAddresses().containsAll(instance.virtualAddresses())
                || !before.excludedAddresses().containsAll(instance.excludedAddresses());
    }

    VrrpInstance instance() {
        return instance;
    }

    int priority() {
        return priority;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    AdvertReader reader() {
        return reader;
    }

    VrrpDatagram[] adverts() {
        return adverts;
    }

    VrrpDatagram[] resignations() {
        return resignations;
    }
}
