package dev.lvsd.config;

import org.jspecify.annotations.Nullable;

/// One line of `static_ipaddress`: an address that stays while the daemon runs.
///
/// @param address the address and its options; without its interface
/// @param device `dev`, `default_interface` without it
/// @param trackGroup `track_group`: the instances that are a fault while it cannot be there; null for none
public record StaticAddress(VirtualAddress address, String device, @Nullable String trackGroup) {}
