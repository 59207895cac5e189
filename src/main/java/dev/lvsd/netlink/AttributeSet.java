package dev.lvsd.netlink;

import java.util.List;

/// The names of the attributes that may stand in one place, for messages about them.
///
/// @param prefix what the kernel's names begin with: `IPVS_SVC_ATTR_`
/// @param names the rest of each name, by attribute type from 0 on: `UNSPEC`, `AF`, …
public record AttributeSet(String prefix, List<String> names) {
    /// Attributes without names: `type 5`.
    public static final AttributeSet UNNAMED = new AttributeSet("", List.of());

    /// Takes a copy of the names.
    public AttributeSet {
        names = List.copyOf(names);
    }

    /// The attributes of one prefix, listed by type from 0 on.
    ///
    /// @param prefix what the kernel's names begin with
    /// @param names the rest of each name
    public static AttributeSet of(String prefix, String... names) {
        return new AttributeSet(prefix, List.of(names));
    }

    /// The kernel's name of an attribute type with its number: `IPVS_SVC_ATTR_AF (1)`.
    public String describe(int type) {
        return type < names.size() ? prefix + names.get(type) + " (" + type + ")" : prefix + "type " + type;
    }
}
