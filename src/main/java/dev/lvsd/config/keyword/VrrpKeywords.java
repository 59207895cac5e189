package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.AUTHENTICATION;
import static dev.lvsd.config.keyword.Place.AUTH_HMAC;
import static dev.lvsd.config.keyword.Place.SYNC_GROUP;
import static dev.lvsd.config.keyword.Place.VRRP_INSTANCE;
import static dev.lvsd.config.keyword.Shapes.ADDRESS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.LINES;
import static dev.lvsd.config.keyword.Shapes.SECRET;
import static dev.lvsd.config.keyword.Shapes.SECRETS;
import static dev.lvsd.config.keyword.Shapes.SWITCH;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.block;
import static dev.lvsd.config.keyword.Shapes.choice;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// `vrrp_instance`, and what it shares with `vrrp_sync_group`.
final class VrrpKeywords {
    private static final Set<Place> BOTH = EnumSet.of(VRRP_INSTANCE, SYNC_GROUP);

    static final List<Keyword> ROWS = List.of(
            works(VRRP_INSTANCE, "state", choice("MASTER", "BACKUP"), "", "the default of the priority"),
            works(VRRP_INSTANCE, "interface", WORD, "", "where adverts are sent and addresses added"),
            works(VRRP_INSTANCE, "virtual_router_id", whole(1, 255), "", "VRID, the same on all nodes"),
            works(VRRP_INSTANCE, "priority", whole(1, 255), "100", "the highest becomes master; 255 with state MASTER"),
            works(VRRP_INSTANCE, "advert_int", seconds("0.01", "255"), "1", "between adverts"),
            works(VRRP_INSTANCE, "version", whole(2, 3), "", "VRRP version; by default vrrp_version"),
            works(VRRP_INSTANCE, "authentication", block(AUTHENTICATION), "", "password or AH of version 2"),
            works(AUTHENTICATION, "auth_type", choice("PASS", "AH"), "", "kind of authentication"),
            works(AUTHENTICATION, "auth_pass", SECRET, "", "password; eight bytes count"),
            works(VRRP_INSTANCE, "auth_hmac", block(AUTH_HMAC), "", "a signature of either version, as keepalived 2.4"),
            works(AUTH_HMAC, "key", SECRETS, "", "number and value: 32 to 64 bytes, hex:DIGITS or file:PATH"),
            works(AUTH_HMAC, "active_key", whole(0, 255), "", "number of the key to sign with; by default the first"),
            works(AUTH_HMAC, "anti_replay", choice("time", "monotonic"), "time", "how repeated adverts are found"),
            works(AUTH_HMAC, "time_window", whole(1, 300), "", "seconds clocks may differ; three adverts, 5 at least"),
            works(AUTH_HMAC, "mode", choice("enforce", "permissive", "receive-only"), "enforce", "what is accepted"),
            works(VRRP_INSTANCE, "unicast_ttl", whole(0, 255), "255", "TTL of unicast adverts"),
            works(VRRP_INSTANCE, "unicast_fault_no_peer", FLAG, "", "fault where unicast has no peer"),
            works(VRRP_INSTANCE, "mcast_dst_ip", ADDRESS, "", "group that adverts are sent to"),
            works(VRRP_INSTANCE, "virtual_ipaddress", LINES, "", "addresses of the virtual router"),
            works(VRRP_INSTANCE, "virtual_ipaddress_excluded", LINES, "", "addresses that adverts do not list"),
            works(VRRP_INSTANCE, "no_virtual_ipaddress", FLAG, "", "an instance without addresses is intended"),
            works(VRRP_INSTANCE, "unicast_src_ip", ADDRESS, "", "source of unicast adverts"),
            works(VRRP_INSTANCE, "unicast_peer", LINES, "", "the other nodes; adverts go to them alone"),
            works(VRRP_INSTANCE, "higher_prio_send_advert", SWITCH, "on", "one more advert when yielding as master"),
            works(VRRP_INSTANCE, "check_unicast_src", FLAG, "", "take unicast adverts from configured peers alone"),
            works(VRRP_INSTANCE, "mcast_src_ip", ADDRESS, "", "source of multicast adverts"),
            works(VRRP_INSTANCE, "v3_checksum_as_v2", SWITCH, "", "checksum without a pseudo header, as RFC 9568 says"),
            works(VRRP_INSTANCE, "nopreempt", FLAG, "", "a master of lower priority stays master"),
            works(VRRP_INSTANCE, "preempt", FLAG, "", "a master of lower priority is replaced; the default"),
            works(VRRP_INSTANCE, "garp_master_delay", whole(0, 86400), "", "seconds to the second burst of ARP"),
            works(VRRP_INSTANCE, "garp_master_repeat", whole(1, 1 << 30), "", "announcements in a burst"),
            works(VRRP_INSTANCE, "garp_master_refresh", whole(0, 86400), "", "seconds between refreshes; 0 for none"),
            works(VRRP_INSTANCE, "garp_master_refresh_repeat", whole(1, 1 << 30), "", "announcements in a refresh"),
            works(VRRP_INSTANCE, "garp_lower_prio_delay", whole(0, 86400), "", "the same after a losing advert"),
            works(VRRP_INSTANCE, "garp_lower_prio_repeat", whole(0, 1 << 30), "", "the same after a losing advert"),
            works(VRRP_INSTANCE, "accept", FLAG, "", "take packets to virtual addresses; the default unless strict"),
            silent(VRRP_INSTANCE, "skip_check_adv_addr", SWITCH, "lists of addresses reject no advert"),
            silent(VRRP_INSTANCE, "debug", WORDS, "nothing in keepalived either"),
            silent(VRRP_INSTANCE, "native_ipv6", FLAG, "the family is that of the first address"),
            silent(VRRP_INSTANCE, "linkbeat_use_polling", FLAG, "carrier is known from netlink"),
            silent(VRRP_INSTANCE, "lvs_sync_daemon_interface", WORD, "replaced by lvs_sync_daemon"),
            silent(VRRP_INSTANCE, "old_unicast_checksum", WORDS, "for keepalived 1.3.6 and older, not spoken here"),
            works(VRRP_INSTANCE, "virtual_routes", LINES, "", "routes of the master"),
            works(VRRP_INSTANCE, "virtual_rules", LINES, "", "routing rules of the master"),
            works(VRRP_INSTANCE, "promote_secondaries", FLAG, "", "sysctl promote_secondaries of the interface"),
            silent(VRRP_INSTANCE, "track_src_ip", FLAG, "a missing source address is always a fault"),
            later(VRRP_INSTANCE, "vrf", WORD, "", "VRF of unicast without an interface"),
            works(VRRP_INSTANCE, "preempt_delay", seconds("0", "1000"), "0", "wait before preempting"),
            works(VRRP_INSTANCE, "no_accept", FLAG, "", "drop packets to virtual addresses"),
            works(VRRP_INSTANCE, "strict_mode", SWITCH, "off", "refuse what the RFC does not have"),
            works(VRRP_INSTANCE, "dont_track_primary", FLAG, "", "stay up when the interface is down"),
            works(VRRP_INSTANCE, "garp_extra_if", WORDS, "", "announce on further interfaces"),
            works(VRRP_INSTANCE, "down_timer_adverts", whole(1, 100), "3", "lost adverts that make a backup take over"),
            works(VRRP_INSTANCE, "timer_expired_backup", WORDS, "", "give up mastership after a pause of the process"),
            works(VRRP_INSTANCE, "lower_prio_no_advert", SWITCH, "off", "do not answer adverts of lower priority"),
            works(VRRP_INSTANCE, "owner_ignore_adverts", SWITCH, "off", "priority 255 ignores adverts"),
            works(VRRP_INSTANCE, "use_vmac", WORDS, "", "a virtual MAC address, with a name and another one"),
            works(VRRP_INSTANCE, "use_vmac_addr", FLAG, "", "virtual MAC addresses for addresses elsewhere"),
            works(VRRP_INSTANCE, "vmac_xmit_base", FLAG, "", "adverts from the interface itself"),
            later(VRRP_INSTANCE, "use_ipvlan", WORDS, "", "addresses on an ipvlan interface; take use_vmac"),
            works(VRRP_INSTANCE, "notify_deleted", WORDS, "", "tell DELETED when a reload removes it; a script"),
            works(VRRP_INSTANCE, "notify_master_rx_lower_pri", WORDS, "", "script at an advert of lower priority"),
            silent(VRRP_INSTANCE, "kernel_rx_buf_size", whole(1, 1 << 30), "sockets always have room for 1 MiB"),
            works(BOTH, "track_interface", LINES, "", "interfaces to track"),
            works(BOTH, "track_script", LINES, "", "scripts to track"),
            works(BOTH, "track_file", LINES, "", "files to track"),
            works(BOTH, "track_process", LINES, "", "processes to track"),
            later(BOTH, "track_bfd", LINES, "", "BFD sessions to track"),
            works(BOTH, "notify_master", WORDS, "", "script when it becomes master"),
            works(BOTH, "notify_backup", WORDS, "", "script when it becomes backup"),
            works(BOTH, "notify_fault", WORDS, "", "script at a fault"),
            works(BOTH, "notify_stop", WORDS, "", "script when the daemon stops"),
            works(BOTH, "notify", WORDS, "", "script at every change of state"),
            works(BOTH, "notify_priority_changes", SWITCH, "off", "notify changes of the priority"),
            works(BOTH, "smtp_alert", SWITCH, "off", "mail at every change of state"));

    private VrrpKeywords() {}
}
