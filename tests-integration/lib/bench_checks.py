"""What health checks cost: HAProxy and lvsd in turn, 5,000 real servers checked by TCP once a second, a tenth dead.

The rate is counted by the kernel of the checker's namespace; processor time is that of all of the checker's
processes, kernel work included. HAProxy has one thread, its cheapest. A dead real server refuses the connection.
Results are compared with the truth several times while it runs: each that is wrong counts.
"""

import argparse
import csv
import socket
import sys
import time
from dataclasses import dataclass

from director import Lvsd
from lan import Site, whole
from load import RealServers, Repeated, checked_servers, connections_opened, scrape, target
from measure import bench_directory, goal, print_conditions, processor_seconds, resident_bytes
from waiting import until

DEAD = 1  # of ten
SETTLE = 60  # seconds until every result has to be right
LOOKS = 5  # comparisons with the truth while it is measured
GOAL = 2  # times HAProxy's processor time for each check


@dataclass(frozen=True)
class Cost:
    """What came out: checks a second, seconds of processor for each by user and system, bytes, wrong results."""

    rate: float
    user: float
    system: float
    resident: int
    wrong: int
    scrapes: str

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


def measure(name, count, seconds, directory):
    """The cost of one checker."""
    truth = [number % 10 >= DEAD for number in range(count)]
    with whole(Site(f"{directory}/{name}", f"-{name[0]}")) as site:
        host = site.host("checker", "192.0.2.11/24")
        RealServers(site, [host])
        checker = CONTESTANTS[name](site, host, count)
        until("every result is right", lambda: wrong(checker, truth) == 0, SETTLE, every=1)
        scrapes = Repeated(site, checker.scraped)
        pid = checker.process.pid
        began, opened, used = time.monotonic(), connections_opened(host), processor_seconds(pid)
        mistakes = 0
        for _ in range(LOOKS):
            time.sleep(seconds / LOOKS)
            mistakes += wrong(checker, truth)
        took, opened = time.monotonic() - began, connections_opened(host) - opened
        user, system = (after - before for before, after in zip(used, processor_seconds(pid)))
        scrapes.end()
        return Cost(opened / took, user / opened, system / opened, resident_bytes(pid), mistakes,
                    scrapes.words("scrapes", "no /metrics in this build"))


def row(name, cost):
    """A line of the table."""
    return (f"{name:10} {cost.rate:9.0f} {1e6 * cost.user:9.1f} {1e6 * cost.system:9.1f} {1e6 * cost.each:9.1f} "
            f"{cost.resident / 1e6:8.0f} {cost.wrong:7}  {cost.scrapes}")


def compare(names, count, seconds, directory):
    """Measures and prints."""
    print(f"{count} targets checked by TCP once a second, {DEAD} of 10 dead, {seconds:g} s each")
    print(f"{'':10} {'checks':>9} {'µs of processor for each check':^29} {'RSS':>8} {'wrong':>7}")
    print(f"{'':10} {'a second':>9} {'user':>9} {'system':>9} {'together':>9} {'MB':>8} {'results':>7}", flush=True)
    costs = {}
    for name in names:
        costs[name] = measure(name, count, seconds, directory)
        print(row(name, costs[name]), flush=True)
    if "lvsd" in costs:
        lvsd = costs["lvsd"]
        print(goal("lvsd's wrong results", lvsd.wrong, "0", lvsd.wrong == 0))
    if len(costs) == 2:
        rate = costs["lvsd"].rate / costs["haproxy"].rate
        print(goal("lvsd / haproxy, rate", f"{rate:.3f}", "at least 0.98", rate >= 0.98))
        ratio = costs["lvsd"].each / costs["haproxy"].each
        print(goal("lvsd / haproxy, processor time for each check", f"{ratio:.2f}", f"at most {GOAL}", ratio <= GOAL))
        print(f"lvsd / haproxy, RSS: {costs['lvsd'].resident / costs['haproxy'].resident:.2f}")


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench checks", description=__doc__)
    parser.add_argument("--targets", type=int, default=5000, help="real servers, each checked once a second (5000)")
    parser.add_argument("--seconds", type=float, default=30, help="for each contestant (30)")
    parser.add_argument("--only", action="append", choices=CONTESTANTS, help="only this contestant; may be repeated")
    options = parser.parse_args()
    with bench_directory() as directory:
        print_conditions()
        compare(options.only or list(CONTESTANTS), options.targets, options.seconds, directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
