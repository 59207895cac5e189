package dev.lvsd.netlink;

import java.util.List;

/// A list of the kernel's as one dump gave it. The same object means the same list.
///
/// @param <T> one entry
/// @param values what the decoder made of the entries; unmodifiable
/// @param fingerprint of the messages as they came, but without sequence numbers: for telling another list
public record Dump<T>(List<T> values, Fingerprint fingerprint) {
    /// Copies the list.
    public Dump {
        values = List.copyOf(values);
    }
}
