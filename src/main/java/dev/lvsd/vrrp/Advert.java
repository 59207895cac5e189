package dev.lvsd.vrrp;

import dev.lvsd.net.IpAddress;
import java.util.List;

/// An advertisement (RFC 9568, 5.1): what a master says of itself.
///
/// @param version 2 or 3
/// @param virtualRouterId VRID, 1 to 255
/// @param priority 0 (the master leaves) to 255 (it owns the addresses)
/// @param intervalNanos time between two adverts of the master: whole seconds up to 255 in version 2,
///     hundredths of a second up to 4095 in version 3
/// @param addresses the virtual addresses, in the order of the sender's configuration, at most 255
public record Advert(
        int version, int virtualRouterId, int priority, long intervalNanos, List<IpAddress> addresses) {
    /// Copies the list and checks what the wire cannot carry.
    ///
    /// @throws IllegalArgumentException where a number does not fit its field
    public Advert {
        addresses = List.copyOf(addresses);
        if (version != 2 && version != 3) {
            throw new IllegalArgumentException("VRRP version " + version + " is not 2 or 3");
        }
        if (virtualRouterId < 1 || virtualRouterId > 255) {
            throw new IllegalArgumentException("virtual router id " + virtualRouterId + " is not in 1..255");
        }
        if (priority < 0 || priority > 255) {
            throw new IllegalArgumentException("priority " + priority + " is not in 0..255");
        }
        if (addresses.size() > 255) {
            throw new IllegalArgumentException(addresses.size() + " virtual addresses, an advert carries 255");
        }
        long units = intervalNanos / AdvertCodec.intervalUnitNanos(version);
        if (units < 1 || units > AdvertCodec.intervalMaximum(version)) {
            throw new IllegalArgumentException("advert interval of " + intervalNanos
                    + " ns does not fit VRRP version " + version);
        }
    }

    /// The same advert with another priority.
    public Advert withPriority(int other) {
        return new Advert(version, virtualRouterId, other, intervalNanos, addresses);
    }
}
