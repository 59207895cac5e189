package dev.lvsd.vrrp;

/// Why a received packet does not count. A rejected packet changes the counter of its reason and nothing
/// else: no timer, no state. In the order in which packets are tested.
public enum Rejection implements Decoded {
    /// The packet is cut short, or its length is not that of an advert with its number of addresses.
    LENGTH("length does not fit the number of addresses"),
    /// Sent to a unicast address while the instance is multicast, or the other way round.
    DESTINATION("destination is not the kind (multicast or unicast) that the instance uses"),
    /// Multicast with a time to live other than 255: it may come from another network (RFC 9568, 7.1).
    TIME_TO_LIVE("time to live is not 255"),
    /// Another version of VRRP than the instance's.
    VERSION("VRRP version is not the instance's"),
    /// Not an advertisement.
    TYPE("type is not advertisement (1)"),
    /// The checksum is wrong in every form.
    CHECKSUM("checksum is wrong"),
    /// Authenticated in another way than the instance is, or not at all.
    AUTHENTICATION_TYPE("authentication type is not the instance's"),
    /// Version 2: another password.
    PASSWORD("password is not the instance's"),
    /// `anti_replay time`: it was signed at another time, by the sender's clock, than it came.
    STALE("its time is not ours within time_window: clocks differ, or it is an old packet"),
    /// `auth_hmac`: signed with a key whose number the instance does not have.
    UNKNOWN_KEY("signed with a key whose number is not configured"),
    /// AH and `auth_hmac`: signed with another key, or changed since.
    SIGNATURE("signature is wrong: another key, or the packet was changed"),
    /// AH and `auth_hmac`: not newer than what came from this sender before.
    REPLAYED("sequence number is not newer than the last one: a repeated packet"),
    /// Version 2: another interval than the instance's (RFC 3768, 7.1). Version 3: no interval.
    INTERVAL("advert interval is not the instance's"),
    /// Version 3 without an address (erratum 8299 of RFC 9568).
    ADDRESS_COUNT("carries no address"),
    /// `check_unicast_src`: the sender is none of the unicast peers.
    SOURCE("sender is none of the unicast peers (check_unicast_src)"),
    /// `min_ttl`, `max_ttl`: the sender is not as near or far as it is said to be.
    DISTANCE("time to live is not within min_ttl and max_ttl of that peer"),
    /// The source address and the priority are our own: a packet that came back, or a second host with
    /// this address.
    OWN_ADVERT("source address and priority are our own: a loop, or another host has this address");

    private final String text;

    Rejection(String text) {
        this.text = text;
    }

    /// The reason in words, to follow "rejected an advert from ADDRESS: ".
    public String text() {
        return text;
    }
}
