/// The kernel's list of connections, `/proc/net/ip_vs_conn`: its lines, filters over them, and at the edge the file.
@NullMarked
package dev.lvsd.ipvs.connections;

import org.jspecify.annotations.NullMarked;
