"""The cells of the interop matrix: a virtual router each, all of them on one segment at once.

Node 1 has every cell; each peer program runs on a host of its own and has those cells in which it is the peer.
"""

from dataclasses import dataclass
from itertools import product, takewhile

import advert
from frr import FrrRouter
from lan import INTERFACE

NODE = "node1"
PEERS = {"lvsd": 22, "keepalived": 23, "frr": 24}  # by their program: the last part of the addresses
NUMBERS = {NODE: 11, **PEERS}
PEER_PRIORITY = 100


@dataclass(frozen=True)
class Cell:
    """A virtual router that node 1 and one peer share. `way` is how adverts go, and which Ethernet addresses are
    virtual ones: multicast is not said; `unicast`; `vmac` of both nodes, or `peer's vmac` alone."""

    vrid: int
    peer: str
    version: int
    ipv6: bool
    way: str

    def __str__(self):
        return f"{self.peer} v{self.version} IPv{6 if self.ipv6 else 4} {self.way}"

    @property
    def interval(self):
        """Seconds between adverts: whole ones in version 2."""
        return 1 if self.version == 2 else 0.2

    @property
    def vips(self):
        """The virtual addresses; over IPv6 the first one is link-local (RFC 9568, 5.2.9)."""
        if self.ipv6:
            return (f"fe80::1:{self.vrid:x}", f"2001:db8::1:{self.vrid:x}")
        return (f"192.0.2.{100 + self.vrid}",)

    @property
    def group(self):
        """Where multicast goes."""
        return advert.GROUP6 if self.ipv6 else advert.GROUP

    @property
    def virtual_mac(self):
        """The Ethernet address of the virtual router (RFC 9568, 7.3)."""
        return f"00:00:5e:00:0{2 if self.ipv6 else 1}:{self.vrid:02x}"

    @property
    def unicast(self):
        """Whether adverts go to the peer alone."""
        return "unicast" in self.way

    def uses_vmac(self, name):
        """Whether a node has the addresses on an interface with the virtual Ethernet address."""
        return "vmac" in self.way and (name != NODE or "peer's" not in self.way)

    def address(self, name):
        """Where a node sends from."""
        return f"fe80::{NUMBERS[name]}" if self.ipv6 else f"192.0.2.{NUMBERS[name]}"

    def down_interval(self, priority):
        """Seconds of silence after which a node of a priority takes over."""
        return advert.master_down_interval(self.version, priority, self.interval)

    def text(self, name, priority, preempts):
        """The block of keepalived.conf for a node."""
        other = self.peer if name == NODE else NODE
        lines = ["state BACKUP", f"interface {INTERFACE}", f"virtual_router_id {self.vrid}", f"priority {priority}",
                 f"advert_int {self.interval:g}", f"version {self.version}"]
        if not preempts:
            lines.append("nopreempt")
        if self.unicast:
            lines += [f"unicast_src_ip {self.address(name)}", f"unicast_peer {{\n        {self.address(other)}\n    }}"]
        if self.uses_vmac(name):
            lines.append(f"use_vmac vrrp{6 if self.ipv6 else 4}.{self.vrid}")
        vips = "\n        ".join(f"{vip}/{64 if self.ipv6 else 24}" for vip in self.vips)
        lines.append(f"virtual_ipaddress {{\n        {vips}\n    }}")
        return f"vrrp_instance V{self.vrid} {{\n    " + "\n    ".join(lines) + "\n}\n"

    def router(self):
        """FRR's side of it."""
        return FrrRouter(self.vrid, self.version, PEER_PRIORITY, self.interval, self.vips)


# What each peer can do. FRR always has an Ethernet address of the virtual router, and knows no unicast.
WAYS = {"lvsd": ("multicast", "unicast", "vmac", "unicast vmac"),
        "keepalived": ("multicast", "unicast", "vmac", "unicast vmac", "peer's vmac"), "frr": ("vmac", "peer's vmac")}
VERSIONS = ((2, False), (3, False), (3, True))  # version 2 is of IPv4 alone


def matrix(peers):
    """All cells with some peers."""
    kinds = [(peer, version, ipv6, way) for peer in peers for (version, ipv6), way in product(VERSIONS, WAYS[peer])]
    return [Cell(vrid, *kind) for vrid, kind in enumerate(kinds, 1)]


class Traffic:
    """What a wire has recorded, by cell and by address announced; each frame is looked at once."""

    def __init__(self, wire, cells):
        self.wire = wire
        self.seen = 0
        self.cells = {(cell.vrid, cell.ipv6): cell for cell in cells}
        self.by_cell = {cell: [] for cell in cells}
        self.announced = {}  # by port and address: the last frame

    def update(self):
        """Takes what is new."""
        new, self.seen = self.wire.frames[self.seen:], len(self.wire.frames)
        for frame in new:
            if not frame.from_host:
                continue
            if frame.announced:
                self.announced[frame.port, frame.announced] = frame
            cell = frame.advert and self.cells.get((frame.advert.vrid, ":" in frame.advert.source))
            if cell:
                self.by_cell[cell].append(frame)

    def adverts(self, cell, since=0.0, port=None):
        """The frames with adverts that the nodes of a cell, or one of them, sent since a time, oldest first."""
        self.update()
        frames = takewhile(lambda frame: frame.time >= since, reversed(self.by_cell[cell]))
        return [frame for frame in frames if port in (None, frame.port)][::-1]

    def master(self, cell, since):
        """Who alone has sent adverts for an interval since a time, or None."""
        last = self.adverts(cell, since)[-2:]
        alone = len(last) == 2 and last[0].port == last[1].port
        steady = alone and last[1].time - last[0].time > 0.6 * cell.interval
        return last[0].port if steady and last[0].advert.priority and last[1].advert.priority else None

    def announcement(self, port, address, since):
        """The frame in which a host last announced an address, None where it has not since a time."""
        self.update()
        frame = self.announced.get((port, address))
        return frame if frame and frame.time >= since else None
