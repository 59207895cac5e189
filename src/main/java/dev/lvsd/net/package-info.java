/// Value records of the network: addresses, prefixes, endpoints, the internet checksum. No sockets.
@NullMarked
package dev.lvsd.net;

import org.jspecify.annotations.NullMarked;
