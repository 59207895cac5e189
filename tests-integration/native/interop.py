"""The interop matrix: lvsd beside lvsd, keepalived and FRR's vrrpd, in every version, family and way that both know.

Each cell is a virtual router of its own, and all cells go through their life at once: a step is done to all of them,
and judged for each by what is on the wire. The times in the table are seconds from the last advert of the old master
(which has priority 0 where it stops) to the first one of the new.
"""

import time

from advert import Advert, checksum_is_right
from cells import NODE, NUMBERS, PEER_PRIORITY, PEERS, Traffic, matrix
from director import PROGRAMS, Keepalived, Lvsd, program_under_test
from frr import Frr
from lan import Site
from scenario import scenario
from waiting import Unmet, expect
from wire import Wire

HIGH, LOW = 150, 50  # priorities of node 1; the peers' is between them
SLACK = 0.4  # seconds that a busy machine may add to a timer


class Stage(Site):
    """Node 1, and a host for each peer program."""

    def __enter__(self):
        super().__enter__()
        self.on = {name: self.dual_host(name, number) for name, number in NUMBERS.items()}
        own = program_under_test()
        self.cells = matrix([peer for peer in PEERS if peer != "lvsd" or own == "lvsd"])
        self.traffic = Traffic(Wire(self), self.cells)
        self.priority, self.preempts = HIGH, True
        self.first = self.program(own, NODE)
        self.peers = {name: self.program(name, name) for name in dict.fromkeys(cell.peer for cell in self.cells)}
        self.results = {cell: {} for cell in self.cells}
        self.problems = []
        return self

    def program(self, program, name):
        """A daemon, not started."""
        if program == "frr":
            return Frr(self, self.on[name], [cell.router() for cell in self.cells if cell.peer == program])
        how = {"table": "memory"} if program == "lvsd" else {}
        return PROGRAMS[program](self, self.on[name], self.text(name), **how)

    def text(self, name, preempts=True):
        """The configuration of a node."""
        if name == NODE:
            return "".join(cell.text(NODE, self.priority, self.preempts) for cell in self.cells)
        return "".join(cell.text(name, PEER_PRIORITY, preempts) for cell in self.cells if cell.peer == name)

    def start_peers(self, preempts=True):
        """Starts all peers."""
        for name, peer in self.peers.items():
            peer.configure(preempts if name == "frr" else self.text(name, preempts))
            peer.start()
        for peer in self.peers.values():
            peer.await_ready(30)

    def reload(self, priority):
        """Gives node 1 another priority."""
        self.priority = priority
        self.first.configure(self.text(NODE))
        self.first.reload()

    def start_first(self, preempts=True):
        """Starts node 1."""
        self.preempts = preempts
        self.first.configure(self.text(NODE))
        self.first.start().await_ready(30)

    def named(self, cell, role):
        """The node that has a role in a cell: `first` or `peer`."""
        return (NODE, self.first) if role == "first" else (cell.peer, self.peers[cell.peer])

    def note(self, cell, step, problem, text="ok"):
        """Keeps what came of a step in a cell."""
        self.results[cell][step] = "FAILED" if problem else text
        if problem:
            self.problems.append(f"{cell}: {step}: {problem}")

    def moves(self, step, role, since, timed=None):
        """Waits until the nodes of one role are the masters of all cells, and judges each cell.

        `timed` says what the old master did: `dies` or `stops`.
        """
        waiting = set(self.cells)
        deadline = time.monotonic() + 12
        while waiting and time.monotonic() < deadline:
            time.sleep(0.05)
            waiting -= {cell for cell in waiting if self.is_settled(cell, role, since)}
        for cell in self.cells:
            try:
                if cell in waiting:
                    raise Unmet(self.unsettled(cell, role, since))
                text = self.times(cell, role, since, timed) if timed else "ok"
                self.expect_right(cell, role, since)
                self.note(cell, step, "", text)
            except Unmet as problem:
                self.note(cell, step, str(problem))

    def stays(self, step, role, seconds, since):
        """Watches for some seconds that the nodes of one role are the masters and the others silent."""
        time.sleep(max(0, since + seconds - time.time()))
        for cell in self.cells:
            name, _ = self.named(cell, role)
            frames = self.traffic.adverts(cell, since)
            ports = {frame.port for frame in frames}
            self.note(cell, step, "" if ports == {name} else f"adverts came from {ports or 'nobody'}")

    def is_settled(self, cell, role, since):
        """Whether a node alone sends adverts, has announced the addresses, and they are where they should be."""
        name, _ = self.named(cell, role)
        return (self.traffic.master(cell, since) == name
                and all(self.traffic.announcement(name, vip, since) for vip in cell.vips)
                and not self.misplaced(cell, name))

    def misplaced(self, cell, master):
        """The running nodes of a cell that hold an address and should not, or the other way; FRR always does."""
        nodes = [self.named(cell, role) for role in ("first", "peer")]
        return [name for name, node in nodes if node.program != "frr" and node.process and node.process.alive()
                and not all((name == master) == self.on[name].has(vip) for vip in cell.vips)]

    def unsettled(self, cell, role, since):
        """What is wrong with a cell that has not settled."""
        name, _ = self.named(cell, role)
        last = [(frame.port, frame.advert.priority) for frame in self.traffic.adverts(cell, since)[-4:]]
        announced = [vip for vip in cell.vips if self.traffic.announcement(name, vip, since)]
        return (f"{name} is not the one master; last adverts {last}; announced {announced}; "
                f"addresses amiss on {self.misplaced(cell, name)}")

    def times(self, cell, role, since, timed):
        """How long the addresses were without a master."""
        name, _ = self.named(cell, role)
        old = cell.peer if name == NODE else NODE
        priority = self.priority if name == NODE else PEER_PRIORITY
        first = self.traffic.adverts(cell, since, name)[0]
        before = [frame for frame in self.traffic.adverts(cell, since - 3 * cell.interval, old)
                  if frame.time < first.time]
        expect(before, f"{old} was no master before")
        last = before[-1]
        expect((last.advert.priority == 0) == (timed == "stops"), f"last advert had priority {last.advert.priority}")
        bound = cell.down_interval(priority) - (3 * cell.interval if timed == "stops" else 0)
        if cell.peer == "frr" and cell.ipv6 and name != NODE:
            bound += cell.interval  # its first advert gets lost: its interface is not up yet
        seconds = first.time - last.time
        expect(bound - 0.05 <= seconds <= bound + SLACK, f"took {seconds:.3f} s, not {bound:.3f}")
        return f"{seconds:.2f}"

    def expect_right(self, cell, role, since):
        """Every field of a new master's last advert, and whose Ethernet addresses it uses."""
        name, node = self.named(cell, role)
        if node.program != "lvsd":
            return
        frame = self.traffic.adverts(cell, since, name)[-1]
        other = cell.peer if name == NODE else NODE
        wanted = Advert(
            cell.version, cell.vrid, self.priority if name == NODE else PEER_PRIORITY, cell.interval, cell.vips,
            cell.address(name), cell.address(other) if cell.unicast else cell.group)
        expect(frame.advert == wanted, f"sent {frame.advert}, not {wanted}")
        expect(checksum_is_right(frame.packet), "the checksum is wrong")
        own = self.on[name].mac().hex(":")
        announced = cell.virtual_mac if cell.uses_vmac(name) else own
        for what, one, sender in [("advert", frame, own if cell.unicast else announced)] + [
                (vip, self.traffic.announcement(name, vip, since), announced) for vip in cell.vips]:
            expect(one.sender == sender, f"{what} comes from {one.sender}, not {sender}")

    def table(self):
        """The matrix as text."""
        steps = list(self.results[self.cells[0]])
        widths = [max(len(step), 6) for step in steps]
        names = max(len(str(cell)) for cell in self.cells)
        lines = [" " * (names + 2) + "  ".join(step.ljust(width) for step, width in zip(steps, widths))]
        for cell, result in self.results.items():
            lines.append(f"{str(cell):{names}}  " + "  ".join(
                result[step].ljust(width) for step, width in zip(steps, widths)))
        return "\n".join(line.rstrip() for line in lines)


@scenario(limit=180)
def interop_matrix_from_election_to_return_with_and_without_preemption(stage):
    """The life of every cell; the table is the scenario's note."""
    first_leads(stage)
    first_returns(stage)
    peers_lead(stage)
    if stage.problems:
        raise Unmet("\n".join([*stage.problems, "", stage.table()]))
    return stage.table()


def first_leads(stage):
    """The peers alone; node 1 with the higher priority comes, dies, comes back, falls behind and gets ahead."""
    since = time.time()
    stage.start_peers()
    stage.moves("alone", "peer", since)
    for step, leave in (("preempts", stage.first.crash), ("again", None)):
        since = time.time()
        stage.start_first()
        stage.moves(step, "first", since)
        if leave:
            since = time.time()
            leave()
            stage.moves("dies", "peer", since, "dies")
    for step, priority, role in (("lowered", LOW, "peer"), ("raised", HIGH, "first")):
        since = time.time()
        stage.reload(priority)
        stage.moves(step, role, since)


def first_returns(stage):
    """Node 1 stops, and comes back without preemption."""
    since = time.time()
    stage.first.stop()
    stage.moves("stops", "peer", since, "stops")
    since = time.time()
    stage.start_first(preempts=False)
    stage.stays("nopreempt", "peer", 6, since)


def peers_lead(stage):
    """The peers die, come back, get ahead, stop, and come back without preemption."""
    since = time.time()
    for peer in stage.peers.values():
        peer.crash()
    stage.moves("peer dies", "first", since, "dies")
    since = time.time()
    stage.start_peers()
    stage.stays("peer waits", "first", 5, since)
    since = time.time()
    stage.reload(LOW)
    stage.moves("peer preempts", "peer", since)
    since = time.time()
    for peer in stage.peers.values():
        peer.stop()
    stage.moves("peer stops", "first", since, "stops")
    since = time.time()
    stage.start_peers(preempts=False)
    stage.stays("peer nopreempt", "first", 5, since)
