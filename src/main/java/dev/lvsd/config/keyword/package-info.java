/// The language: one table of all keywords, from which both readers, the messages and the defaults come.
@NullMarked
package dev.lvsd.config.keyword;

import org.jspecify.annotations.NullMarked;
