package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.BFD_INSTANCE;
import static dev.lvsd.config.keyword.Place.GARP_GROUP;
import static dev.lvsd.config.keyword.Place.SYNC_GROUP;
import static dev.lvsd.config.keyword.Place.TRACK_FILE;
import static dev.lvsd.config.keyword.Place.TRACK_GROUP;
import static dev.lvsd.config.keyword.Place.TRACK_PROCESS;
import static dev.lvsd.config.keyword.Place.VRRP_SCRIPT;
import static dev.lvsd.config.keyword.Shapes.ADDRESS;
import static dev.lvsd.config.keyword.Shapes.ANY_SECONDS;
import static dev.lvsd.config.keyword.Shapes.FLAG;
import static dev.lvsd.config.keyword.Shapes.LINES;
import static dev.lvsd.config.keyword.Shapes.WORD;
import static dev.lvsd.config.keyword.Shapes.WORDS;
import static dev.lvsd.config.keyword.Shapes.choice;
import static dev.lvsd.config.keyword.Shapes.seconds;
import static dev.lvsd.config.keyword.Shapes.whole;

import java.util.List;

/// What virtual routers track, and the groups that they form.
final class TrackerKeywords {
    static final List<Keyword> ROWS = List.of(
            works(VRRP_SCRIPT, "script", WORDS, "", "the command; exit status 0 is success"),
            works(VRRP_SCRIPT, "interval", ANY_SECONDS, "1", "from the start of a run to the next"),
            works(VRRP_SCRIPT, "timeout", ANY_SECONDS, "", "how long a run may take"),
            works(VRRP_SCRIPT, "weight", WORDS, "0", "what a success adds to the priority; 0: a failure is a fault"),
            works(VRRP_SCRIPT, "rise", whole(1, 1 << 30), "1", "successes before it counts as up"),
            works(VRRP_SCRIPT, "fall", whole(1, 1 << 30), "1", "failures before it counts as down"),
            works(VRRP_SCRIPT, "user", WORDS, "", "user and group that run the script"),
            works(VRRP_SCRIPT, "init_fail", FLAG, "", "down until the first success"),
            works(TRACK_PROCESS, "process", WORDS, "", "name and parameters of the process"),
            works(TRACK_PROCESS, "param_match", choice("initial", "partial"), "", "how parameters are compared"),
            works(TRACK_PROCESS, "weight", WORDS, "1", "what the quorum adds to the priority"),
            works(TRACK_PROCESS, "quorum", whole(1, 65535), "1", "processes that must run"),
            works(TRACK_PROCESS, "quorum_max", whole(0, 65535), "", "processes that may run"),
            works(TRACK_PROCESS, "delay", ANY_SECONDS, "", "how long a change must last"),
            works(TRACK_PROCESS, "fork_delay", ANY_SECONDS, "", "how long a start must last"),
            works(TRACK_PROCESS, "terminate_delay", ANY_SECONDS, "", "how long an end must last"),
            works(TRACK_PROCESS, "full_command", FLAG, "", "compare the whole command line"),
            works(TRACK_FILE, "file", WORD, "", "path of the file that holds a number"),
            works(TRACK_FILE, "weight", WORDS, "1", "what the number is multiplied by"),
            works(TRACK_FILE, "init_file", WORDS, "", "value to create the file with"),
            later(BFD_INSTANCE, "neighbor_ip", ADDRESS, "", "the neighbour"),
            later(BFD_INSTANCE, "source_ip", ADDRESS, "", "own address"),
            later(BFD_INSTANCE, "min_rx", whole(1, 10000), "10", "milliseconds between packets received, at least"),
            later(BFD_INSTANCE, "min_tx", whole(1, 10000), "10", "milliseconds between packets sent, at least"),
            later(BFD_INSTANCE, "idle_tx", whole(1, 10000), "1000", "milliseconds between packets of an idle session"),
            later(BFD_INSTANCE, "multiplier", whole(1, 255), "5", "lost packets that end the session"),
            later(BFD_INSTANCE, "passive", FLAG, "", "wait for the neighbour"),
            later(BFD_INSTANCE, "ttl", whole(1, 255), "255", "TTL of packets sent"),
            later(BFD_INSTANCE, "hoplimit", whole(1, 255), "64", "hop limit of packets sent"),
            later(BFD_INSTANCE, "max_hops", whole(-1, 255), "0", "hops that a packet may have come"),
            later(BFD_INSTANCE, "multihop", FLAG, "", "the neighbour is behind routers"),
            later(BFD_INSTANCE, "weight", WORDS, "0", "what a session that is up adds to the priority"),
            later(BFD_INSTANCE, "vrrp", FLAG, "", "only virtual routers track it"),
            later(BFD_INSTANCE, "checker", FLAG, "", "only checkers track it"),
            works(SYNC_GROUP, "group", LINES, "", "names of the instances"),
            works(SYNC_GROUP, "global_tracking", FLAG, "", "old: the same as sync_group_tracking_weight"),
            works(SYNC_GROUP, "sync_group_tracking_weight", FLAG, "", "members keep the weights of what they track"),
            works(TRACK_GROUP, "group", LINES, "", "names of the instances"),
            works(GARP_GROUP, "garp_interval", seconds("0", "1000"), "0", "between announcements by ARP"),
            works(GARP_GROUP, "gna_interval", seconds("0", "1000"), "0", "between announcements by NDP"),
            works(GARP_GROUP, "interface", WORD, "", "the interface"),
            works(GARP_GROUP, "interfaces", LINES, "", "the interfaces"));

    private TrackerKeywords() {}
}
