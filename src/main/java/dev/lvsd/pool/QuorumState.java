package dev.lvsd.pool;

import dev.lvsd.config.Quorum;

/// How the quorum of a virtual server stands.
///
/// @param isUp whether it is reached
/// @param quorum what is asked for
/// @param live sum of the weights of the real servers that are live
/// @param needed what that sum must be for the quorum to stay up, or to come up again
public record QuorumState(boolean isUp, Quorum quorum, long live, long needed) {}
