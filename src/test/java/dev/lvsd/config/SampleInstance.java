package dev.lvsd.config;

import dev.lvsd.net.IpAddress;
import dev.lvsd.net.Prefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An instance for tests, whose every part can be another: version 3, VRID 51 on eth0, priority 100, an advert a
/// second, multicast, no address.
public final class SampleInstance {
    private String name = "VI";
    private int version = 3;
    private String interfaceName = "eth0";
    private int virtualRouterId = 51;
    private int priority = 100;
    private Duration interval = Duration.ofSeconds(1);
    private Election election = Election.DEFAULTS;
    private AdvertPath path = AdvertPath.MULTICAST;
    private Tracking tracking = Tracking.DEFAULTS;
    private Authentication authentication = Authentication.NONE;
    private final List<VirtualAddress> addresses = new ArrayList<>();
    private GarpSettings garp = GarpSettings.DEFAULTS;
    private boolean promoteSecondaries;
    private Notifications notifications = Notifications.NONE;
    private AcceptMode acceptMode = AcceptMode.ACCEPTING;
    private VirtualMac virtualMac = VirtualMac.NONE;
    private Routing routing = Routing.NONE;

    /// The name of the block.
    public SampleInstance name(String value) {
        name = value;
        return this;
    }

    /// 2 or 3.
    public SampleInstance version(int value) {
        version = value;
        return this;
    }

    /// `interface`.
    public SampleInstance on(String value) {
        interfaceName = value;
        return this;
    }

    /// VRID.
    public SampleInstance virtualRouterId(int value) {
        virtualRouterId = value;
        return this;
    }

    /// 1 to 255.
    public SampleInstance priority(int value) {
        priority = value;
        return this;
    }

    /// Milliseconds between adverts.
    public SampleInstance millis(long value) {
        interval = Duration.ofMillis(value);
        return this;
    }

    /// How it stands for election.
    public SampleInstance election(Election value) {
        election = value;
        return this;
    }

    /// From where to where adverts go.
    public SampleInstance path(AdvertPath value) {
        path = value;
        return this;
    }

    /// Unicast to peers from an address, null for the interface's.
    public SampleInstance unicast(@Nullable IpAddress source, List<IpAddress> peers) {
        path = AdvertPath.unicast(source, peers);
        return this;
    }

    /// What it tracks.
    public SampleInstance tracking(Tracking value) {
        tracking = value;
        return this;
    }

    /// `auth_type PASS`, null for none.
    public SampleInstance password(@Nullable Password value) {
        return authentication(value == null ? Authentication.NONE : new Authentication.Pass(value));
    }

    /// How adverts prove where they come from.
    public SampleInstance authentication(Authentication value) {
        authentication = value;
        return this;
    }

    /// Virtual addresses, `10.0.0.100/24` or without a length.
    public SampleInstance addresses(String... texts) {
        for (String text : texts) {
            int slash = text.indexOf('/');
            Prefix prefix = slash < 0
                    ? Prefix.host(IpAddress.of(text))
                    : new Prefix(IpAddress.of(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
            String device = virtualMac.interfaces().isEmpty() ? null : virtualMac.interfaces().getFirst().name();
            addresses.add(new VirtualAddress(prefix, device, null, 0));
        }
        return this;
    }

    /// A virtual address with options.
    public SampleInstance address(VirtualAddress value) {
        addresses.add(value);
        return this;
    }

    /// Gratuitous ARP.
    public SampleInstance garp(GarpSettings value) {
        garp = value;
        return this;
    }

    /// `promote_secondaries`.
    public SampleInstance promoteSecondaries() {
        promoteSecondaries = true;
        return this;
    }

    /// Whom it tells what.
    public SampleInstance notifications(Notifications value) {
        notifications = value;
        return this;
    }

    /// What becomes of packets to its addresses.
    public SampleInstance acceptMode(AcceptMode value) {
        acceptMode = value;
        return this;
    }

    /// Link-layer addresses of its own. Addresses that are given afterwards stand on the first interface.
    public SampleInstance virtualMac(VirtualMac value) {
        virtualMac = value;
        return this;
    }

    /// Routes and rules.
    public SampleInstance routing(Routing value) {
        routing = value;
        return this;
    }

    /// The instance.
    public VrrpInstance build() {
        return new VrrpInstance(
                name, version, interfaceName, virtualRouterId, priority, interval, election, path, tracking,
                authentication, addresses, List.of(), garp, promoteSecondaries, notifications, acceptMode,
                virtualMac, routing);
    }
}
