package dev.lvsd.control;

/// How to reload.
public enum ReloadOption {
    /// Only say what would change: `dry_run=true`.
    DRY_RUN("dry_run"),
    /// Even if more than half of the table goes: `force=true`.
    FORCE("force");

    private final String word;

    ReloadOption(String word) {
        this.word = word;
    }

    /// Its name in a query.
    public String word() {
        return word;
    }
}
