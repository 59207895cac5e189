/// Reloading: what is different between two configurations, and whether the new one may be applied.
@NullMarked
package dev.lvsd.reload;

import org.jspecify.annotations.NullMarked;
