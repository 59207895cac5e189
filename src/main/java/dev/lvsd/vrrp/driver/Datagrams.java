package dev.lvsd.vrrp.driver;

import dev.lvsd.config.VirtualAddress;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.ChecksumForm;
import java.util.ArrayList;
import java.util.List;

/// The packets of one instance from one source address, ready to be sent: one for each destination.
final class Datagrams {
    /// No destination: nothing to send yet.
    static final VrrpDatagram[] NONE = {};

    private Datagrams() {}

    /// The packets of an instance.
    ///
    /// @param priority the instance's, or 0
    static VrrpDatagram[] of(VrrpInstance instance, IpAddress.V4 source, int priority) {
        Advert advert = advert(instance).withPriority(priority);
        ChecksumForm form =
                instance.path().checksumWithoutPseudoHeader() ? ChecksumForm.MESSAGE : ChecksumForm.PSEUDO_HEADER;
        return destinations(instance).stream()
                .map(to -> new VrrpDatagram(AdvertCodec.packet(advert, instance.password(), form, source, to)))
                .toArray(VrrpDatagram[]::new);
    }

    /// What an instance says of itself.
    ///
    /// @throws IllegalArgumentException where the wire cannot carry it
    static Advert advert(VrrpInstance instance) {
        List<IpAddress.V4> addresses = new ArrayList<>();
        for (VirtualAddress address : instance.virtualAddresses()) {
            if (address.prefix().address() instanceof IpAddress.V4 v4) {
                addresses.add(v4);
            }
        }
        return new Advert(
                instance.version(), instance.virtualRouterId(), instance.priority(),
                instance.advertInterval().toNanos(), addresses);
    }

    private static List<IpAddress.V4> destinations(VrrpInstance instance) {
        if (!instance.path().isUnicast()) {
            return List.of(AdvertCodec.GROUP);
        }
        List<IpAddress.V4> peers = new ArrayList<>();
        for (IpAddress peer : instance.path().unicastPeers()) {
            if (peer instanceof IpAddress.V4 v4) {
                peers.add(v4);
            }
        }
        return peers;
    }
}
