package dev.lvsd.vrrp;

/// What became of a received packet.
public sealed interface Decoded permits Decoded.Accepted, Rejection {

    /// An advert that counts.
    ///
    /// @param input what the virtual router is told
    /// @param checksum whether the checksum has the form that the instance sends itself
    /// @param addresses whether the advert's addresses are those of the instance
    record Accepted(Input.AdvertReceived input, Agreement checksum, Agreement addresses) implements Decoded {}

    /// Whether sender and receiver are configured alike in something that is only worth a warning.
    enum Agreement {
        /// Alike.
        SAME,
        /// Not alike.
        DIFFERENT,
        /// Nothing in common: not a peer, but another virtual router with the same VRID.
        FOREIGN
    }
}
