package dev.lvsd.net.routing;

import dev.lvsd.net.Family;
import java.util.Set;

/// A route or a rule. Its text is in the words of `ip route` and `ip rule`, with numbers where these have names, so
/// that what wrote it can read it again.
public sealed interface RoutingEntry permits Route, Rule {
    /// Protocol of routes and rules that a director adds (`RTPROT_KEEPALIVED` of `<linux/rtnetlink.h>`). It is what
    /// those who put them back know them by.
    int PROTOCOL = 18;

    /// Routes and rules are of one family each.
    Family family();

    /// Names of the interfaces without which it cannot be.
    Set<String> devices();

    /// Whether it is put back when someone else removes it (`no_track`: not).
    boolean tracked();

    /// `route` or `rule`.
    String kind();
}
