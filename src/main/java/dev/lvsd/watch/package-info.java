/// The daemon under a service manager: what systemd is told of it, and the watchdog, which is fed only while
/// every thread that owns something turns.
///
/// Centre: [dev.lvsd.watch.Watch] judges, [dev.lvsd.watch.Notice] words. Edge: [dev.lvsd.watch.Watchdog].
@NullMarked
package dev.lvsd.watch;

import org.jspecify.annotations.NullMarked;
