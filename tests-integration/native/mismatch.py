"""Pairs whose nodes are configured differently: who hears it, by which counter, and in whose words."""

from dataclasses import dataclass

from director import Lvsd, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, stays, until

VIP = "192.0.2.100"
VIP6, GLOBAL6 = "fe80::100", "2001:db8::100"
LINK_LOCAL = ("fe80::11", "fe80::12")
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
PASSWORD = "        auth_pass 1111\n"
GROUP = "    mcast_dst_ip 239.0.0.99\n"


@dataclass(frozen=True)
class Case:
    """What differs, the counter that tells node 2 of it, and words of the hint; `masters` hold `vip` in the end."""

    first: str
    second: str
    counter: str
    hint: str
    masters: int
    sender: str = ADDRESSES["node1"]
    vip: str = VIP


def virtual_router(priority, version=2, interval=1, vip=VIP, extra="", peer_of=None):
    """The configuration of a node."""
    return instance(priority, peer_of, version, interval, vip, extra=extra)


def unicast(priority, own, other, option, extra=""):
    """A node of a unicast pair, with an option behind the peer."""
    return virtual_router(priority, peer_of=(own, f"{other} {option}"), extra=extra)


def ipv6(what, first, second, counter, hint, masters):
    """A case whose adverts go over IPv6."""
    return {f"ipv6_{what}": Case(first, second, counter, hint, masters, LINK_LOCAL[0], VIP6)}


def virtual_router6(priority, interval=1, vip=f"{VIP6}\n        {GLOBAL6}", option=None):
    """The configuration of a node over IPv6; with an option behind the peer it is unicast."""
    own, other = LINK_LOCAL if priority == 100 else reversed(LINK_LOCAL)
    return instance(priority, None if option is None else (own, f"{other} {option}"), 3, interval, vip)


CASES = {
    "version": Case(virtual_router(100, 3), virtual_router(90, 2), "version", "VRRP version", 2),
    "interval_v2": Case(virtual_router(100, 2, 1), virtual_router(90, 2, 2), "interval", "advert interval", 2),
    "interval_v3": Case(virtual_router(100, 3, 1), virtual_router(90, 3, 2), "interval_differs",
                        "another interval than advert_int", 1),
    "password": Case(virtual_router(100), virtual_router(90).replace("1111", "2222"), "password",
                     "password is not", 2),
    "authentication": Case(virtual_router(100).replace(PASSWORD, "").replace("        auth_type PASS\n", ""),
                           virtual_router(90).replace("PASS", "AH"), "authentication_type",
                           "authentication type is not", 2),
    "addresses": Case(virtual_router(100, vip=f"{VIP}\n        192.0.2.101"), virtual_router(90),
                      "addresses_differ", "other virtual addresses", 1),
    "checksum": Case(virtual_router(100, 3, extra="    v3_checksum_as_v2\n"), virtual_router(90, 3),
                     "checksum_form_differs", "v3_checksum_as_v2", 1),
    "virtual_router_id": Case(virtual_router(100), virtual_router(90, 3, vip="192.0.2.200"), "foreign_adverts",
                              "virtual_router_id 51 is in use twice on", 1),
    "distance": Case(unicast(100, *ADDRESSES.values(), "", "    unicast_ttl 64\n"),
                     unicast(90, *reversed(ADDRESSES.values()), "min_ttl 254"), "distance", "min_ttl and max_ttl", 2),
    "signature": Case(virtual_router(100).replace("PASS", "AH"),
                      virtual_router(90).replace("PASS", "AH").replace("1111", "2222"), "signature",
                      "signature is wrong", 2),
    "sender": Case(unicast(100, *ADDRESSES.values(), ""),
                   unicast(90, ADDRESSES["node2"], "192.0.2.99", "", "    check_unicast_src\n"), "source",
                   "none of the unicast peers", 2),
    "peer": Case(unicast(100, *ADDRESSES.values(), ""), unicast(90, ADDRESSES["node2"], "192.0.2.99", ""),
                 "unknown_peer", "not in unicast_peer", 1),
    "destination": Case(unicast(100, *ADDRESSES.values(), ""), virtual_router(90), "destination",
                        "destination is not the kind", 2),
    **ipv6("interval", virtual_router6(100), virtual_router6(90, 2), "interval_differs",
           "another interval than advert_int", 1),
    **ipv6("addresses", virtual_router6(100), virtual_router6(90, vip=VIP6), "addresses_differ",
           "other virtual addresses", 1),
    **ipv6("virtual_router_id", virtual_router6(100, vip="fe80::200"), virtual_router6(90), "foreign_adverts",
           "virtual_router_id 51 is in use twice on", 1),
    **ipv6("distance", virtual_router6(100, option="").replace("    virtual_ip", "    unicast_ttl 64\n    virtual_ip"),
           virtual_router6(90, option="min_ttl 254"), "distance", "min_ttl and max_ttl", 2),
}


class Stage(Site):
    """Two hosts."""

    def __enter__(self):
        super().__enter__()
        self.on = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        for host, address in zip(self.on.values(), LINK_LOCAL):
            host.ip(f"-6 address flush dev {INTERFACE}")
            host.add_address(f"{address}/64")
        self.nodes = []
        return self

    def deploy(self, *texts):
        """Starts lvsd on both hosts."""
        self.nodes = [Lvsd(self, host, text, table="memory") for host, text in zip(self.on.values(), texts)]
        for node in self.nodes:
            node.start().await_ready(20)


def seen(node):
    """What an lvsd says of its one virtual router."""
    return node.get("/v1/vrrp")["vrrp_instance"][0]


@scenario(limit=90, cases=CASES, only="lvsd")
def peer_that_is_configured_otherwise_is_counted_logged_once_and_named(stage, case):
    """Counter, one line of the log, a line of `lvsctl vrrp`; and what becomes of the VIP."""
    stage.deploy(case.first, case.second)
    second = stage.nodes[1]

    def count():
        counters = seen(second)["counters"]
        return {**counters["rejected"], **counters["other"]}[case.counter]
    until(f"node 2 counts {case.counter}", lambda: count() > 2, 20)
    until("as many masters as expected", lambda: sum(node.holds(case.vip) for node in stage.nodes) == case.masters
          or case.counter == "foreign_adverts", 15)
    hints = [hint for hint in seen(second)["hints"] if case.hint in hint]
    expect(len(hints) == 1 and case.sender in hints[0], f"hints: {seen(second)['hints']}")
    expect(hints[0] in " ".join(second.lvsctl("vrrp").split()), "lvsctl vrrp does not show the hint")
    stays("told once in each state", lambda: 1 <= second.log().count(case.hint) <= 2, 4)


@scenario(limit=90, only="lvsd", cases={"ipv4": virtual_router(100), "ipv6": virtual_router6(100),
                                        "signed": virtual_router(100).replace("PASS", "AH")})
def master_that_hears_nobody_names_the_protocol_a_firewall_may_drop(stage, text):
    """112, and 51 where adverts are signed by AH: in the status, and in `lvsctl vrrp`."""
    number = "51 (AH)" if "auth_type AH" in text else "112 (VRRP)"
    stage.deploy(text)
    until("the hint", lambda: any(f"IP protocol {number}" in hint for hint in seen(stage.nodes[0])["hints"]), 15)
    shown = " ".join(stage.nodes[0].lvsctl("vrrp").split())
    expect(f"look at no advert of another node was ever heard: if there is one, a firewall may drop IP protocol {number}"
           in shown, shown)


@scenario(limit=90, only="lvsd")
def lone_master_is_told_of_the_firewall_until_it_hears_a_peer(stage):
    """The hint names the protocol, comes with mastership and goes with the first advert."""
    stage.deploy(virtual_router(100), virtual_router(90))
    first, second = stage.nodes
    second.stop()
    first.stop()
    stage.deploy(virtual_router(100, extra=GROUP), virtual_router(90))
    first, second = stage.nodes
    until("node 1 hears nobody in its own group",
          lambda: any("IP protocol 112" in hint for hint in seen(first)["hints"]), 15)
    second.configure(virtual_router(90, extra=GROUP))
    second.lvsctl("reload")
    until("the pair has one master", lambda: [node.holds(VIP) for node in stage.nodes] == [True, False], 15)
    until("node 2 hears the master", lambda: (seen(second)["master"] or {}).get("address") == ADDRESSES["node1"], 5)
    expect_equal("hints of node 2", seen(second)["hints"], [])


@scenario(limit=90, only="lvsd")
def unicast_without_a_peer_is_a_fault_where_the_file_says_so(stage):
    """`unicast_fault_no_peer`: nothing is sent, and the state says why."""
    stage.deploy(virtual_router(100, extra="    unicast_src_ip 192.0.2.11\n    unicast_fault_no_peer\n"),
                 virtual_router(90))
    until("node 1 is in FAULT", lambda: seen(stage.nodes[0])["state"] == "FAULT", 10)
    expect("unicast_peer" in seen(stage.nodes[0])["fault"], "the reason is not told")
    until("node 2 serves", lambda: stage.nodes[1].holds(VIP), 10)


@scenario(limit=90, only="lvsd")
def pair_goes_from_password_to_header_by_reloads(stage):
    """The sockets follow the file; the second node to change takes the VIP back or leaves it, without a restart."""
    stage.deploy(virtual_router(100), virtual_router(90))
    until("node 1 alone is master", lambda: [node.holds(VIP) for node in stage.nodes] == [True, False], 15)
    for node, priority in zip(stage.nodes, (100, 90)):
        node.configure(virtual_router(priority).replace("PASS", "AH"))
        node.lvsctl("reload")
    until("node 2 hears signed adverts again", lambda: seen(stage.nodes[1])["master"] is not None, 10)
    stays("node 1 alone is master", lambda: [node.holds(VIP) for node in stage.nodes] == [True, False], 4)
