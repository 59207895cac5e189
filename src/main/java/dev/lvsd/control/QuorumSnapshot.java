package dev.lvsd.control;

/// How the quorum of a virtual server stands.
///
/// @param up whether it is reached
/// @param quorum `quorum`, as far as the weights allow
/// @param hysteresis `hysteresis`, as far as the quorum allows
/// @param live sum of the weights of the real servers that clients may be sent to
/// @param needed what that sum must be for the quorum to stay up, or to come up again
public record QuorumSnapshot(boolean up, long quorum, long hysteresis, long live, long needed) {}
