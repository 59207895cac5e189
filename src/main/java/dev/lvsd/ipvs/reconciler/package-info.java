/// Keeps the IPVS table what it shall be: the pure core that plans, and the thread that owns the table.
@NullMarked
package dev.lvsd.ipvs.reconciler;

import org.jspecify.annotations.NullMarked;
