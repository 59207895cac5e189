package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.GLOBAL_DEFS;
import static dev.lvsd.config.keyword.Shapes.ADDRESS;
import static dev.lvsd.config.keyword.Shapes.ANY_SECONDS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.LINES;
import static dev.lvsd.config.keyword.Shapes.SWITCH;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.List;

/// `global_defs`, without what is about processes and the machine: [ProcessKeywords].
final class GlobalKeywords {
    static final List<Keyword> ROWS = List.of(
            works(GLOBAL_DEFS, "router_id", WORD, "", "name of this node; by default the host's"),
            works(GLOBAL_DEFS, "vrrp_version", whole(2, 3), "2", "version of instances that do not say it"),
            works(GLOBAL_DEFS, "v3_checksum_as_v2", SWITCH, "off", "checksum without a pseudo header (RFC 9568)"),
            works(GLOBAL_DEFS, "vrrp_higher_prio_send_advert", SWITCH, "on", "one more advert when yielding as master"),
            works(GLOBAL_DEFS, "vrrp_check_unicast_src", FLAG, "", "take unicast adverts from configured peers alone"),
            works(GLOBAL_DEFS, "vrrp_garp_master_delay", whole(0, 86400), "5", "seconds to the second burst of ARP"),
            works(GLOBAL_DEFS, "vrrp_garp_master_repeat", whole(1, 1 << 30), "5", "announcements in a burst"),
            works(GLOBAL_DEFS, "vrrp_garp_master_refresh", whole(0, 86400), "0", "between refreshes, in seconds"),
            works(GLOBAL_DEFS, "vrrp_garp_master_refresh_repeat", whole(1, 1 << 30), "1", "announcements in a refresh"),
            works(GLOBAL_DEFS, "vrrp_garp_lower_prio_delay", whole(0, 86400), "", "by default vrrp_garp_master_delay"),
            works(GLOBAL_DEFS, "vrrp_garp_lower_prio_repeat", whole(0, 1 << 30), "", "as vrrp_garp_master_repeat"),
            works(GLOBAL_DEFS, "vrrp_min_garp", SWITCH, "off", "one announcement and no more"),
            silent(GLOBAL_DEFS, "vrrp_skip_check_adv_addr", SWITCH, "lists of addresses reject no advert"),
            silent(GLOBAL_DEFS, "dynamic_interfaces", WORDS, "an interface may always appear later"),
            works(GLOBAL_DEFS, "notification_email", LINES, "", "who gets mail"),
            works(GLOBAL_DEFS, "notification_email_from", WORD, "", "sender of mail"),
            works(GLOBAL_DEFS, "smtp_server", WORDS, "", "mail server and port"),
            works(GLOBAL_DEFS, "smtp_helo_name", WORD, "", "name said to the mail server"),
            works(GLOBAL_DEFS, "smtp_connect_timeout", ANY_SECONDS, "30", "for the mail server"),
            works(GLOBAL_DEFS, "smtp_alert", SWITCH, "off", "mail at every change"),
            works(GLOBAL_DEFS, "smtp_alert_vrrp", SWITCH, "off", "mail at every change of a virtual router"),
            later(GLOBAL_DEFS, "smtp_alert_checker", SWITCH, "off", "mail at every change of a real server"),
            works(GLOBAL_DEFS, "no_email_faults", SWITCH, "off", "no mail at faults"),
            later(GLOBAL_DEFS, "no_checker_emails", SWITCH, "off", "mail for real servers, not for each checker"),
            later(GLOBAL_DEFS, "checker_log_all_failures", SWITCH, "off", "log every failed check"),
            works(GLOBAL_DEFS, "default_interface", WORD, "eth0", "interface of static entries that name none"),
            works(GLOBAL_DEFS, "lvs_timeouts", WORDS, "", "tcp, tcpfin and udp of IPVS, in seconds"),
            works(GLOBAL_DEFS, "lvs_flush", FLAG, "", "empty the IPVS table at start, of all services"),
            works(GLOBAL_DEFS, "lvs_flush_on_stop", WORDS, "", "empty it at the end; VS: of ours alone"),
            works(GLOBAL_DEFS, "lvs_sync_daemon", WORDS, "", "connection synchronisation between directors"),
            works(GLOBAL_DEFS, "vrrp_mcast_group4", ADDRESS, "224.0.0.18", "group of adverts over IPv4"),
            works(GLOBAL_DEFS, "vrrp_mcast_group6", ADDRESS, "ff02::12", "group of adverts over IPv6"),
            works(GLOBAL_DEFS, "vrrp_garp_interval", seconds("0", "1000"), "0", "between announcements by ARP"),
            works(GLOBAL_DEFS, "vrrp_gna_interval", seconds("0", "1000"), "0", "between announcements by NDP"),
            works(GLOBAL_DEFS, "vrrp_garp_extra_if", WORDS, "", "announce on further interfaces"),
            works(GLOBAL_DEFS, "vrrp_down_timer_adverts", whole(1, 100), "3", "lost adverts until takeover"),
            works(GLOBAL_DEFS, "vrrp_lower_prio_no_advert", SWITCH, "off", "do not answer adverts of lower priority"),
            works(GLOBAL_DEFS, "vrrp_iptables", WORDS, "", "chains of iptables; nftables is used instead"),
            works(GLOBAL_DEFS, "vrrp_ipsets", WORDS, "", "sets of iptables; nftables is used instead"),
            works(GLOBAL_DEFS, "nftables", WORDS, "lvsd", "name of the table for no_accept"),
            works(GLOBAL_DEFS, "nftables_priority", whole(-Integer.MAX_VALUE, Integer.MAX_VALUE), "-1",
                    "priority of that table's chains"),
            works(GLOBAL_DEFS, "nftables_counters", FLAG, "", "counters in that table"),
            silent(GLOBAL_DEFS, "nftables_ifindex", FLAG, "interfaces are matched by name, whatever their number"),
            later(GLOBAL_DEFS, "nftables_ipvs", WORDS, "", "one fwmark service for a group of addresses"),
            later(GLOBAL_DEFS, "nftables_ipvs_priority", WORDS, "", "priority of that table's chains"),
            later(GLOBAL_DEFS, "nftables_ipvs_start_fwmark", WORDS, "1000", "first mark of those services"),
            works(GLOBAL_DEFS, "vrrp_strict", SWITCH, "off", "refuse what the RFC does not have"),
            works(GLOBAL_DEFS, "vrrp_notify_priority_changes", SWITCH, "off", "notify changes of the priority"),
            works(GLOBAL_DEFS, "vrrp_owner_ignore_adverts", SWITCH, "off", "priority 255 ignores adverts"),
            works(GLOBAL_DEFS, "vrrp_startup_delay", ANY_SECONDS, "0", "no transitions so long after the start"),
            works(GLOBAL_DEFS, "vrrp_delay_after_boot", ANY_SECONDS, "0", "no transitions so long after boot"),
            works(GLOBAL_DEFS, "log_unknown_vrids", FLAG, "", "log adverts of other virtual routers"),
            works(GLOBAL_DEFS, "vmac_prefix", WORD, "vrrp", "how names of virtual interfaces begin"),
            works(GLOBAL_DEFS, "vmac_addr_prefix", WORD, "vrrp", "how names of virtual interfaces begin"),
            works(GLOBAL_DEFS, "notify_fifo", WORDS, "", "pipe that gets every event"),
            works(GLOBAL_DEFS, "notify_fifo_script", WORDS, "", "script that reads it"),
            works(GLOBAL_DEFS, "vrrp_notify_fifo", WORDS, "", "pipe that gets the events of virtual routers"),
            works(GLOBAL_DEFS, "vrrp_notify_fifo_script", WORDS, "", "script that reads it"),
            later(GLOBAL_DEFS, "lvs_notify_fifo", WORDS, "", "pipe that gets the events of virtual servers"),
            later(GLOBAL_DEFS, "lvs_notify_fifo_script", WORDS, "", "script that reads it"),
            works(GLOBAL_DEFS, "fifo_write_vrrp_states_on_reload", FLAG, "", "write all states after a reload"),
            later(GLOBAL_DEFS, "rs_init_notifies", SWITCH, "off", "notify first states of real servers"));

    private GlobalKeywords() {}
}
