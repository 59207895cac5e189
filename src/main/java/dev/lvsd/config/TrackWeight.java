package dev.lvsd.config;

/// What a tracked thing does to the priority of an instance.
///
/// @param value `weight`: above 0 it is added while the thing is up, below 0 while it is down; a file's number is
///     multiplied by it. 0: a thing that is down is a fault, and so is a file's number other than 0
/// @param reverse `reverse`: what would be added is taken away; with 0, a thing that is up is a fault
public record TrackWeight(int value, boolean reverse) {
    /// No weight: what is down is a fault.
    public static final TrackWeight FAULT = new TrackWeight(0, false);

    /// What stands behind `weight`: `-20`, `10 reverse`.
    @Override
    public String toString() {
        return reverse ? value + " reverse" : Integer.toString(value);
    }
}
