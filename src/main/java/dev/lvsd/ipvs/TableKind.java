package dev.lvsd.ipvs;

/// Where a table is.
public enum TableKind {
    /// In the kernel: packets are forwarded by it.
    KERNEL("kernel"),
    /// In this process: nothing is forwarded.
    MEMORY("memory");

    private final String word;

    TableKind(String word) {
        this.word = word;
    }

    /// The word of `lvsd run --table`.
    public String word() {
        return word;
    }
}
