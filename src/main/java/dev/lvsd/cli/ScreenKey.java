package dev.lvsd.cli;

/// A key that means something.
enum ScreenKey {
    /// q, or the end of the input.
    QUIT,
    /// s.
    SORT,
    /// Arrow up, k.
    UP,
    /// Arrow down, j.
    DOWN,
    /// Page up.
    PAGE_UP,
    /// Page down.
    PAGE_DOWN,
    /// Any other: the screen is drawn anew.
    OTHER
}
