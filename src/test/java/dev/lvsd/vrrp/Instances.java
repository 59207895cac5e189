package dev.lvsd.vrrp;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Election;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
import dev.lvsd.config.UnicastPeer;
import dev.lvsd.config.VrrpInstance;
import dev.lvsd.net.IpAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Instances for tests: an example, and what to change of it.
///
/// @param version 2 or 3
/// @param priority 1 to 255
/// @param millis advert interval
/// @param preempt whether a backup replaces a master of lower priority
/// @param password null for none
/// @param peers unicast peers, empty for multicast
/// @param checksSource `check_unicast_src`
/// @param messageForm `v3_checksum_as_v2`
public record Instances(
        int version,
        int priority,
        int millis,
        boolean preempt,
        @Nullable String password,
        List<IpAddress> peers,
        boolean checksSource,
        boolean messageForm) {
    /// Version 2, priority 100, 1 s, multicast.
    public static final Instances V2 = new Instances(2, 100, 1000, true, null, List.of(), false, false);
    /// Version 3, priority 100, 1 s, multicast.
    public static final Instances V3 = new Instances(3, 100, 1000, true, null, List.of(), false, false);

    /// The same with another priority, 1 to 255.
    public Instances priority(int value) {
        return new Instances(version, value, millis, preempt, password, peers, checksSource, messageForm);
    }

    /// The same with another advert interval.
    public Instances millis(int value) {
        return new Instances(version, priority, value, preempt, password, peers, checksSource, messageForm);
    }

    /// The same with `nopreempt`.
    public Instances nopreempt() {
        return new Instances(version, priority, millis, false, password, peers, checksSource, messageForm);
    }

    /// The same with a password.
    public Instances password(String value) {
        return new Instances(version, priority, millis, preempt, value, peers, checksSource, messageForm);
    }

    Instances peers(String... values) {
        List<IpAddress> list = List.of(values).stream().map(IpAddress::of).toList();
        return new Instances(version, priority, millis, preempt, password, list, checksSource, messageForm);
    }

    Instances checkSource() {
        return new Instances(version, priority, millis, preempt, password, peers, true, messageForm);
    }

    Instances messageChecksum() {
        return new Instances(version, priority, millis, preempt, password, peers, checksSource, true);
    }

    /// The instance VI with a VRID and virtual addresses.
    public VrrpInstance of(int virtualRouterId, String... addresses) {
        return of(election(), virtualRouterId, addresses);
    }

    Election election() {
        return new Election(false, preempt, true);
    }

    /// The same with another election.
    VrrpInstance of(Election election, int virtualRouterId, String... addresses) {
        return new SampleInstance()
                .version(version)
                .virtualRouterId(virtualRouterId)
                .priority(priority)
                .millis(millis)
                .election(election)
                .path(new AdvertPath(
                        null, peers.stream().map(UnicastPeer::of).toList(), null, null, AdvertPath.NEAREST,
                        checksSource, messageForm, false))
                .password(password == null ? null : Password.of(password))
                .addresses(addresses)
                .build();
    }

    /// An IPv4 address from its text.
    public static IpAddress.V4 v4(String text) {
        return (IpAddress.V4) IpAddress.of(text);
    }
}
