package dev.lvsd.watch;

import java.util.function.LongSupplier;

/// The sign of life of a thread that owns something. It costs that thread a counter, or what it notes for another.
///
/// @param thread its name
/// @param nudge makes it turn soon; for any thread, never waits
/// @param turns how often its loop has turned, or when it last did; grows after each nudge for as long as the thread
///     works
public record Pulse(String thread, Runnable nudge, LongSupplier turns) {}
