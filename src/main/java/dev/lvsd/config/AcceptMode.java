package dev.lvsd.config;

/// Whether a virtual router that is master accepts packets to its virtual addresses (RFC 9568, 6.1, Accept_Mode), or
/// drops them and only routes.
///
/// @param accepts false with `no_accept`, or in strict mode without `accept`; an owner always accepts
/// @param filter what drops them; of no meaning where they are accepted
public record AcceptMode(boolean accepts, PacketFilter filter) {
    /// What a file that says nothing gets.
    public static final AcceptMode ACCEPTING = new AcceptMode(true, PacketFilter.DEFAULTS);
}
