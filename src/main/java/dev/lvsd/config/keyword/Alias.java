package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Place.BFD_INSTANCE;
import static dev.lvsd.config.keyword.Place.GLOBAL_DEFS;
import static dev.lvsd.config.keyword.Place.HTTP_GET;
import static dev.lvsd.config.keyword.Place.ROOT;
import static dev.lvsd.config.keyword.Place.SSL_GET;
import static dev.lvsd.config.keyword.Place.VIRTUAL_SERVER;
import static dev.lvsd.config.keyword.Place.VRRP_INSTANCE;

import java.util.List;

/// A second, usually older name of a keyword.
///
/// @param place where it may stand
/// @param name the second name
/// @param of the keyword's name
record Alias(Place place, String name, String of) {
    static final List<Alias> ALL = List.of(
            new Alias(ROOT, "vrrp_track_file", "track_file"),
            new Alias(VIRTUAL_SERVER, "lvs_sched", "lb_algo"),
            new Alias(VIRTUAL_SERVER, "lvs_method", "lb_kind"),
            new Alias(HTTP_GET, "nb_get_retry", "retry"),
            new Alias(SSL_GET, "nb_get_retry", "retry"),
            new Alias(BFD_INSTANCE, "neighbour_ip", "neighbor_ip"),
            new Alias(VRRP_INSTANCE, "thread_timer_expired", "timer_expired_backup"),
            new Alias(VRRP_INSTANCE, "vmac_garp_intvl", "garp_extra_if"),
            new Alias(GLOBAL_DEFS, "vrrp_vmac_garp_intvl", "vrrp_garp_extra_if"),
            new Alias(GLOBAL_DEFS, "lvs_flush_onstop", "lvs_flush_on_stop"),
            new Alias(GLOBAL_DEFS, "lvs_process_name", "checker_process_name"),
            new Alias(GLOBAL_DEFS, "vrrp_rlimit_rtime", "vrrp_rlimit_rttime"),
            new Alias(GLOBAL_DEFS, "checker_rlimit_rtime", "checker_rlimit_rttime"),
            new Alias(GLOBAL_DEFS, "bfd_rlimit_rtime", "bfd_rlimit_rttime"),
            new Alias(GLOBAL_DEFS, "enable_snmp_keepalived", "enable_snmp_vrrp"));
}
