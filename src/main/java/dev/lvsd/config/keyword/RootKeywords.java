package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.CONTROL;
import static dev.lvsd.config.keyword.Place.HTTP;
import static dev.lvsd.config.keyword.Place.LVSD;
import static dev.lvsd.config.keyword.Place.ROOT;
import static dev.lvsd.config.keyword.Shapes.ANY_SECONDS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.LINES;
import static dev.lvsd.config.keyword.Shapes.NAMED_LINES;
import static dev.lvsd.config.keyword.Shapes.PAIRS;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.block;
import static dev.lvsd.config.keyword.Shapes.named;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.List;

/// The top of the file, and the section `lvsd`: what keepalived has no word for.
final class RootKeywords {
    static final List<Keyword> ROWS = List.of(
            works(ROOT, "global_defs", block(Place.GLOBAL_DEFS), "", "what holds for the whole daemon"),
            works(ROOT, "vrrp_instance", named(Place.VRRP_INSTANCE), "", "a virtual router on an interface"),
            works(ROOT, "virtual_server", block(Place.VIRTUAL_SERVER, Arguments.SERVICE), "", "a virtual server"),
            works(ROOT, "lvsd", block(LVSD), "", "what keepalived has no word for"),
            works(LVSD, "control", block(CONTROL), "", "the control socket"),
            works(CONTROL, "socket", WORD, "", "path of the control socket"),
            works(LVSD, "http", block(HTTP), "", "the scrape address"),
            works(HTTP, "listen", WORD, "", "ADDRESS:PORT of the scrape address, or none"),
            works(LVSD, "vip_lifetime", WORD, "auto", "seconds that a dead director's VIPs stay"),
            works(LVSD, "foreign", WORD, "keep", "keep or remove virtual servers of others in the IPVS table"),
            works(LVSD, "notify_timeout", seconds("1", "86400"), "60", "seconds that a notify script may take"),
            works(LVSD, "ready_wait", seconds("0", "3600"), "5", "seconds to wait for a first round of checks"),
            works(LVSD, "sysctl", PAIRS, "", "kernel parameters below net, held while lvsd runs"),
            works(LVSD, "removed", WORD, "drain", "drain or delete real servers that a reload removes"),
            works(LVSD, "drain_timeout", WORD, "auto", "seconds that a drain lasts at most"),
            works(ROOT, "vrrp_sync_group", named(Place.SYNC_GROUP), "", "virtual routers that change state together"),
            works(ROOT, "vrrp_script", named(Place.VRRP_SCRIPT), "", "a script that virtual routers track"),
            works(ROOT, "vrrp_track_process", named(Place.TRACK_PROCESS), "", "a process that virtual routers track"),
            works(ROOT, "track_file", named(Place.TRACK_FILE), "", "a file that virtual routers or checkers track"),
            later(ROOT, "bfd_instance", named(Place.BFD_INSTANCE), "", "a BFD session that is tracked"),
            works(ROOT, "track_group", named(Place.TRACK_GROUP), "", "the instances of a tracked static entry"),
            works(ROOT, "garp_group", block(Place.GARP_GROUP), "", "interfaces that share garp_interval"),
            works(ROOT, "virtual_server_group", NAMED_LINES, "", "addresses and marks of one virtual server"),
            later(ROOT, "SSL", block(Place.SSL), "", "certificates of SSL_GET"),
            works(ROOT, "static_ipaddress", LINES, "", "addresses that stay while the daemon runs"),
            works(ROOT, "static_routes", LINES, "", "routes that stay while the daemon runs"),
            works(ROOT, "static_rules", LINES, "", "routing rules that stay while the daemon runs"),
            silent(ROOT, "linkbeat_interfaces", LINES, "carrier is known from netlink"),
            works(ROOT, "interface_up_down_delays", LINES, "", "how long a change of an interface must last"),
            later(ROOT, "net_namespace", WORD, "", "network namespace of the daemon"),
            later(ROOT, "net_namespace_ipvs", WORDS, "", "network namespace of the IPVS table"),
            later(ROOT, "namespace_with_ipsets", FLAG, "", "ip sets in a network namespace"),
            later(ROOT, "instance", WORD, "", "name of this daemon among several"),
            later(ROOT, "use_pid_dir", FLAG, "", "pid files in a directory of their own"),
            later(ROOT, "child_wait_time", ANY_SECONDS, "5", "how long processes may take to stop"),
            later(ROOT, "random_seed", whole(0, 4294967295L), "", "seed of random values in the configuration"),
            silent(ROOT, "linkbeat_use_polling", FLAG, "carrier is known from netlink"));

    private RootKeywords() {}
}
