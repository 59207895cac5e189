"""How steady adverts are on a machine whose every processor has a busy loop: 10 ms adverts, version 3.

keepalived, keepalived with `vrrp_rt_priority`, and lvsd in turn, each a pair; beside each of them a bare C thread
under SCHED_FIFO that sends an advert every 10 ms on a segment of its own: what this machine can do at that time.
Lateness is what the gap between two adverts exceeds the interval by, at the master's switch port, by the kernel's
clock. A false takeover is one by the backup while the master lives; it is excused where the control itself was more
than 20 ms late within the same half second.
"""

import argparse
import os
import sys
import time
from dataclasses import dataclass

from director import PROGRAMS, Keepalived, instance
from lan import INTERFACE, Site, whole
from measure import bench_directory, compiled, goal, percentile, print_conditions
from waiting import until
from wire import Wire

VIP = "192.0.2.100"
INTERVAL = 0.010
EXCUSE = 0.020  # lateness of the control from which on a takeover is the machine's fault
TOGETHER = 0.5  # seconds between two events that have one cause
RT_PRIORITY = 50
GOAL = 0.002  # lvsd's p99.9 beyond the control's
CONTESTANTS = {  # name: program, what its configuration begins with
    "keepalived": ("keepalived", ""),
    "keepalived-rt": ("keepalived", f"global_defs {{\n    vrrp_rt_priority {RT_PRIORITY}\n}}\n"),
    "lvsd": ("lvsd", ""),
}


@dataclass(frozen=True)
class Steadiness:
    """What came out: sorted latenesses in seconds, and the times of false takeovers."""

    adverts: int
    lateness: list
    control: list
    takeovers: list
    excused: int


class LoadedPair(Site):
    """A pair of one program on a machine under load, its control on a segment of its own beside it."""

    def __init__(self, directory, name):
        super().__init__(directory, f"-{name}")
        self.program, self.head = CONTESTANTS[name]
        self.quiet = Site(f"{directory}/alone", f"-{name}-c")

    def __enter__(self):
        super().__enter__()
        self.closing.append(self.quiet.__exit__)
        self.quiet.__enter__()
        self.start_control()
        self.nodes = {}
        for last, (name, priority) in enumerate({"master": 100, "backup": 90}.items(), 11):
            host = self.host(name, f"192.0.2.{last}/24")
            how = {} if PROGRAMS[self.program] is Keepalived else {"table": "memory"}
            text = self.head + instance(priority, None, 3, INTERVAL, VIP)
            self.nodes[name] = PROGRAMS[self.program](self, host, text, **how)
        self.wire = Wire(self)
        for node in self.nodes.values():
            node.start().await_ready(60)
        until("the master is the one master",
              lambda: self.nodes["master"].holds(VIP) and not self.nodes["backup"].holds(VIP), 30)
        return self

    def start_control(self):
        """The C thread on a segment of its own."""
        host = self.quiet.host("control", "192.0.2.9/24")
        self.control_wire = Wire(self.quiet)
        self.control = self.quiet.start("control", host, compiled("control", self.directory), INTERFACE,
                                        "192.0.2.9", str(round(INTERVAL * 1e6)), str(RT_PRIORITY))
        until("the control sends", lambda: self.control_wire.adverts("control"), 10)

    def burden(self, seconds):
        """A busy loop on every processor for some seconds; then what came of it."""
        loops = [self.start(f"busy{number}", self.switch, "sh", "-c", "while :; do :; done")
                 for number in range(os.cpu_count())]
        time.sleep(1)  # the loops have begun
        since = time.time()
        time.sleep(seconds)
        to = time.time()
        for loop in loops:
            loop.end()
        times = self.times(self.wire, "master", since, to)
        control = self.times(self.control_wire, "control", since, to)
        takeovers = grouped(self.times(self.wire, "backup", since, to))
        late = [at for before, at in zip(control, control[1:]) if at - before - INTERVAL > EXCUSE]
        excused = sum(any(abs(at - one) < TOGETHER for at in late) for one in takeovers)
        return Steadiness(len(times), lateness(times), lateness(control), takeovers, excused)

    def times(self, wire, port, since, to):
        """When a host sent its adverts."""
        return [frame.time for frame in wire.adverts(port, since) if frame.time < to]


def lateness(times):
    """How much later than an interval after the one before each came, sorted, in seconds; 0 where it was early."""
    return sorted(max(0.0, at - before - INTERVAL) for before, at in zip(times, times[1:]))


def grouped(times):
    """The beginnings of the runs in which no two neighbours are further apart than five intervals."""
    return [at for before, at in zip([0.0, *times], times) if at - before > 5 * INTERVAL]


def row(name, late, adverts, rest=""):
    """A line of the table."""
    shares = [percentile(late, share) for share in (0.5, 0.99, 0.999)] + [late[-1]]
    return f"{name:24} {adverts:7} " + " ".join(f"{1000 * value:8.2f}" for value in shares) + rest


def compare(names, seconds, directory):
    """Measures and prints."""
    print(f"lateness of 10 ms adverts in milliseconds, {seconds:g} s each, a busy loop on each processor")
    print(f"{'':24} {'adverts':>7} {'p50':>8} {'p99':>8} {'p99.9':>8} {'max':>8}"
          "  false takeovers (excused)", flush=True)
    seen = {}
    for name in names:
        with whole(LoadedPair(f"{directory}/{name}", name)) as pair:
            seen[name] = one = pair.burden(seconds)
        print(row(name, one.lateness, one.adverts, f"  {len(one.takeovers)} ({one.excused})"))
        print(row("  control beside it", one.control, len(one.control) + 1), flush=True)
    if "lvsd" in seen:
        verdict(seen)


def verdict(seen):
    """The ratios and whether lvsd's goals are met."""
    lvsd = seen["lvsd"]
    tail = percentile(lvsd.lateness, 0.999)
    for name in [other for other in seen if other != "lvsd"]:
        print(f"lvsd / {name}, p99.9: {tail / max(1e-6, percentile(seen[name].lateness, 0.999)):.3f}")
    control = percentile(lvsd.control, 0.999)
    print(goal("lvsd's p99.9 beyond the control's", f"{1000 * (tail - control):.2f} ms", "at most 2 ms",
               tail - control <= GOAL))
    own = len(lvsd.takeovers) - lvsd.excused
    print(goal("lvsd's false takeovers without excuse", own, "0", own == 0))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench steadiness", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120, help="for each contestant (120)")
    parser.add_argument("--only", action="append", choices=CONTESTANTS, help="only this contestant; may be repeated")
    options = parser.parse_args()
    with bench_directory() as directory:
        print_conditions()
        compare(options.only or list(CONTESTANTS), options.seconds, directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
