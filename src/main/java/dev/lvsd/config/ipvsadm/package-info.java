/// Tables as `ipvsadm -S` writes them: read, and made into the tree of a configuration.
@NullMarked
package dev.lvsd.config.ipvsadm;

import org.jspecify.annotations.NullMarked;
