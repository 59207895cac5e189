/// Kernel parameters of the network namespace (`/proc/sys/net`): read, shown, set where the configuration asks, put
/// back when lvsd ends; and what hurts with the values that they have.
///
/// The centre ([SysctlCore], the warnings) takes values and returns what to do; [SysctlKeeper] does it on a thread
/// of its own, every few seconds.
@NullMarked
package dev.lvsd.sysctl;

import org.jspecify.annotations.NullMarked;
