package dev.lvsd.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/// An interface that lvsd makes for virtual addresses (`use_vmac`).
///
/// @param name its name
/// @param base interface on which it stands
/// @param mac its link-layer address
public record VirtualMacSnapshot(
        @JsonProperty("interface") String name, @JsonProperty("dev") String base, String mac) {}
