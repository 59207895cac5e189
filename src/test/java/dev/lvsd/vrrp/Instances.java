package dev.lvsd.vrrp;

import dev.lvsd.config.AdvertPath;
import dev.lvsd.config.Election;
import dev.lvsd.config.Password;
import dev.lvsd.config.SampleInstance;
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
record Instances(
        int version,
        int priority,
        int millis,
        boolean preempt,
        @Nullable String password,
        List<IpAddress> peers,
        boolean checksSource,
        boolean messageForm) {
    static final Instances V2 = new Instances(2, 100, 1000, true, null, List.of(), false, false);
    static final Instances V3 = new Instances(3, 100, 1000, true, null, List.of(), false, false);

    Instances priority(int value) {
        return new Instances(version, value, millis, preempt, password, peers, checksSource, messageForm);
    }

    Instances millis(int value) {
        return new Instances(version, priority, value, preempt, password, peers, checksSource, messageForm);
    }

    Instances nopreempt() {
        return new Instances(version, priority, millis, false, password, peers, checksSource, messageForm);
    }

    Instances password(String value) {
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
    VrrpInstance of(int virtualRouterId, String... addresses) {
        return new SampleInstance()
                .version(version)
                .virtualRouterId(virtualRouterId)
                .priority(priority)
                .millis(millis)
                .election(new Election(false, preempt, true))
                .path(new AdvertPath(null, peers, null, checksSource, messageForm))
                .password(password == null ? null : Password.of(password))
                .addresses(addresses)
                .build();
    }

    static IpAddress.V4 v4(String text) {
        return (IpAddress.V4) IpAddress.of(text);
    }
}
