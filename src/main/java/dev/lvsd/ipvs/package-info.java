/// The kernel's IPVS table: its records, the plan from the actual table to the desired one, the codec of
/// the generic netlink family `IPVS`, and at the edge the kernel's table and the reconciler that owns it.
@NullMarked
package dev.lvsd.ipvs;

import org.jspecify.annotations.NullMarked;
