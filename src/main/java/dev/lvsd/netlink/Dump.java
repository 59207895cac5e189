package dev.lvsd.netlink;

import java.util.List;

/// A list of the kernel's as one dump gave it. The same object means the same list.
///
/// @param <T> one entry
/// @param values what the decoder made of the entries; unmodifiable
/// @param bytes the messages as they came, but without sequence numbers; not copied, and for comparing only
@SuppressWarnings("ArrayRecordComponent") // never compared by equals
public record Dump<T>(List<T> values, byte[] bytes) {
    /// Copies the list.
    public Dump {
        values = List.copyOf(values);
    }
}
