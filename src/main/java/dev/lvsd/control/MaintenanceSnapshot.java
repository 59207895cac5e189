package dev.lvsd.control;

import java.time.Instant;

/// That the node is in maintenance: any other node is master instead of it.
///
/// @param by who said so: the user behind the control socket
/// @param at when, by the wall clock
/// @param reason why, in the operator's words; empty where none was given
public record MaintenanceSnapshot(String by, Instant at, String reason) {}
