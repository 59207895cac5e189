/// The members of a virtual server: from their health to the entry of the IPVS table that is wanted.
@NullMarked
package dev.lvsd.pool;

import org.jspecify.annotations.NullMarked;
