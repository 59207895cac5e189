/// What lvsd made in the kernel, written down before it is made: a daemon that died leaves a list of what there is
/// to remove.
@NullMarked
package dev.lvsd.owned;

import org.jspecify.annotations.NullMarked;
