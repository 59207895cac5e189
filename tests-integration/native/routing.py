"""Routes and rules of a master: the kernel has them as keepalived makes them, and nobody else's are touched."""

import os

from director import LVSD, Keepalived, Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, stays, until

VIP = "192.0.2.100"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
PRIORITIES = {"node1": 99, "node2": 90}
SECOND = "eth1"
OURS = "proto 18"

# What keepalived 2.2.7 understands, so that both can read it; `{dev}` is the interface of the segment.
ROUTES = """
        198.51.100.0/24 via 192.0.2.1 dev {dev}
        198.51.101.0/24 via 192.0.2.1
        198.51.102.0/24 dev {second} no_track
        src {vip} to 198.51.103.0/24 via 192.0.2.1 dev {dev} metric 7 table 100
        blackhole 198.51.104.0/24
        unreachable 198.51.105.0/24 table 77
        prohibit 198.51.106.0/24
        throw 198.51.107.0/24 table 78
        198.51.108.0/24 nexthop via 192.0.2.1 dev {dev} weight 2 nexthop via 192.0.2.2 dev {dev} onlink weight 3
        198.51.109.0/24 via 192.0.2.1 dev {dev} mtu 1000 hoplimit 100 advmss 101 rtt 300ms rttvar 0.4s reordering 104 window 105 cwnd 106 ssthresh lock 107 initcwnd 109 initrwnd 110 features ecn quickack 1
        198.51.110.0/24 via 192.0.2.1 dev {dev} mtu lock 1200 realms 5/6
        198.51.111.0/24 dev {dev} tos 0x04 scope link protocol 12 no_track
        default via 192.0.2.1 dev {dev} table 99
        198.51.112.0/24 via 203.0.113.1 dev {dev} onlink
        198.51.113.5 dev {dev}
        local 198.51.113.6 dev lo table 55 scope host
        unicast 198.51.114.0/24 via 192.0.2.1 dev {dev} preference 12
        0.0.0.0/0 gw 192.0.2.1 table 70000
        2001:db8:1::/64 via fe80::1 dev {dev}
        2001:db8:2::/64 dev {dev} pref high metric 50
        2001:db8:3::/64 via fe80::1 dev {dev} table 300 mtu 1400
"""
RULES = """
        from 198.51.100.0/24 table 1
        to 198.51.100.0/24 table 1 no_track
        from 198.51.101.0/24 to 198.51.102.0/26 table 77 iif {dev} oif {second} tos 16 fwmark 24/12 preference 39 realms 30/20
        from 198.51.101.0/24 preference 39 goto 40
        from 10.0.0.0/8 table main priority 45 suppress_prefixlength 0
        to 1:2:3:4:5:6:7:0/112 from 7:6:5:4:3:2::/96 table 6908 uidrange 10000-19999
        from 10.1.0.0/16 ipproto tcp sport 10-20 dport 20-30 lookup 88 preference 100
        from 10.2.0.0/16 blackhole preference 101
        from 10.3.0.0/16 type unreachable preference 102
        from all prohibit preference 103 fwmark 0x10
        not from 10.4.0.0/16 table 5 preference 104
        iif {dev} table 6 preference 105
        from 10.6.0.0/16 table 7 preference 108 protocol 44 no_track
        from 10.7.0.0/16 l3mdev preference 109
        from 10.8.0.0/16 nop preference 110
        from 10.9.0.0/16 table 500 preference 111 suppress_ifgroup 3
        from 10.10.0.5 table 500 preference 112 tunnel-id 77
        from default to 10.4.0.0/16 table 500 preference 115
"""
FEW_ROUTES = """
        198.51.100.0/24 via 192.0.2.1 dev {dev}
        198.51.101.0/24 via 192.0.2.1 dev {dev} table 100
        198.51.102.0/24 via 192.0.2.1 dev {dev} no_track
        2001:db8:1::/64 via fe80::1 dev {dev}
"""
FEW_RULES = """
        from 198.51.100.0/24 table 100 preference 100
        from 2001:db8:1::/64 table 100 preference 100
"""


def blocks(routes, rules):
    """The blocks of an instance for some lines."""
    names = {"dev": INTERFACE, "second": SECOND, "vip": VIP}
    return (f"    virtual_routes {{{routes.format(**names)}    }}\n"
            f"    virtual_rules {{{rules.format(**names)}    }}\n")


def with_routing(priority, routes=FEW_ROUTES, rules=FEW_RULES):
    """keepalived.conf text of an instance with routes and rules."""
    return instance(priority, None, 3, 0.2, VIP, extra=blocks(routes, rules))


class Stage(Site):
    """Two hosts, each with a second interface that leads nowhere."""

    def __enter__(self):
        super().__enter__()
        self.hosts_by_name = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        for host in self.hosts_by_name.values():
            host.ip(f"link add {SECOND} type veth peer name {SECOND}p")
            host.ip(f"link set {SECOND} up")
            host.ip(f"link set {SECOND}p up")
            host.ip("link set lo up")
        return self

    def director(self, name, text=None):
        """A director with a few routes and rules, or with what a text says."""
        return Lvsd(self, self.hosts_by_name[name], text or with_routing(PRIORITIES[name]), table="memory")


def routing(host):
    """What the kernel has that a director made: routes, then rules, each sorted."""
    routes = []
    for family in ("-4", "-6"):
        text = host.ip(f"-N -d {family} route show table all").replace("\n\t", " ")
        routes += [" ".join(line.split()) for line in text.splitlines() if "proto 2 " not in line + " "
                   and "expires" not in line and "fe80" not in line.split()[1] and "ff00" not in line]
    rules = []
    for family in ("-4", "-6"):
        rules += [f"{family} {' '.join(line.split())}" for line in host.ip(f"-N -d {family} rule show").splitlines()
                  if "proto 2" not in line]
    return sorted(routes), sorted(rules)


def has(host):
    """The words that say which of the few are there."""
    routes, rules = routing(host)
    return len([one for one in routes if OURS in one]), len([one for one in rules if OURS in one])


ALL = (4, 2)
NONE = (0, 0)


@scenario(limit=180)
def kernel_has_the_same_routes_and_rules_as_from_keepalived(stage):
    """One file for both, with every word that both know; after the stop nothing of it is left."""
    host = stage.hosts_by_name["node1"]
    text = with_routing(99, ROUTES, RULES)
    seen = {}
    before = routing(host)
    for kind, how in ((Keepalived, {}), (Lvsd, {"table": "memory"})):
        director = kind(stage, host, text, **how)
        director.start().await_ready(30)
        until(f"{director.name} is master", lambda: director.holds(VIP), 20)
        until(f"{director.name} has added its rules", lambda: len(routing(host)[1]) >= 17, 10)
        until(f"{director.name} has added its routes", lambda: len(routing(host)[0]) >= len(before[0]) + 19, 10)
        seen[kind.program] = routing(host)
        director.stop()
        until("all is gone", lambda: routing(host) == before, 10)
    routes, rules = seen["keepalived"]
    expect(len(routes) >= 19, f"keepalived made {len(routes)} routes:\n" + "\n".join(routes))
    expect_equal("routes", "\n".join(seen["lvsd"][0]), "\n".join(routes))
    expect_equal("rules", "\n".join(seen["lvsd"][1]), "\n".join(rules))


@scenario(only="lvsd")
def takeover_moves_routes_and_rules(stage):
    """From a master that stops to the other one, and back."""
    node1, node2 = stage.director("node1"), stage.director("node2")
    for node in (node2, node1):
        node.start().await_ready(20)
    until("node 1 has all", lambda: has(node1.host) == ALL, 20)
    until("node 2 has none", lambda: has(node2.host) == NONE, 20)
    table = node1.lvsctl("vrrp")
    expect("virtual_routes" in table and "not here" not in table, table)
    expect("(not here)" in node2.lvsctl("vrrp"), node2.lvsctl("vrrp"))
    node1.stop()
    expect_equal("routes and rules after the stop", has(node1.host), NONE)
    until("node 2 has all", lambda: has(node2.host) == ALL, 10)
    node1.start().await_ready(20)
    until("node 1 has all again", lambda: has(node1.host) == ALL, 20)
    until("node 2 has none again", lambda: has(node2.host) == NONE, 5)


@scenario(only="lvsd")
def route_and_rule_that_someone_deletes_come_back(stage):
    """They are counted; one with no_track stays away."""
    node = stage.director("node1").start().await_ready(20)
    until("node 1 has all", lambda: has(node.host) == ALL, 20)
    for what in ("route del 198.51.100.0/24", "route del 198.51.101.0/24 table 100", "-6 route del 2001:db8:1::/64",
                 "rule del preference 100", "-6 rule del preference 100"):
        node.host.ip(what)
        until(f"{what} is undone", lambda: has(node.host) == ALL, 5)
    expect_equal("put back", put_back(node), 5)
    node.host.ip("route del 198.51.102.0/24")
    stays("the one that is not tracked is away", lambda: has(node.host) == (3, 2), 1)
    node.host.ip("route add 198.51.120.0/24 via 192.0.2.1 proto bird")
    node.host.ip("route del 198.51.120.0/24 via 192.0.2.1")
    expect_equal("put back after that", put_back(node), 5)
    expect_equal("state", state(node), "MASTER")


def put_back(director):
    """How many routes and rules it has put back."""
    return director.status()["vrrp_instance"][0]["counters"]["other"]["routes_put_back"]


def state(director):
    """The state of the only instance."""
    return director.status()["vrrp_instance"][0]["state"]


@scenario(only="lvsd")
def lost_interface_of_a_tracked_route_is_a_fault(stage):
    """Until it is back; a route that is not tracked is no reason."""
    text = with_routing(99, "\n        198.51.100.0/24 dev {second}\n")
    node = stage.director("node1", text).start().await_ready(20)
    until("node 1 has the route", lambda: has(node.host) == (1, 2), 20)
    node.host.ip(f"link set {SECOND} down")
    until("it is in fault", lambda: state(node) == "FAULT", 5)
    until("nothing is left", lambda: has(node.host) == NONE and not node.holds(VIP), 5)
    node.host.ip(f"link set {SECOND} up")
    until("it is master again", lambda: state(node) == "MASTER" and has(node.host) == (1, 2), 10)


def told(node, watch, route):
    """Makes and removes a route until `ip monitor` tells of it: it has told of all that came before.

    Replacing one by its like would be told to nobody, so a monitor that began to listen late would never hear of it.
    """
    def probe():
        node.host.ip(f"route add {route}")
        node.host.ip(f"route del {route}")
        return route in watch.log()

    until(f"the monitor tells of {route}", probe, 5)


@scenario(only="lvsd")
def reload_changes_the_difference_alone(stage):
    """What stays is not touched, which its place in the kernel's age shows; what goes and comes does."""
    node = stage.director("node1").start().await_ready(20)
    until("node 1 has all", lambda: has(node.host) == ALL, 20)
    watch = stage.start("watch", node.host, "ip", "monitor", "route", "rule")
    told(node, watch, "blackhole 198.51.251.0/24")
    node.configure(with_routing(99, FEW_ROUTES.replace("198.51.101.0/24", "198.51.121.0/24"),
                                FEW_RULES.replace("198.51.100.0/24", "198.51.122.0/24")))
    report = node.lvsctl("reload")
    expect("198.51.121.0/24" in report, report)
    until("the new ones are there", lambda: has(node.host) == ALL, 5)
    routes, rules = routing(node.host)
    expect(any("198.51.121.0/24" in one for one in routes), routes)
    expect(any("198.51.122.0/24" in one for one in rules), rules)
    told(node, watch, "blackhole 198.51.252.0/24")
    changes = [line for line in watch.log().splitlines() if line.strip() and "blackhole" not in line]
    expect_equal("changes of the kernel", len(changes), 4)
    expect_equal("state", state(node), "MASTER")


STATIC = """static_routes {
    198.51.130.0/24 via 192.0.2.1 dev DEV
    198.51.131.0/24 dev eth1
}
static_rules {
    from 198.51.130.0/24 table 5 preference 300
}
""".replace("DEV", INTERFACE)


@scenario(only="lvsd")
def static_routes_and_rules_are_there_whoever_is_master(stage):
    """From the start to the stop: put back where someone deletes one, or its interface goes and comes back."""
    text = STATIC + instance(99, None, 3, 0.2, VIP)
    node = stage.director("node1", text).start().await_ready(20)
    until("all are there", lambda: has(node.host) == (2, 1), 10)
    for what in ("route del 198.51.130.0/24", "rule del preference 300"):
        node.host.ip(what)
        until(f"{what} is undone", lambda: has(node.host) == (2, 1), 10)
    node.host.ip(f"link set {SECOND} down")
    until("one is gone with its interface", lambda: has(node.host) == (1, 1), 5)
    node.host.ip(f"link set {SECOND} up")
    until("it is back", lambda: has(node.host) == (2, 1), 15)
    table = node.lvsctl("vrrp").split("static entries")[1]
    expect("static_routes" in table and "static_rules" in table and "not here" not in table, table)
    node.configure(text.replace("198.51.131.0/24", "198.51.132.0/24"))
    node.lvsctl("reload")
    until("the other one is there", lambda: "198.51.132.0/24" in node.host.ip("route show")
          and "198.51.131.0/24" not in node.host.ip("route show"), 5)
    node.stop()
    expect_equal("after the stop", has(node.host), NONE)


@scenario(only="lvsd")
def dead_directors_routes_are_removed_at_the_next_start_or_by_cleanup(stage):
    """By the list that was written before they were added; what somebody else added stays."""
    node = stage.director("node1").start().await_ready(20)
    until("node 1 has all", lambda: has(node.host) == ALL, 20)
    node.crash()
    expect_equal("a dead director's", has(node.host), ALL)
    node.host.ip("route add 198.51.100.0/24 via 192.0.2.2 metric 900 proto static")
    node.host.ip("rule add from 198.51.100.0/24 table 100 preference 200")
    node.configure(instance(99, None, 3, 0.2, VIP))
    node.start().await_ready(20)
    until("its old routes are gone", lambda: has(node.host) == NONE, 10)
    expect_equal("the list", owned(node), [])
    foreign_stays(node.host)
    node.stop()
    node.configure(with_routing(99))
    node.start().await_ready(20)
    until("node 1 has all again", lambda: has(node.host) == ALL, 20)
    node.crash()
    process = stage.start("cleanup", node.host, LVSD, "cleanup", "--state", node.state)
    expect_equal("exit status of cleanup", process.exit_status(20), 0)
    expect("removed route 198.51.100.0/24 via 192.0.2.1" in process.log(), process.log())
    expect_equal("after cleanup", has(node.host), NONE)
    foreign_stays(node.host)


def owned(director):
    """The routes and rules that a director has written down."""
    with open(os.path.join(director.state, "owned-routing"), encoding="ascii") as text:
        return text.read().splitlines()[1:]


def foreign_stays(host):
    """What the scenario added by hand is there."""
    expect("metric 900" in host.ip("route show 198.51.100.0/24"), "a foreign route was removed")
    expect("200:" in host.ip("rule show"), "a foreign rule was removed")
