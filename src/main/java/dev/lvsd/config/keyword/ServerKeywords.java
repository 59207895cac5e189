package dev.lvsd.config.keyword;

import static dev.lvsd.config.keyword.Keyword.later;
import static dev.lvsd.config.keyword.Keyword.silent;
import static dev.lvsd.config.keyword.Keyword.works;
import static dev.lvsd.config.keyword.Place.REAL_SERVER;
import static dev.lvsd.config.keyword.Place.VIRTUAL_SERVER;
import static dev.lvsd.config.keyword.Shapes.FLAG;
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

/// `virtual_server` and `real_server`.
final class ServerKeywords {
    private static final Set<Place> BOTH = EnumSet.of(VIRTUAL_SERVER, REAL_SERVER);
    private static final Shape CHECK_SECONDS = seconds("0.000001", "4294");
    private static final Shape SCHEDULER = choice(
            "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "sh", "mh", "dh", "fo", "ovf", "sed", "nq", "twos");

    static final List<Keyword> ROWS = List.of(
            works(VIRTUAL_SERVER, "lb_algo", SCHEDULER, "wlc", "scheduler"),
            works(VIRTUAL_SERVER, "lb_kind", WORDS, "NAT", "forwarding method: NAT, DR, TUN, LOCAL or BYPASS"),
            works(REAL_SERVER, "lvs_method", WORDS, "", "forwarding method; by default the virtual server's"),
            works(VIRTUAL_SERVER, "protocol", choice("TCP", "UDP", "SCTP"), "UDP", "transport protocol"),
            works(VIRTUAL_SERVER, "real_server", block(REAL_SERVER, Arguments.ENDPOINT), "", "a real server"),
            works(VIRTUAL_SERVER, "persistence_timeout", whole(1, 2678400), "360", "seconds a client stays"),
            works(VIRTUAL_SERVER, "persistence_granularity", WORD, "", "mask of clients that stay together"),
            works(VIRTUAL_SERVER, "persistence_engine", WORD, "", "what tells clients apart: sip"),
            works(VIRTUAL_SERVER, "ops", FLAG, "", "every packet is scheduled; UDP alone"),
            works(VIRTUAL_SERVER, "flag-1", FLAG, "", "first flag of the scheduler"),
            works(VIRTUAL_SERVER, "flag-2", FLAG, "", "second flag of the scheduler"),
            works(VIRTUAL_SERVER, "flag-3", FLAG, "", "third flag of the scheduler"),
            works(VIRTUAL_SERVER, "sh-fallback", FLAG, "", "sh takes another real server where the first is down"),
            works(VIRTUAL_SERVER, "sh-port", FLAG, "", "sh hashes the port too"),
            works(VIRTUAL_SERVER, "mh-fallback", FLAG, "", "mh takes another real server where the first is down"),
            works(VIRTUAL_SERVER, "mh-port", FLAG, "", "mh hashes the port too"),
            works(VIRTUAL_SERVER, "weight", whole(1, Integer.MAX_VALUE), "1", "weight of real servers that have none"),
            works(VIRTUAL_SERVER, "ip_family", choice("inet", "inet6"), "", "family of a virtual server by fwmark"),
            works(REAL_SERVER, "weight", whole(0, Integer.MAX_VALUE), "", "weight; at 0 it gets no new connections"),
            works(REAL_SERVER, "uthreshold", whole(0, 4294967295L), "0", "connections above which it gets no new ones"),
            works(REAL_SERVER, "lthreshold", whole(0, 4294967295L), "0", "and below which it gets them again"),
            works(VIRTUAL_SERVER, "delay_loop", CHECK_SECONDS, "60", "from the end of a check to the next"),
            works(REAL_SERVER, "delay_loop", CHECK_SECONDS, "", "by default the virtual server's"),
            works(BOTH, "connect_timeout", CHECK_SECONDS, "", "for each step of a check"),
            works(BOTH, "retry", whole(1, 4294967295L), "", "further attempts before it counts as down"),
            works(BOTH, "delay_before_retry", seconds("0", "4294"), "", "before each of them"),
            works(BOTH, "warmup", seconds("0", "4294"), "", "time in which checks start at random"),
            silent(VIRTUAL_SERVER, "hashed", FLAG, "nothing in keepalived either"),
            works(BOTH, "alpha", SWITCH, "off", "down until the first check succeeded"),
            works(BOTH, "inhibit_on_failure", SWITCH, "off", "a real server that is down stays with weight 0"),
            later(BOTH, "smtp_alert", SWITCH, "", "mail at every change"),
            works(BOTH, "virtualhost", WORD, "", "Host of HTTP_GET and SSL_GET"),
            later(BOTH, "snmp_name", WORD, "", "name over SNMP"),
            later(VIRTUAL_SERVER, "omega", FLAG, "", "notify real servers as down at the end"),
            works(VIRTUAL_SERVER, "quorum", whole(1, 4294967295L), "1", "weights that make it up"),
            works(VIRTUAL_SERVER, "hysteresis", whole(0, 4294967295L), "0", "how far from the quorum it changes"),
            later(VIRTUAL_SERVER, "quorum_up", WORDS, "", "script when the quorum is reached"),
            later(VIRTUAL_SERVER, "quorum_down", WORDS, "", "script when the quorum is lost"),
            works(VIRTUAL_SERVER, "sorry_server", WORDS, "", "serves while the quorum is lost"),
            works(VIRTUAL_SERVER, "sorry_server_inhibit", FLAG, "", "inhibit_on_failure of the sorry server"),
            works(VIRTUAL_SERVER, "sorry_server_lvs_method", WORDS, "", "forwarding method of the sorry server"),
            later(VIRTUAL_SERVER, "ha_suspend", FLAG, "", "check only while the address is here"),
            later(REAL_SERVER, "notify_up", WORDS, "", "script when it comes up"),
            later(REAL_SERVER, "notify_down", WORDS, "", "script when it goes down"));

    private ServerKeywords() {}
}
