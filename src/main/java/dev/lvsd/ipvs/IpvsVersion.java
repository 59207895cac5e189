package dev.lvsd.ipvs;

/// The kernel's IPVS, as ipvsadm prints it: `IP Virtual Server version 1.2.1 (size=4096)`.
///
/// @param major first number of its version
/// @param minor second number
/// @param patch third number
/// @param connectionTableSize buckets of the connection table
public record IpvsVersion(int major, int minor, int patch, int connectionTableSize) {
    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
