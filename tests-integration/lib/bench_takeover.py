"""How long a takeover takes: from the last advert that the backup got to its own first, and to its first ARP.

Two directors of one program, VRRP version 3, in namespaces; the master's switch port is cut at a random moment of
its interval. Times are the kernel's, read on the backup's switch port. keepalived and lvsd take turns.

--loaded: 10 ms adverts, and each lvsd checks 1,000 real servers a second, is scraped and reloaded every five seconds;
keepalived beside it has nothing but its virtual router to do.
"""

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass

import advert
from director import PROGRAMS, Keepalived, instance
from lan import Site, whole
from load import RealServers, Repeated, checked_servers, scrape
from measure import goal, print_conditions
from process import end_cleanly_on_signals
from waiting import until
from wire import Wire

VIP = "192.0.2.100"
PRIORITY = {"node1": 100, "node2": 90}
GOAL_ADVERT, GOAL_ARP = 0.005, 0.010  # seconds: after the protocol's bound, and after the advert
LOADED_INTERVAL, CHECKS = 0.01, 1000
LOADED_MEDIAN, LOADED_MAXIMUM, LOADED_ARP = 0.002, 0.010, 0.005  # seconds, the same under load
WARM_UP = 10  # seconds of load before the first cut


@dataclass(frozen=True)
class Cut:
    """One takeover, in seconds after the last advert that the backup got."""

    to_advert: float
    to_arp: float


class PairUnderCuts(Site):
    """A pair of one program, cut again and again."""

    def __init__(self, directory, program, interval):
        super().__init__(directory, f"-{program[0]}")
        self.program, self.interval = program, interval
        self.bound = advert.master_down_interval(3, PRIORITY["node2"], interval)

    def __enter__(self):
        super().__enter__()
        self.nodes = {}
        for last, (name, priority) in enumerate(PRIORITY.items(), 11):
            host = self.host(name, f"192.0.2.{last}/24")
            text = instance(priority, None, 3, self.interval, VIP)
            how = {} if PROGRAMS[self.program] is Keepalived else {"table": "memory"}
            self.nodes[name] = PROGRAMS[self.program](self, host, text, **how)
        self.burden()
        self.wire = Wire(self)
        for node in self.nodes.values():
            node.start()
        for node in self.nodes.values():
            node.await_ready(30)
        self.settle()
        return self

    def burden(self):
        """What the hosts have to do beside; nothing here."""

    def settle(self):
        """Waits until node 1 is the one master and has been for two intervals."""
        until("node 1 is the one master",
              lambda: self.nodes["node1"].holds(VIP) and not self.nodes["node2"].holds(VIP), 30)
        quiet = time.time()
        until("node 2 hears node 1", lambda: len(self.heard(quiet)) >= 2, 10 * self.interval + 5)

    def heard(self, since):
        """The master's adverts that were delivered to the backup since a time."""
        return self.wire.adverts("node2", since, from_host=False, priority=PRIORITY["node1"])

    def cut(self):
        """Cuts the master off, measures, and heals."""
        time.sleep(random.uniform(0, self.interval))  # so that the cuts come at every phase of the interval
        self.wire.frames.clear()
        until("an advert", lambda: self.heard(0), 10 * self.interval + 1, every=0.002)
        self.nodes["node1"].host.partition()
        since = time.time()
        first = self.wire.await_advert("node2", since, 5 * self.bound + 5, PRIORITY["node2"]).time
        last = self.heard(0)[-1].time
        arp = until("a gratuitous ARP", lambda: self.wire.announcements("node2", VIP, last), 5)[0].time
        self.nodes["node1"].host.heal()
        self.settle()
        return Cut(first - last, arp - last)


class LoadedPair(PairUnderCuts):
    """A pair of lvsd that has all the rest of its work to do."""

    def __enter__(self):
        super().__enter__()
        nodes = self.nodes.values()
        self.scrapes = Repeated(self, lambda: all(scrape(node.host) for node in nodes))
        self.reloads = Repeated(self, lambda: all(node.post("/v1/reload") == 200 for node in nodes))
        time.sleep(WARM_UP)
        return self

    def burden(self):
        """Real servers to check, on a host of their own."""
        RealServers(self, [node.host for node in self.nodes.values()])
        for node in self.nodes.values():
            node.configure(instance(PRIORITY[node.host.label], None, 3, self.interval, VIP)
                           + checked_servers(CHECKS, dead=1))

    def told(self):
        """What the load was."""
        for repeated in (self.scrapes, self.reloads):
            repeated.end()
        checks = [sum(check["attempts"] for service in node.get("/v1/services")["virtual_server"]
                      for real in service["real_server"] for check in real["check"]) for node in self.nodes.values()]
        return (f"load of each node: {' and '.join(map(str, checks))} checks; "
                + self.scrapes.words("scrapes", "no /metrics in this build") + "; "
                + self.reloads.words("reloads", "this lvsd cannot reload"))


def measure(program, interval, cuts, directory, loaded=False):
    """The cuts of one program at one interval."""
    shape = LoadedPair if loaded else PairUnderCuts
    with whole(shape(f"{directory}/{program}-{interval:g}", program, interval)) as pair:
        measured = [pair.cut() for _ in range(cuts)]
        if loaded:
            print(pair.told())
        return measured


def row(program, interval, bound, cuts):
    """A line of the table, in milliseconds."""
    adverts = sorted(cut.to_advert for cut in cuts)
    arps = sorted(cut.to_arp for cut in cuts)
    figures = [figure * 1000 for values in (adverts, arps)
               for figure in (values[0], statistics.median(values), values[-1])]
    return (f"{program:10} {interval:5g} s {len(cuts):4} {bound * 1000:8.1f}  "
            + " ".join(f"{figure:8.1f}" for figure in figures) + f"  {adverts[-1] / bound:7.4f}")


def verdict(interval, bound, cuts):
    """Whether lvsd's goals are met."""
    late = max(cut.to_advert for cut in cuts) - bound
    arp = max(cut.to_arp - cut.to_advert for cut in cuts)
    met = late <= GOAL_ADVERT and arp <= GOAL_ARP
    return (f"lvsd at {interval:g} s: advert at most {late * 1000:.1f} ms after the bound (goal 5), "
            f"ARP at most {arp * 1000:.1f} ms after the advert (goal 10): {'met' if met else 'MISSED'}")


def loaded_verdict(bound, cuts):
    """Whether lvsd's goals under load are met."""
    late = sorted(cut.to_advert - bound for cut in cuts)
    arp = max(cut.to_arp - cut.to_advert for cut in cuts)
    middle = statistics.median(late)
    return "\n".join((
        goal("lvsd loaded, median after the bound", f"{middle * 1000:.1f} ms", "2 ms", middle <= LOADED_MEDIAN),
        goal("lvsd loaded, maximum after the bound", f"{late[-1] * 1000:.1f} ms", "10 ms", late[-1] <= LOADED_MAXIMUM),
        goal("lvsd loaded, first ARP after the advert", f"{arp * 1000:.1f} ms", "5 ms", arp <= LOADED_ARP)))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench takeover", description=__doc__)
    parser.add_argument("--cuts", type=int, default=10, help="cuts for each program and interval (10)")
    parser.add_argument("--interval", type=float, action="append", metavar="S",
                        help="seconds between adverts; may be repeated (0.1 and 1)")
    parser.add_argument("--program", action="append", choices=sorted(PROGRAMS), help="only this one")
    parser.add_argument("--loaded", action="store_true", help="10 ms adverts, lvsd with checks, scrapes and reloads")
    options = parser.parse_args()
    end_cleanly_on_signals()
    directory = tempfile.mkdtemp(prefix="lvsd-bench-")
    try:
        print_conditions()
        intervals = options.interval or ([LOADED_INTERVAL] if options.loaded else [0.1, 1.0])
        compare(options.program or ["keepalived", "lvsd"], intervals, options.cuts, directory, options.loaded)
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    return 0


def compare(programs, intervals, cuts, directory, loaded):
    """Measures and prints."""
    print("takeover, milliseconds after the last advert that the backup got (minimum, median, maximum)")
    print(f"{'':10} {'advert':>7} {'':4} {'protocol':>8}  {'to its first advert':^26} {'to its first ARP':^26}"
          "  slowest")
    print(f"{'program':10} {'every':>7} {'cuts':>4} {'bound':>8}  "
          + " ".join(f"{name:>8}" for name in ("min", "median", "max") * 2) + "  / bound", flush=True)
    verdicts = []
    for interval in intervals:
        medians = {}
        for program in programs:
            measured = measure(program, interval, cuts, directory, loaded and program == "lvsd")
            bound = advert.master_down_interval(3, PRIORITY["node2"], interval)
            print(row(program, interval, bound, measured), flush=True)
            medians[program] = statistics.median(cut.to_arp for cut in measured)
            if program == "lvsd":
                verdicts.append(loaded_verdict(bound, measured) if loaded else verdict(interval, bound, measured))
        if len(medians) == 2:
            ratio = medians["lvsd"] / medians["keepalived"]
            print(f"{'lvsd / keepalived, median to ARP:':34} {ratio:.4f}", flush=True)
    for text in verdicts:
        print(text)


if __name__ == "__main__":
    sys.exit(main())
