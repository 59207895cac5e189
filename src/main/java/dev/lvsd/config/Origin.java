package dev.lvsd.config;

/// Where something stands in a configuration. Two configurations that say the same at different places are equal:
/// all origins are.
///
/// @param text `file:line:column`
public record Origin(String text) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Origin;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
