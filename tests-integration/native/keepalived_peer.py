"""lvsd and Debian's keepalived as one pair, each in both roles, over both versions, families and ways to send."""

import time
from dataclasses import dataclass

import advert
from director import Keepalived, Lvsd, instance, program_under_test
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Wire

ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
ADDRESSES6 = {"node1": "2001:db8::11", "node2": "2001:db8::12"}
LINK_LOCAL = {"node1": "fe80::11", "node2": "fe80::12"}
KEEPALIVED_UNICAST_HOP_LIMIT = 64  # what keepalived 2.2.7 leaves to the system over IPv6
PRIORITIES = {"node1": 100, "node2": 90}


@dataclass(frozen=True)
class Case:
    """One combination; node 1 is the preferred one. `interval` in seconds."""

    version: int
    unicast: bool
    lvsd_node: str
    ipv6: bool = False

    @property
    def vips(self):
        """The virtual addresses; over IPv6 the first one is link-local (RFC 9568, 5.2.9)."""
        return ("fe80::100", "2001:db8::100") if self.ipv6 else ("192.0.2.100",)

    @property
    def addresses(self):
        """Where the nodes send from, by their names."""
        return (ADDRESSES6 if self.unicast else LINK_LOCAL) if self.ipv6 else ADDRESSES

    @property
    def group(self):
        """Where multicast goes."""
        return advert.GROUP6 if self.ipv6 else advert.GROUP

    @property
    def interval(self):
        """The advertisement interval: whole seconds in version 2."""
        return 1 if self.version == 2 else 0.5

    def down_interval(self, node):
        """Seconds of silence after which a node takes over."""
        return advert.master_down_interval(self.version, PRIORITIES[node], self.interval)


CASES = {
    f"{name}_{'unicast' if unicast else 'multicast'}_lvsd_is_{'master' if node == 'node1' else 'backup'}":
        Case(version, unicast, node, ipv6)
    for name, version, ipv6 in (("v2_pass", 2, False), ("v3", 3, False), ("ipv6", 3, True))
    for unicast in (False, True) for node in ADDRESSES}


class Stage(Site):
    """Two hosts, a wire that records, and the two daemons once `deploy` knows the case."""

    SLACK = 0.4  # seconds that a busy machine may add; bench takeover measures how little it is

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        self.hosts_by_name = {name: self.host(name, f"{address}/24") for name, address in ADDRESSES.items()}
        self.wire = Wire(self)
        return self

    def deploy(self, case):
        """Writes the configurations; nothing is started."""
        self.case = case
        for name, host in self.hosts_by_name.items():
            if case.ipv6:
                host.ip(f"-6 address flush dev {INTERFACE}")
                host.add_address(f"{LINK_LOCAL[name]}/64")
                host.add_address(f"{ADDRESSES6[name]}/64")
            other = next(address for other, address in case.addresses.items() if other != name)
            text = instance(PRIORITIES[name], (case.addresses[name], other) if case.unicast else None, case.version,
                            case.interval, "\n        ".join(case.vips))
            if name == case.lvsd_node and program_under_test() == "lvsd":
                self.nodes[name] = Lvsd(self, host, text, table="memory")
            else:
                self.nodes[name] = Keepalived(self, host, text)

    def start(self, name_or_node, *rest, **how):
        """Starts a node of the pair by its name; anything else as a site does."""
        if name_or_node in self.nodes and not rest:
            return self.nodes[name_or_node].start().await_ready(20)
        return super().start(name_or_node, *rest, **how)

    def first_advert(self, node, since, seconds):
        """The first advert of a node since a time, and the frame before it that its peer had sent."""
        return self.wire.await_advert(node, since, seconds, PRIORITIES[node])

    def await_only(self, node, seconds):
        """Waits until one node alone holds the VIPs."""
        until(f"{node} alone holds {', '.join(self.case.vips)}",
              lambda: all((name == node) == one.holds(vip)
                          for name, one in self.nodes.items() for vip in self.case.vips), seconds)

    def expect_master(self, node):
        """One node alone sends adverts for three intervals, each of them right."""
        since = time.time()
        other = "node2" if node == "node1" else "node1"
        stays(f"{other} is silent", lambda: not self.wire.adverts(other, since), 3 * self.case.interval)
        frames = self.wire.adverts(node, since)
        expect(len(frames) >= 2, f"{node} sent {len(frames)} adverts in three intervals")
        for frame in frames:
            self.expect_right(frame, node)

    def expect_right(self, frame, node):
        """Every field of an advert, and its checksum."""
        seen, case = frame.advert, self.case
        other = next(address for name, address in case.addresses.items() if name != node)
        hop_limit = 255
        if case.ipv6 and case.unicast and self.nodes[node].program == "keepalived":
            hop_limit = KEEPALIVED_UNICAST_HOP_LIMIT
        expect_equal(f"advert of {node}", seen, advert.Advert(
            case.version, 51, PRIORITIES[node], case.interval, case.vips, case.addresses[node],
            other if case.unicast else case.group, 1 if case.version == 2 else 0,
            b"1111" if case.version == 2 else b"", hop_limit))
        expect(advert.checksum_is_right(frame.packet), f"checksum of {node}'s advert is wrong")


@scenario(limit=150, cases=CASES)
def with_keepalived_election_takeover_priority_zero_preemption_return(stage, case):
    """The whole life of a pair, timed by the kernel's timestamps on the wire."""
    stage.deploy(case)
    stage.start("node2")
    stage.await_only("node2", case.down_interval("node2") + 5)
    stage.expect_master("node2")
    preemption(stage)
    stage.expect_master("node1")
    takeover_and_return(stage)
    priority_zero(stage)
    preemption(stage)
    election(stage)


def preemption(stage):
    """Node 1 starts while node 2 is master, and takes over from it."""
    stage.start("node1")
    stage.await_only("node1", stage.case.down_interval("node1") + 5)


def takeover_and_return(stage):
    """Node 1 is cut off: node 2 takes over in its master down interval, and gives way when node 1 is back."""
    last = stage.wire.await_advert("node1", time.time(), 5)
    stage.hosts_by_name["node1"].partition()
    first = stage.first_advert("node2", last.time, 10)
    delivered = stage.wire.adverts("node2", last.time - 10, from_host=False)[-1]
    bound = stage.case.down_interval("node2")
    expect_between("seconds until the takeover", bound - 0.05, first.time - delivered.time, bound + stage.SLACK)
    for vip in stage.case.vips:
        until(f"announcement of {vip}", lambda: stage.wire.announcements("node2", vip, first.time - 0.01), 2)
    stage.hosts_by_name["node1"].heal()
    stage.await_only("node1", 5)
    stage.expect_master("node1")


def priority_zero(stage):
    """Node 1 ends: it says so, and node 2 needs its skew time only."""
    since = time.time()
    expect_equal("exit status", stage.nodes["node1"].stop(), 0)
    zero = stage.wire.await_advert("node1", since, 2, priority=0)
    first = stage.first_advert("node2", zero.time, 10)
    skew = stage.case.down_interval("node2") - 3 * stage.case.interval
    expect_between("seconds from priority 0 to takeover", skew - 0.05, first.time - zero.time, skew + stage.SLACK)
    expect_equal("node 1's adverts with priority 0", len(stage.wire.adverts("node1", since, priority=0)), 1)
    stage.await_only("node2", 3)


def election(stage):
    """Both start at once: node 1 ends as the one master."""
    for node in stage.nodes.values():
        node.stop()
    for node in stage.nodes.values():
        node.start()
    stage.await_only("node1", 2 * stage.case.down_interval("node2") + 10)
    stage.expect_master("node1")
