"""What health checks cost: HAProxy and lvsd in turn, 5,000 real servers checked by TCP once a second, a tenth dead.

Both are started once and scraped every 5 s. Each runs alone for the warm-up, in which lvsd's compiler works; that is
measured as well, and printed apart. Then they take turns, the other one stopped by SIGSTOP, so that a machine that
gets busier or slower does so for both. A goal is judged by the median of the rounds.

The rate is counted by the kernel of the checker's namespace; processor time is that of all of the checker's
processes, kernel work included, its answers to scrapes among it. HAProxy has one thread, its cheapest. A dead real
server refuses the connection. After each round results are compared with the truth: each that is wrong counts.
"""

import argparse
import csv
import os
import signal
import socket
import statistics
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass

from director import Lvsd
from lan import Site, whole
from load import RealServers, Repeated, checked_servers, connections_opened, scrape, target
from measure import bench_directory, goal, print_conditions, processor_seconds, resident_bytes
from process import descendants
from waiting import until

DEAD = 1  # of ten
SETTLE = 60  # seconds until every result has to be right
AWAKE = 3  # seconds from SIGCONT to the measurement: checks that were due meanwhile are done
SCRAPED_EVERY = 5  # seconds
GOAL = 2  # times HAProxy's processor time for each check


@dataclass(frozen=True)
class Cost:
    """What came out: checks a second, seconds of processor for each by user and system, bytes, wrong results."""

    rate: float
    user: float
    system: float
    resident: int
    wrong: int

    @property
    def each(self):
        """Processor seconds for each check."""
        return self.user + self.system


class Haproxy:
    """HAProxy that checks the targets and does nothing else."""

    def __init__(self, site, host, count):
        self.control = site.file("haproxy.sock")
        text = (f"global\n  nbthread 1\n  maxconn 100\n  stats socket {self.control}\n"
                "defaults\n  mode tcp\n  timeout connect 1s\n  timeout client 1s\n  timeout server 1s\n"
                "  timeout check 1s\nbackend targets\n")
        for number in range(count):
            address, port = target(number, number % 10 < DEAD)
            text += f"  server s{number} {address}:{port} check inter 1s fall 1 rise 1\n"
        self.process = site.start("haproxy", host, "haproxy", "-db", "-f", site.write("haproxy.cfg", text))
        until("HAProxy answers", self.healths, 30)

    def healths(self):
        """Whether each target is up, in order; None where it was not checked yet."""
        client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        with client:
            client.connect(self.control)
            client.sendall(b"show stat targets 4 -1\n")
            answer = b""
            while part := client.recv(1 << 16):
                answer += part
        rows = csv.DictReader(answer.decode().lstrip("# ").splitlines())
        return [row["status"] == "UP" for row in rows if row["svname"].startswith("s")]

    def scraped(self):
        """A scrape: its statistics read as a whole."""
        return bool(self.healths())


class LvsdChecks(Lvsd):
    """lvsd that checks the targets; its table is in memory."""

    def __init__(self, site, host, count):
        super().__init__(site, host, checked_servers(count, DEAD), table="memory")
        self.start().await_ready(60)

    def healths(self):
        """Whether each target is up, in order."""
        return [real["health"] == "up" for service in self.get("/v1/services")["virtual_server"]
                for real in service["real_server"]]

    def scraped(self):
        """A scrape of its metrics."""
        return scrape(self.host)


CONTESTANTS = {"haproxy": Haproxy, "lvsd": LvsdChecks}


def wrong(checker, truth):
    """How many targets a checker holds for what they are not."""
    seen = checker.healths()
    return sum(one != other for one, other in zip(seen, truth)) + abs(len(seen) - len(truth))


class Contestant:
    """A checker that runs, on a site of its own with real servers of its own."""

    def __init__(self, name, count, site):
        self.name = name
        self.truth = [number % 10 >= DEAD for number in range(count)]
        self.host = site.host("checker", "192.0.2.11/24")
        RealServers(site, [self.host])
        self.checker = CONTESTANTS[name](site, self.host, count)
        until("every result is right", lambda: wrong(self.checker, self.truth) == 0, SETTLE, every=1)
        self.site = site

    def signal(self, number):
        """Sends a signal to all of the checker's processes."""
        pid = self.checker.process.pid
        for one in [pid, *descendants(pid)]:
            try:
                os.kill(one, number)
            except ProcessLookupError:
                pass  # it has ended, which the measurement will notice

    def cost(self, seconds):
        """The cost of that many seconds, scraped."""
        pid = self.checker.process.pid
        scrapes = Repeated(self.site, self.checker.scraped, SCRAPED_EVERY)
        began, opened, used = time.monotonic(), connections_opened(self.host), processor_seconds(pid)
        time.sleep(seconds)
        took, opened = time.monotonic() - began, connections_opened(self.host) - opened
        user, system = (after - before for before, after in zip(used, processor_seconds(pid)))
        scrapes.end()
        if not scrapes.done or scrapes.failed:
            raise RuntimeError(f"{self.name}: {scrapes.done} scrapes, {scrapes.failed} failed")
        return Cost(opened / took, user / opened, system / opened, resident_bytes(pid), wrong(self.checker, self.truth))

    def turn(self, seconds):
        """The cost of a turn; stopped before and after."""
        self.signal(signal.SIGCONT)
        try:
            time.sleep(AWAKE)
            return self.cost(seconds)
        finally:
            self.signal(signal.SIGSTOP)


def row(name, cost):
    """A line of the table."""
    return (f"{name:18} {cost.rate:9.0f} {1e6 * cost.user:9.1f} {1e6 * cost.system:9.1f} {1e6 * cost.each:9.1f} "
            f"{cost.resident / 1e6:8.0f} {cost.wrong:7}")


def started(name, options, site):
    """A contestant after its warm-up, stopped, and what the warm-up cost."""
    one = Contestant(name, options.targets, site)
    site.closing.append(lambda: one.signal(signal.SIGCONT))  # a stopped process does not end by SIGTERM
    cost = one.cost(options.warm_up)
    print(row(f"{name}, warm-up", cost), flush=True)
    one.signal(signal.SIGSTOP)
    return one, cost


def measured(options, directory):
    """The costs of each contestant: of its warm-up, and of all rounds."""
    names = options.only or list(CONTESTANTS)
    costs = {name: [] for name in names}
    with ExitStack() as stack:
        running = [started(name, options, stack.enter_context(whole(Site(f"{directory}/{name}", f"-{name[0]}"))))
                   for name in names]
        for number in range(options.rounds):
            for one, _ in running:
                costs[one.name].append(one.turn(options.seconds))
                print(row(f"{one.name}, round {number + 1}", costs[one.name][-1]), flush=True)
    return {one.name: (cost, costs[one.name]) for one, cost in running}


def median(costs, what):
    """The median of something of each round."""
    return statistics.median(getattr(cost, what) for cost in costs)


def compare(options, directory):
    """Measures and prints."""
    print(f"{options.targets} targets checked by TCP once a second, {DEAD} of 10 dead, scraped every {SCRAPED_EVERY} s,"
          f" {options.warm_up:g} s to warm up, {options.rounds} rounds of {options.seconds:g} s each")
    print(f"{'':18} {'checks':>9} {'µs of processor for each check':^29} {'RSS':>8} {'wrong':>7}")
    print(f"{'':18} {'a second':>9} {'user':>9} {'system':>9} {'together':>9} {'MB':>8} {'results':>7}", flush=True)
    costs = measured(options, directory)
    if "lvsd" in costs:
        mistakes = sum(cost.wrong for cost in [costs["lvsd"][0], *costs["lvsd"][1]])
        print(goal("lvsd's wrong results", mistakes, "0", mistakes == 0))
    if len(costs) == 2:
        verdicts(*costs["lvsd"], *costs["haproxy"])


def verdicts(cold, lvsd, haproxy_cold, haproxy):
    """Prints the ratios, lvsd's warm-up and rounds to HAProxy's."""
    rate = median(lvsd, "rate") / median(haproxy, "rate")
    print(goal("lvsd / haproxy, rate", f"{rate:.3f}", "at least 0.98", rate >= 0.98))
    ratios = sorted(one.each / other.each for one, other in zip(lvsd, haproxy))
    ratio = statistics.median(ratios)
    print(goal("lvsd / haproxy, processor time for each check",
               f"median {ratio:.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}", f"at most {GOAL}", ratio <= GOAL))
    print(f"lvsd / haproxy, the same while they warm up: {cold.each / haproxy_cold.each:.2f}")
    print(f"lvsd / haproxy, RSS: {median(lvsd, 'resident') / median(haproxy, 'resident'):.2f}")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench checks", description=__doc__)
    parser.add_argument("--targets", type=int, default=5000, help="real servers, each checked once a second (5000)")
    parser.add_argument("--seconds", type=float, default=10, help="for each contestant in a round (10)")
    parser.add_argument("--rounds", type=int, default=5, help="in which they take turns (5)")
    parser.add_argument("--warm-up", type=float, default=30, help="seconds for each contestant at its start (30)")
    parser.add_argument("--only", action="append", choices=CONTESTANTS, help="only this contestant; may be repeated")
    options = parser.parse_args()
    with bench_directory() as directory:
        print_conditions()
        compare(options, directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
