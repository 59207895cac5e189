package dev.lvsd;

/// What becomes of the virtual addresses and the table when the daemon ends.
enum Ending {
    /// The other node takes over, and everything of ours is removed.
    HAND_OVER,
    /// The next process goes on where this one ends: everything stays, and the other node is told nothing.
    COME_BACK
}
