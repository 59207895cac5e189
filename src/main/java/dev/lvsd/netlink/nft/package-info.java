/// nf_tables: the table with which lvsd drops packets to virtual addresses that it does not accept, as values, as
/// messages and over a socket of `NETLINK_NETFILTER`.
@NullMarked
package dev.lvsd.netlink.nft;

import org.jspecify.annotations.NullMarked;
