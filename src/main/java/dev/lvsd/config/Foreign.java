package dev.lvsd.config;

/// What becomes of virtual servers in the kernel's table that are neither configured nor made by lvsd
/// (`lvsd: {foreign: …}`).
public enum Foreign {
    /// They are never touched.
    KEEP("keep"),
    /// They are removed: the table of this network namespace is lvsd's alone.
    REMOVE("remove");

    private final String word;

    Foreign(String word) {
        this.word = word;
    }

    /// The word of the configuration.
    public String word() {
        return word;
    }
}
