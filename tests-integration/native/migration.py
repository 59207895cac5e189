"""Seed 000: a VIP moves from two nodes of a cluster to two others by staged reloads, under a client all along."""

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor

from director import Keepalived, Lvsd
from lan import Site, whole
from ping import Ping
from scenario import scenario
from seed000 import AFTER, BEFORE, FIRST_VIP, JOINED, NODES, TOO_EARLY, VIP1, VIP2, address, configuration
from waiting import Unmet, expect, expect_equal, stays, until
from wire import Wire

PROGRAMS = {"lvsd": Lvsd, "keepalived": Keepalived}
VRIDS = {VIP1: 230, VIP2: 231}
NOISE = 0.3  # seconds that a busy machine adds to an outage
SHORTER = 1.5  # seconds between two reloads of a change that all have to make within three of the longer intervals


class Cluster(Site):
    """Five nodes, of which one has nothing to do, a client, and a wire that records."""

    def __init__(self, directory, tag):
        super().__init__(directory, tag)
        self.nodes, self.on, self.pings = {}, {}, {}
        self.outages = {}
        self.began = 0.0

    def __enter__(self):
        super().__enter__()
        self.on = {number: self.host(f"node{number}", f"{address(number)}/24") for number in NODES}
        client = self.host("client", "192.0.2.100/24")
        self.wire = Wire(self)
        self.start("dockerd", self.on[1], shutil.copy("/bin/sleep", self.file("dockerd")), "1000")
        self.pings = {vip: Ping(client, vip, number) for number, vip in enumerate(VRIDS)}
        return self

    def run_on(self, number, program, *blocks):
        """Starts a program on a node with the blocks of its file."""
        self.nodes[number] = PROGRAMS[program](self, self.on[number], configuration(number, *blocks),
                                               **({"table": "memory"} if program == "lvsd" else {}))
        self.nodes[number].start().await_ready(30)

    def reload(self, number, *blocks):
        """`systemctl reload` with other blocks."""
        self.nodes[number].configure(configuration(number, *blocks))
        self.nodes[number].process.signal(signal.SIGHUP)

    def restart(self, number):
        """Stops a node's daemon, which hands over, and starts it again."""
        expect_equal("exit status", self.nodes[number].stop(), 0)
        self.nodes[number].start().await_ready(30)

    def come_back(self, number):
        """`systemctl restart` of lvsd's unit: the next process goes on as master."""
        self.nodes[number].process.signal(signal.SIGUSR1)
        expect_equal("exit status", self.nodes[number].process.exit_status(20), 0)
        self.nodes[number].start().await_ready(30)

    def holders(self, vip):
        """The numbers of the nodes that hold a VIP."""
        return [number for number, host in self.on.items() if host.holds(vip)]

    def await_holders(self, first, second, seconds=15):
        """Waits until two nodes, each alone, hold the two VIPs."""
        until(f"node {first} holds {VIP1} and node {second} {VIP2}",
              lambda: (self.holders(VIP1), self.holders(VIP2)) == ([first], [second]), seconds)

    def expect_alone(self, vip, number, since, seconds=0):
        """No other node than one has sent adverts for a VIP since a time, nor does for some seconds more."""
        def others():
            return [f"node{other}" for other in NODES if other != number and any(
                frame.advert.vrid == VRIDS[vip] for frame in self.wire.adverts(f"node{other}", since))]
        stays(f"node {number} alone advertises {vip}", lambda: not others(), max(seconds, 0.1))

    def step(self, name):
        """Ends the step before and begins one: what the client lost belongs to it from now on."""
        self.account()
        self.current, self.began = name, time.monotonic()

    def account(self):
        """Notes what the client lost in the present step, once every answer had time to come."""
        if self.began:
            ended = time.monotonic()
            until("every answer had time to come", lambda: time.monotonic() > ended + Ping.LATE, 5)
            self.outages[self.current] = {vip: ping.outage(self.began) for vip, ping in self.pings.items()}


def migrate(cluster, program):
    """The whole document; returns the outages of each step."""
    for number in (1, 2):
        cluster.run_on(number, program, FIRST_VIP[number], BEFORE[number])
    cluster.await_holders(1, 1, 25)
    joined_too_early(cluster, program)
    peers_first_then_new_nodes(cluster, program)
    preemption_with_long_interval(cluster)
    switch_by_restart(cluster)
    preemption_with_short_interval(cluster)
    clean_up(cluster)
    cluster.account()
    return cluster.outages


def reload_second_vip(cluster, number, block):
    """A reload that changes the second VIP's block only."""
    cluster.reload(number, *([FIRST_VIP[number]] if number in FIRST_VIP else []), block)


def joined_too_early(cluster, program):
    """The document's warning: node 4 wins at once, since nobody tells it of the others."""
    cluster.step("node 4 starts before the others know it")
    cluster.run_on(4, program, TOO_EARLY)
    cluster.await_holders(1, 4, 20)
    if program == "lvsd":
        told = " ".join(cluster.nodes[1].lvsctl("vrrp").split())
        expect(f"adverts of {address(4)} have a sender that is not in unicast_peer" in told, told)
    cluster.nodes[4].stop()
    cluster.await_holders(1, 1)


def peers_first_then_new_nodes(cluster, program):
    """Steps 1 and 2: nothing moves."""
    cluster.step("nodes 1 and 2 learn of their peers")
    since = time.time()
    for number in (1, 2):
        reload_second_vip(cluster, number, JOINED[number])
    cluster.expect_alone(VIP2, 1, since, 4)
    cluster.step("nodes 4 and 5 start")
    for number in (4, 5):
        cluster.run_on(number, program, JOINED[number])
    cluster.expect_alone(VIP2, 1, since, 10)
    cluster.await_holders(1, 1)


def preemption_with_long_interval(cluster):
    """Step 3, and back, which the document leaves out."""
    cluster.step("node 4 preempts, adverts every 3 s")
    cluster.reload(4, JOINED[4].with_(priority=130, preempt="preempt"))
    cluster.await_holders(1, 4, 20)
    cluster.step("back: node 4 restarts with its old priority")
    cluster.reload(4, JOINED[4])
    cluster.restart(4)
    cluster.await_holders(1, 1)


def switch_by_restart(cluster):
    """Step 4, and back: with nopreempt it is the holder that has to be restarted."""
    cluster.step("node 4 gets a higher priority and restarts, nopreempt")
    cluster.reload(4, JOINED[4].with_(priority=130))
    cluster.restart(4)
    cluster.await_holders(1, 1)
    if cluster.nodes[1].program == "lvsd":
        cluster.come_back(1)
        cluster.await_holders(1, 1)
    cluster.step("node 1 restarts")
    cluster.restart(1)
    cluster.await_holders(2, 4)
    cluster.step("back: nodes 4 and 2 restart")
    cluster.reload(4, JOINED[4])
    cluster.restart(4)
    cluster.restart(2)
    cluster.await_holders(1, 1)


def preemption_with_short_interval(cluster):
    """Step 5: the master first; each backup before three of the longer intervals are over."""
    cluster.step("advert_int 3 to 1, the master first")
    since = time.time()
    for number in (1, 2, 5, 4):
        reload_second_vip(cluster, number, JOINED[number].with_(interval=1))
        cluster.expect_alone(VIP2, 1, since, SHORTER)
    cluster.expect_alone(VIP2, 1, since, 5)
    cluster.step("node 4 preempts, adverts every second")
    cluster.reload(4, JOINED[4].with_(interval=1, priority=130, preempt="preempt"))
    cluster.await_holders(1, 4)


def clean_up(cluster):
    """Step 6; the interval grows again on the backup first."""
    cluster.step("nodes 1 and 2 forget the VIP, nodes 4 and 5 forget them")
    since = time.time()
    for number in (1, 2):
        cluster.reload(number, FIRST_VIP[number])
    for number, priority in ((4, 130), (5, 90)):
        cluster.reload(number, AFTER[number].with_(interval=1, priority=priority))
    cluster.expect_alone(VIP2, 4, since, 4)
    cluster.step("advert_int 1 to 3, the backup first")
    since = time.time()
    for number in (5, 4):
        cluster.reload(number, AFTER[number])
        cluster.expect_alone(VIP2, 4, since, SHORTER)
    cluster.expect_alone(VIP2, 4, since, 10)
    cluster.await_holders(1, 4)


def exchange(cluster):
    """Nodes go to lvsd one at a time, backups first, and back; each holder's end costs a skew time."""
    for program, order, holder in (("lvsd", (5, 4, 2, 1), 2), ("keepalived", (5, 4, 1, 2), 1)):
        for number in order:
            cluster.step(f"node {number} goes to {program}" + (", a holder" if number == order[-1] else ""))
            cluster.nodes[number].stop()
            run_joined(cluster, number, program)
        cluster.await_holders(holder, holder)
    cluster.account()
    return cluster.outages


def run_joined(cluster, number, program):
    """Starts a node with its file of the four nodes, and waits until it heard the master, if it is not that."""
    since = time.time()
    cluster.run_on(number, program, *([FIRST_VIP[number]] if number in FIRST_VIP else []), JOINED[number])
    until(f"node {number} hears VRID 231, or sends it", lambda: any(
        frame.advert.vrid == VRIDS[VIP2] for way in (False, True)
        for frame in cluster.wire.adverts(f"node{number}", since, way)), 10)


@scenario(limit=240, only="lvsd")
def nodes_go_from_keepalived_to_lvsd_one_at_a_time_and_back(site):
    """Only where a holder ends is anything lost, and no more than the successor's skew time."""
    with whole(Cluster(site.file("mixed"), "m")) as cluster:
        for number in (1, 2):
            run_joined(cluster, number, "keepalived")
        cluster.await_holders(1, 1, 25)
        for number in (4, 5):
            run_joined(cluster, number, "keepalived")
        for name, lost in exchange(cluster).items():
            for vip, (longest, count) in lost.items():
                skew = (256 - 86) / 256 if "holder" in name else 0
                expect(longest <= (skew + NOISE if skew else 0), f"{name}: {vip} was away for {longest:.2f} s"
                                                                f" ({count} answers lost)")


@scenario(limit=120, only="lvsd")
def backup_whose_advert_int_is_shortened_first_takes_over_beside_the_master(site):
    """The order that the caution advises against; the dry run has told, and the master's reload heals it."""
    with whole(Cluster(site.file("wrong"), "w")) as cluster:
        for number in (1, 2):
            cluster.run_on(number, "lvsd", FIRST_VIP[number], BEFORE[number])
        cluster.await_holders(1, 1, 25)
        backup = cluster.nodes[2]
        backup.configure(configuration(2, FIRST_VIP[2], BEFORE[2].with_(interval=1)))
        told = " ".join(backup.lvsctl("reload", "--dry-run").split())
        expect("caution: vrrp_instance VIP2: " in told and "reload the master first, then all backups within 9.0 s"
               in told, f"the dry run says: {told}")
        backup.process.signal(signal.SIGHUP)
        until("both hold the VIP", lambda: cluster.holders(VIP2) == [1, 2], 10)
        expect("reload: vrrp_instance VIP2: in version 2" in backup.log(), "the log has no caution")
        reload_second_vip(cluster, 1, BEFORE[1].with_(interval=1))
        cluster.await_holders(1, 1)


@scenario(limit=300, only="lvsd")
def staged_reloads_cost_the_client_no_more_than_with_keepalived(site):
    """Five nodes with lvsd and five with keepalived go through the whole document at the same time."""
    expect(not os.path.exists("/run/docker.pid"), "a dockerd of this host would hide the scenario's")

    def played(program):
        with whole(Cluster(site.file(program), program[0])) as cluster:
            try:
                return migrate(cluster, program)
            except Unmet as failure:
                raise Unmet(f"{program}, {cluster.current}: {failure}") from failure
    with ThreadPoolExecutor(2) as both:
        ours, theirs = both.map(played, PROGRAMS)
    worse = []
    for name, outages in ours.items():
        for vip, (longest, lost) in outages.items():
            rival = theirs[name][vip]
            print(f"{name}: {vip}: lvsd {longest:.2f} s ({lost} lost), keepalived {rival[0]:.2f} s ({rival[1]} lost)")
            if longest > rival[0] + NOISE:
                worse.append(f"{name}: {vip} was away for {longest:.2f} s, with keepalived {rival[0]:.2f} s")
    expect(not worse, "; ".join(worse))
