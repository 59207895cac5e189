package dev.lvsd.config;

import dev.lvsd.config.text.ProblemCollector;
import dev.lvsd.net.IpAddress;
import java.time.Duration;
import java.util.List;

/// What strict mode refuses and decides of an instance beside its election ([ElectionReader]): as in keepalived no
/// password, no unicast, an IPv6 address that is link-local first, and no announcement after a losing advert.
final class StrictMode {
    private final String name;
    private final Section section;
    private final ProblemCollector problems;

    StrictMode(String name, Section section) {
        this.name = name;
        this.section = section;
        problems = section.problems();
    }

    /// Whether such an instance can run. What is not allowed and can be left out is reported alone.
    boolean allows(AdvertPath path, List<VirtualAddress> addresses) {
        if (!addresses.isEmpty() && addresses.getFirst().prefix().address() instanceof IpAddress.V6 first
                && !first.isLinkLocal()) {
            problems.mistake(section.positionOf("virtual_ipaddress"),
                    "in strict mode the first IPv6 address is link-local, not " + first,
                    "it is taken all the same", null);
        }
        if (path.isUnicast()) {
            problems.error(section.positionOf("unicast_peer"),
                    "vrrp_instance " + name + " is in strict mode, which has no unicast",
                    "leave out unicast_peer, or say strict_mode off");
            return false;
        }
        return true;
    }

    /// No `auth_type` counts; `auth_hmac` is none of VRRP's own and does.
    Authentication authentication(Authentication given) {
        return switch (given) {
            case Authentication.None _, Authentication.Hmac _ -> given;
            case Authentication.Pass _, Authentication.AuthenticationHeader _ -> {
                problems.mistake(section.positionOf("authentication"), "strict mode has no authentication",
                        "adverts go out and are taken without it", null);
                yield new Authentication.None();
            }
        };
    }

    /// Nothing is announced after a losing advert.
    GarpSettings garp(GarpSettings given) {
        return new GarpSettings(
                given.repeat(), given.delay(), given.refresh(), given.refreshRepeat(), 0, Duration.ZERO,
                given.spacing(), given.extra());
    }
}
