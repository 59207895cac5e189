package dev.lvsd.orders;

import java.time.Instant;

/// An order as it was given. There is at most one for each target: a later one replaces it.
///
/// @param target the real servers it is about
/// @param order what shall become of them
/// @param by who gave it: the user behind the control socket, `alice` or `uid 1005`
/// @param at when, by the wall clock
/// @param reason why, in the operator's words; one line, empty where none was given
public record GivenOrder(OrderTarget target, Order order, String by, Instant at, String reason) {}
