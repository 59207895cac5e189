package dev.lvsd.vrrp;

/// What is counted for a virtual router, beside the reasons of {@link Rejection}.
public enum Counter {
    /// Adverts sent, those with priority 0 and each unicast peer's copy among them.
    ADVERTS_SENT,
    /// Adverts accepted, those with priority 0 among them.
    ADVERTS_RECEIVED,
    /// Adverts sent with priority 0.
    PRIORITY_ZERO_SENT,
    /// Adverts accepted with priority 0.
    PRIORITY_ZERO_RECEIVED,
    /// Adverts heard as master that lose against ours.
    LOWER_PRIORITY_RECEIVED,
    /// Adverts that the kernel refused to send.
    SEND_ERRORS,
    /// Adverts of version 3 accepted whose checksum covers the message alone.
    CHECKSUM_OF_MESSAGE,
    /// Adverts of version 3 accepted whose checksum covers the pseudo header too.
    CHECKSUM_WITH_PSEUDO_HEADER,
    /// Adverts of version 3 accepted whose interval is not ours: a backup takes the master's.
    INTERVAL_DIFFERS,
    /// Adverts, accepted or rejected, that have our VRID and none of our addresses: the VRID is in use twice.
    FOREIGN_ADVERTS,
    /// Adverts accepted whose checksum has the other of version 3's two forms than ours.
    CHECKSUM_FORM_DIFFERS,
    /// Adverts accepted whose addresses are not ours.
    ADDRESSES_DIFFER,
    /// Unicast adverts accepted from a sender that is no peer: it is not sent ours.
    UNKNOWN_PEER,
    /// The longest time in nanoseconds that an advert left after it was due; a maximum rather than a count.
    ADVERT_LATENESS_MAX_NANOS
}
