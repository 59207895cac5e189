/// What belongs to the IPVS table as a whole: timeouts, synchronisation daemons, emptying it. The centres decide, the
/// keeper does it on the ipvs thread.
@NullMarked
package dev.lvsd.ipvs.whole;

import org.jspecify.annotations.NullMarked;
