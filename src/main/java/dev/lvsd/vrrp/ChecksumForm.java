package dev.lvsd.vrrp;

/// What the checksum of an advertisement covers. Version 2 knows the message alone. In version 3 over IPv4,
/// RFC 5798 was read in both ways and RFC 9568 (5.2.8) settled on the message alone; keepalived and FRR send
/// the pseudo header by default. Over IPv6 there is the pseudo header alone.
public enum ChecksumForm {
    /// The VRRP message.
    MESSAGE,
    /// The VRRP message after the pseudo header: source, real destination, zero, 112, length.
    PSEUDO_HEADER
}
