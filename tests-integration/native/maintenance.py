"""A node in maintenance: lvsd hands over to Debian's keepalived and stays behind."""

import os
import time

from advert import master_down_interval
from director import Keepalived, Lvsd, instance
from lan import Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, stays, until
from wire import Wire

VIP = "192.0.2.100"
LVSD, PEER = 100, 90
SKEW = (256 - PEER) / 256  # seconds from priority 0 to keepalived's takeover, version 2
DOWN = master_down_interval(2, 1, 1)  # seconds until a node in maintenance takes over
SLACK = 0.4


class Stage(Site):
    """lvsd, and a keepalived that preempts nobody."""

    def __enter__(self):
        super().__enter__()
        self.lvsd = Lvsd(self, self.host("node1", "192.0.2.11/24"), instance(LVSD, vip=VIP), table="memory")
        self.peer = Keepalived(self, self.host("node2", "192.0.2.12/24"),
                               instance(PEER, vip=VIP, extra="    nopreempt\n"))
        self.wire = Wire(self)
        return self

    def await_only(self, node, seconds):
        """Waits until one of the two alone holds the VIP."""
        until(f"{node.name} alone holds {VIP}",
              lambda: all((node is one) == one.holds(VIP) for one in (self.lvsd, self.peer)), seconds)

    def hand_over(self, *words):
        """Begins maintenance of a master: seconds from priority 0 to the peer's first advert."""
        since = time.time()
        self.lvsd.lvsctl("maintenance", "node", *words)
        zero = self.wire.await_advert("node1", since, 2, priority=0)
        first = self.wire.await_advert("node2", zero.time, 5)
        self.await_only(self.peer, 3)
        return first.time - zero.time

    def expect_behind(self):
        """The node is backup and silent, and says why."""
        since = time.time()
        stays("the node in maintenance is silent", lambda: not self.wire.adverts("node1", since), DOWN + 1)
        status = self.lvsd.status()
        expect_equal("who, and why", [status["maintenance"][word] for word in ("by", "reason")],
                     ["root (sudo: alice)", "kernel upgrade"])
        expect_equal("priority", status["vrrp_instance"][0]["priority"], 1)


@scenario(limit=180, only="lvsd")
def node_in_maintenance_hands_over_stays_behind_over_restarts_and_comes_back(stage):
    """keepalived with nopreempt takes over within a second; without it lvsd serves on; off is the election again."""
    stage.lvsd.start().await_ready(20)
    stage.await_only(stage.lvsd, 10)
    stage.peer.start().await_ready(20)
    os.environ["SUDO_USER"] = "alice"
    try:
        took = stage.hand_over("on", "--reason", "kernel upgrade")
    finally:
        del os.environ["SUDO_USER"]
    expect_between("seconds from priority 0 to keepalived's takeover", SKEW - 0.05, took, 1)
    shown = stage.lvsd.lvsctl("vrrp")
    expect("IN MAINTENANCE for" in shown and "root (sudo: alice): kernel upgrade" in shown, shown)
    stage.expect_behind()

    expect_equal("exit status", stage.lvsd.stop(), 0)
    stage.lvsd.start().await_ready(20)
    stage.expect_behind()
    stage.lvsd.crash()
    stage.lvsd.start().await_ready(20)
    stage.lvsd.reload()
    stage.expect_behind()

    since = time.time()
    stage.peer.stop()
    stage.await_only(stage.lvsd, 5)
    expect_equal("priority on the wire", {frame.advert.priority for frame in stage.wire.adverts("node1", since)}, {1})
    stage.peer.start().await_ready(20)
    stays("keepalived leaves the master alone", lambda: stage.lvsd.holds(VIP), DOWN)
    took = stage.hand_over()
    expect_between("seconds until keepalived takes over when told again", SKEW - 0.05, took, 1)

    since = time.time()
    stage.lvsd.lvsctl("maintenance", "node", "off")
    stage.await_only(stage.lvsd, master_down_interval(2, LVSD, 1) + 2)
    expect_equal("priority on the wire", {frame.advert.priority for frame in stage.wire.adverts("node1", since)},
                 {LVSD})
    expect_equal("maintenance", stage.lvsd.status()["maintenance"], None)
