package dev.lvsd.config;

import dev.lvsd.ipvs.VirtualServerKey;
import dev.lvsd.ipvs.VirtualServerOptions;

/// One service of the table: a virtual server is one, or as many as its `virtual_server_group` has addresses and marks.
///
/// @param key what identifies it in the table
/// @param options scheduler and persistence, as the kernel takes them
public record Service(VirtualServerKey key, VirtualServerOptions options) {}
