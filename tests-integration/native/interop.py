"""lvsd beside lvsd and beside FRR's vrrpd; keepalived_peer.py has keepalived, with times.

Node 1 is the lvsd whose priority changes; who is master is read off the wire, since FRR holds its VIP all the time.
"""

import time
from dataclasses import dataclass

from director import Lvsd, instance
from frr import Frr, configuration
from lan import Site
from scenario import scenario
from waiting import until
from wire import Wire

VIP = "192.0.2.100"
ADDRESSES = {"node1": "192.0.2.11", "node2": "192.0.2.12"}
PEER_PRIORITY = 100


@dataclass(frozen=True)
class Cell:
    """One cell of the matrix."""

    peer: str
    version: int
    unicast: bool

    @property
    def interval(self):
        """The advertisement interval in seconds: whole ones in version 2."""
        return 1 if self.version == 2 else 0.1


MATRIX = {f"{peer}_v{version}_{'unicast' if unicast else 'multicast'}": Cell(peer, version, unicast)
          for peer in ("lvsd", "frr") for version in (2, 3) for unicast in (False, True)
          if not (peer == "frr" and unicast)}


class Stage(Site):
    """Two hosts and a wire that records; `deploy` makes the nodes of a cell."""

    def __enter__(self):
        super().__enter__()
        self.node1 = self.host("node1", f"{ADDRESSES['node1']}/24")
        self.node2 = self.host("node2", f"{ADDRESSES['node2']}/24")
        self.wire = Wire(self)
        return self

    def deploy(self, cell):
        """Writes the configurations; nothing is started."""
        self.cell = cell
        self.first = Lvsd(self, self.node1, self.text("node1", 150), table="memory")
        if cell.peer == "frr":
            self.second = Frr(self, self.node2, configuration(cell.version, PEER_PRIORITY, cell.interval, VIP), VIP)
        else:
            self.second = Lvsd(self, self.node2, self.text("node2", PEER_PRIORITY), table="memory")

    def text(self, node, priority):
        """The configuration of an lvsd. FRR has no password."""
        other = next(address for name, address in ADDRESSES.items() if name != node)
        text = instance(priority, (ADDRESSES[node], other) if self.cell.unicast else None, self.cell.version,
                        self.cell.interval, VIP)
        password = text.find("    authentication")
        if password >= 0:
            text = text[:password] + text[text.index("    virtual_ipaddress"):]
        return text.replace("state MASTER", "state BACKUP")

    def await_master(self, node, seconds=20):
        """Waits until one node alone has sent adverts, several of them, for four intervals."""
        other = "node2" if node == "node1" else "node1"

        def alone():
            since = time.time() - 4 * self.cell.interval
            return len(self.wire.adverts(node, since)) >= 2 and not self.wire.adverts(other, since)
        until(f"{node} alone sends adverts", alone, seconds)
        self.expect_address(node)

    def await_adverts(self, node):
        """Waits until a node sends adverts, whoever holds the VIP: what a dead node leaves expires later."""
        since = time.time()
        self.wire.await_advert(node, since, 20)

    def expect_address(self, master):
        """The lvsd nodes hold the VIP as master and not as backup."""
        for name, node in (("node1", self.first), ("node2", self.second)):
            if node.program == "lvsd":
                until(f"{name} {'holds' if name == master else 'has left'} {VIP}",
                      lambda node=node, name=name: node.holds(VIP) == (name == master), 5)


@scenario(limit=150, cases=MATRIX)
def interoperates_from_election_to_return(stage, cell):
    """Election, stop, return, change of priority and back, death, return."""
    stage.deploy(cell)
    stage.second.start().await_ready(20)
    stage.await_master("node2")
    stage.first.start().await_ready(20)
    stage.await_master("node1")
    stage.first.stop()
    stage.await_master("node2")
    stage.first.start().await_ready(20)
    stage.await_master("node1")
    for priority, master in ((50, "node2"), (200, "node1")):
        stage.first.configure(stage.text("node1", priority))
        stage.first.post("/v1/reload")
        stage.await_master(master)
    stage.first.crash()
    stage.await_adverts("node2")
    stage.first.start().await_ready(20)
    stage.await_master("node1")
