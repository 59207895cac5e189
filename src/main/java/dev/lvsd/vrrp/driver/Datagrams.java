package dev.lvsd.vrrp.driver;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.linux.VrrpDatagram;
import dev.lvsd.net.IpAddress;
import dev.lvsd.vrrp.Advert;
import dev.lvsd.vrrp.AdvertCodec;
import dev.lvsd.vrrp.Authenticator;
import dev.lvsd.vrrp.ChecksumForm;
import dev.lvsd.vrrp.IpHeader;
import java.util.List;

/// The packets of one instance from one source address, ready to be sent: one for each destination.
final class Datagrams {
    /// No destination: nothing to send yet.
    static final VrrpDatagram[] NONE = {};

    private Datagrams() {}

    /// The packets of an instance; none to itself, where all nodes have one list of peers.
    ///
    /// @param priority the instance's, or 0
    /// @param authenticator signs them
    static VrrpDatagram[] of(VrrpInstance instance, IpAddress source, int priority, Authenticator authenticator) {
        Advert advert = advert(instance).withPriority(priority);
        ChecksumForm form =
                instance.path().checksumWithoutPseudoHeader() ? ChecksumForm.MESSAGE : ChecksumForm.PSEUDO_HEADER;
        return destinations(instance).stream()
                .filter(to -> !to.equals(source))
                .map(to -> AdvertCodec.packet(advert, instance.authentication(), form, source, to))
                .map(packet -> new VrrpDatagram(
                        within(instance.path(), packet),
                        authenticator.isSigned() ? authenticator::seal : null,
                        instance.virtualMac().sender()))
                .toArray(VrrpDatagram[]::new);
    }

    private static byte[] within(AdvertPath path, byte[] packet) {
        IpHeader.timeToLive(packet, path.isUnicast() ? path.unicastTtl() : AdvertCodec.TIME_TO_LIVE);
        return packet;
    }

    /// What an instance says of itself.
    ///
    /// @throws IllegalArgumentException where the wire cannot carry it
    static Advert advert(VrrpInstance instance) {
        List<IpAddress> addresses =
                instance.virtualAddresses().stream().map(address -> address.prefix().address()).toList();
        return new Advert(
                instance.version(), instance.virtualRouterId(), instance.priority(),
                instance.advertInterval().toNanos(), addresses);
    }

    private static List<IpAddress> destinations(VrrpInstance instance) {
        return instance.path().isUnicast() ? instance.path().unicastPeers() : List.of(group(instance));
    }

    /// The group of multicast adverts.
    static IpAddress group(VrrpInstance instance) {
        IpAddress group = instance.path().group();
        return group == null ? AdvertCodec.group(instance.family()) : group;
    }
}
