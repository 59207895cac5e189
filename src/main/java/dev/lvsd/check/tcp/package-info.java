/// `TCP_CHECK`: a real server is up that takes a connection.
@NullMarked
package dev.lvsd.check.tcp;

import org.jspecify.annotations.NullMarked;
