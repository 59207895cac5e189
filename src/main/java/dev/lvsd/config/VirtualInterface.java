package dev.lvsd.config;

import dev.lvsd.net.Family;
import dev.lvsd.net.MacAddress;

/// An interface on another one, with a link-layer address of its own, that lvsd makes for virtual addresses.
///
/// @param name its name
/// @param base name of the interface on which it stands
/// @param family family of its addresses
/// @param mac its link-layer address
public record VirtualInterface(String name, String base, Family family, MacAddress mac) {}
