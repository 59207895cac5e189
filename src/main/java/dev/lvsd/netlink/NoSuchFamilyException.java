package dev.lvsd.netlink;

import java.io.IOException;

/// The kernel has no generic netlink family of a name, nor a module that it could load for it.
public final class NoSuchFamilyException extends IOException {
    private static final long serialVersionUID = 1;

    private final String family;

    /// An exception for one family.
    ///
    /// @param family its name
    public NoSuchFamilyException(String family) {
        super("the kernel has no generic netlink family \"" + family + "\" and could not load a module for it");
        this.family = family;
    }

    /// The name that was looked up.
    public String family() {
        return family;
    }
}
