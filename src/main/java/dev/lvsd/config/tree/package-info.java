/// The readers: text of either syntax becomes one tree of nodes, which know where they stand and which
/// keyword of the table they are.
@NullMarked
package dev.lvsd.config.tree;

import org.jspecify.annotations.NullMarked;
