package dev.lvsd.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// `lvsd: {sysctl: …}`: the kernel parameters that lvsd sets and holds.
///
/// @param wishes in the order of the file, no name twice
public record SysctlSettings(List<SysctlWish> wishes) {
    /// None.
    public static final SysctlSettings NONE = new SysctlSettings(List.of());

    /// Copies the list.
    public SysctlSettings {
        wishes = List.copyOf(wishes);
    }

    /// The wish for a name, null for none.
    public @Nullable SysctlWish of(SysctlName name) {
        return wishes.stream().filter(wish -> wish.name().equals(name)).findFirst().orElse(null);
    }
}
