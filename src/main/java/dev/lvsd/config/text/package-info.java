/// Texts of a configuration, places in them, and what is wrong there.
@NullMarked
package dev.lvsd.config.text;

import org.jspecify.annotations.NullMarked;
