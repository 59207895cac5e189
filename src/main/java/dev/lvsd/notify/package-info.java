/// Tells the world of virtual routers and sync groups: scripts, named pipes and mail.
///
/// Centre: [dev.lvsd.notify.Messages] makes messages of events, [dev.lvsd.notify.Outbox] says what waits for a slow
/// script. Edge: [dev.lvsd.notify.Notifier] hears events and waits for nobody; each virtual router and each group has
/// its own virtual thread for scripts, mail has one for all.
@NullMarked
package dev.lvsd.notify;

import org.jspecify.annotations.NullMarked;
