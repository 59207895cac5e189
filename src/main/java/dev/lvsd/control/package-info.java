/// What a running director says about itself: the snapshot records, which are the one data model behind every
/// output format, and at the edge the server and the client of the control socket.
@NullMarked
package dev.lvsd.control;

import org.jspecify.annotations.NullMarked;
