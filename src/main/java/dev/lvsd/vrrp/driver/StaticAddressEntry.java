package dev.lvsd.vrrp.driver;

import dev.lvsd.config.StaticAddress;
import dev.lvsd.net.Family;
import dev.lvsd.netlink.AddressRequest;
import dev.lvsd.netlink.AddressSpec;
import dev.lvsd.netlink.Link;
import dev.lvsd.netlink.NetlinkError;
import dev.lvsd.netlink.NetlinkRequest;
import dev.lvsd.vrrp.OwnedAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line of `static_ipaddress`.
///
/// @param configured what it says
record StaticAddressEntry(StaticAddress configured) implements StaticEntry {
    @Override
    public String keyword() {
        return "static_ipaddress";
    }

    @Override
    public String line() {
        return configured.address().line() + " dev " + configured.device();
    }

    @Override
    public @Nullable String trackGroup() {
        return configured.trackGroup();
    }

    @Override
    public OwnedAddress owned() {
        return new OwnedAddress(configured.address().prefix(), configured.device());
    }

    @Override
    public boolean isThere(Interfaces seen) {
        Link link = link(seen);
        return link != null && seen.has(link, configured.address());
    }

    /// The kernel keeps no IPv6 address on an interface that is down.
    @Override
    public @Nullable String obstacle(Interfaces seen) {
        Link link = link(seen);
        if (link == null) {
            return "interface " + configured.device() + " does not exist";
        }
        boolean ipv6 = configured.address().prefix().address().family() == Family.IPV6;
        return ipv6 && !link.isUp() ? "interface " + configured.device() + " is down" : null;
    }

    @Override
    public NetlinkRequest addition(Interfaces seen) {
        return AddressForm.addition(
                Objects.requireNonNull(link(seen)), configured.address(), AddressSpec.FOREVER, 0);
    }

    @Override
    public @Nullable NetlinkRequest removal(Interfaces seen) {
        Link link = link(seen);
        return link == null ? null : AddressForm.removal(link, configured.address());
    }

    @Override
    public boolean isGone(NetlinkError error) {
        return AddressRequest.Delete.isGoneAlready(error);
    }

    private @Nullable Link link(Interfaces seen) {
        return seen.links().get(configured.device());
    }
}
