"""How much memory a director takes and how soon its sockets are open: keepalived, HAProxy and lvsd in turn.

With 2 and with 5,000 real servers, each checked by TCP every 6 seconds, all of them alive. A start lasts from the
call of exec until the VRRP socket stands in the namespace's /proc/net/raw and the control socket takes connections;
READY is what each says of itself. RSS is taken when it is idle, half a minute after READY, and after as long with a
scrape every 5 s; anonymous memory beside it is the part that the machine cannot have back. keepalived checks nothing
where the host has no IPVS, and runs its virtual router alone; HAProxy has no virtual router, and its start lasts
until its statistics socket. `lvsd-no-cache` is lvsd without the AOT cache that the build makes.
"""

import argparse
import os
import socket
import statistics
import sys
import time
from dataclasses import dataclass

from director import Keepalived, Lvsd, instance
from labkernel import host_has_ipvs
from lan import Site, whole
from load import RealServers, Repeated, checked_servers, scrape, target
from measure import bench_directory, goal, percentile, print_conditions, processor_seconds
from process import descendants
from waiting import until

GOALS = {2: 100e6, 5000: 160e6}  # bytes of RSS with so many real servers
VRRP_IN_PROC = ":0070 "  # /proc/net/raw shows the protocol, 112, as the local port
SAFEPOINTS = "-Xlog:safepoint:file="


@dataclass(frozen=True)
class Memory:
    """Memory of a process and all below it, in bytes."""

    resident: int
    anonymous: int
    peak: int


@dataclass(frozen=True)
class Footprint:
    """What came out of one run."""

    opened: float
    ready: float
    idle: Memory
    scraped: Memory
    processor: float
    pauses: list


class KeepalivedPart:
    """keepalived, without its checkers where the host has no IPVS."""

    socket = None

    def __init__(self, site, host, count, delay):
        checks = checked_servers(count, 0, delay=delay) if host_has_ipvs() else ""
        self.daemon = Keepalived(site, host, instance(100) + checks)

    def start(self):
        """Starts it; its process."""
        return self.daemon.start().process

    def ready(self):
        """Whether its virtual router runs."""
        return "ntering BACKUP" in self.daemon.log()

    def scraped(self):
        """It has nothing to scrape."""
        return False


class HaproxyPart:
    """HAProxy with one thread, which checks the targets."""

    vrrp = False

    def __init__(self, site, host, count, delay):
        self.site, self.host = site, host
        self.socket = site.file("haproxy.sock")
        text = (f"global\n  nbthread 1\n  maxconn 100\n  stats socket {self.socket}\n"
                "defaults\n  mode tcp\n  timeout connect 1s\n  timeout client 1s\n  timeout server 1s\n"
                "  timeout check 1s\nbackend targets\n")
        for number in range(count):
            address, port = target(number, False)
            text += f"  server s{number} {address}:{port} check inter {delay}s\n"
        self.config = site.write("haproxy.cfg", text)

    def start(self):
        """Starts it; its process."""
        return self.site.start("haproxy", self.host, "haproxy", "-db", "-f", self.config)

    def ready(self):
        """Whether it answers."""
        return bool(self.statistics())

    def scraped(self):
        """A scrape: its statistics read as a whole."""
        return bool(self.statistics())

    def statistics(self):
        """What it says of every target."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.connect(self.socket)
            client.sendall(b"show stat targets 4 -1\n")
            answer = b""
            while part := client.recv(1 << 16):
                answer += part
        return answer


class LvsdPart:
    """lvsd; its table is in memory."""

    options = ""

    def __init__(self, site, host, count, delay):
        self.daemon = Lvsd(site, host, instance(100) + checked_servers(count, 0, delay=delay), table="memory")
        self.socket = self.daemon.control
        self.site = site

    def start(self):
        """Starts it; its process."""
        options = f"{os.environ.get('LVSD_JAVA_OPTS', '')} {self.options} {SAFEPOINTS}{self.site.file('pauses')}"
        argv = self.daemon.command()
        self.daemon.process = self.site.start(
            self.daemon.name, self.daemon.host, *argv, env={"LVSD_JAVA_OPTS": options})
        return self.daemon.process

    def ready(self):
        """Whether its log says that it is; to ask for the status would leave garbage of it."""
        return "INFO  ready:" in self.daemon.log()

    def scraped(self):
        """A scrape of its metrics."""
        return scrape(self.daemon.host)


class LvsdNoCachePart(LvsdPart):
    """lvsd without its AOT cache."""

    options = "-XX:AOTMode=off"


KeepalivedPart.vrrp = LvsdPart.vrrp = True
CONTESTANTS = {"keepalived": KeepalivedPart, "haproxy": HaproxyPart, "lvsd-no-cache": LvsdNoCachePart,
               "lvsd": LvsdPart}


class Start:
    """A start that is being measured: polls without a rest, since it lasts tenths of a second."""

    def __init__(self, host, part):
        self.part = part
        with host.inside():
            self.raw = open("/proc/thread-self/net/raw", encoding="ascii")
        self.began = time.monotonic()
        self.process = part.start()

    def opened(self):
        """Whether every socket that the contestant has is open."""
        self.raw.seek(0)
        return (not self.part.vrrp or VRRP_IN_PROC in self.raw.read()) and self.connects()

    def connects(self):
        """Whether the control socket takes connections."""
        if self.part.socket is None:
            return True
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.connect(self.part.socket)
        return True

    def measure(self):
        """Seconds until the sockets are open, and until it says that it is ready."""
        with self.raw:
            until("its sockets are open", self.opened, 60, every=0.002)
            opened = time.monotonic() - self.began
            until("it is ready", self.part.ready, 60, every=0.01)
            return opened, time.monotonic() - self.began


def memory(pid):
    """The memory of a process and all below it."""
    sums = {"VmRSS": 0, "RssAnon": 0, "VmHWM": 0}
    for one in [pid, *descendants(pid)]:
        with open(f"/proc/{one}/status", encoding="ascii") as text:
            for line in text:
                name, _, value = line.partition(":")
                if name in sums:
                    sums[name] += 1024 * int(value.split()[0])
    return Memory(sums["VmRSS"], sums["RssAnon"], sums["VmHWM"])


def pauses(path, since):
    """Seconds of each time that all Java threads stood still, `since` seconds after the start or later; empty for
    what is no JVM. A line of the log: `[3.069s][info][safepoint] Safepoint "Cleanup", ... Total:      8423 ns`."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as text:
        lines = [line for line in text if "Total: " in line and float(line[1:].partition("s]")[0]) >= since]
    return [int(line.rpartition("Total: ")[2].split()[0]) / 1e9 for line in lines]


def measured(name, count, options, directory):
    """One run of one contestant."""
    with whole(Site(f"{directory}/{name}-{count}", f"-{name[0]}{count}")) as site:
        host = site.host("checker", "192.0.2.11/24")
        RealServers(site, [host])
        part = CONTESTANTS[name](site, host, count, options.delay)
        start = Start(host, part)
        opened, ready = start.measure()
        pid = start.process.pid
        time.sleep(options.seconds)
        idle, used = memory(pid), sum(processor_seconds(pid))
        scrapes = Repeated(site, part.scraped)
        time.sleep(options.seconds)
        scraped, used = memory(pid), sum(processor_seconds(pid)) - used
        scrapes.end()
        return Footprint(opened, ready, idle, scraped, used / options.seconds, pauses(site.file("pauses"), ready))


def started(name, number, directory):
    """The seconds of one more start, with 2 real servers."""
    with whole(Site(f"{directory}/{name}-start{number}", f"-{name[0]}s{number}")) as site:
        host = site.host("checker", "192.0.2.11/24")
        return Start(host, CONTESTANTS[name](site, host, 2, 6)).measure()


def row(name, count, one):
    """A line of the table."""
    paused = sorted(one.pauses)
    pause = f"{1e3 * percentile(paused, 0.99):8.2f} {1e3 * paused[-1]:8.2f}" if paused else f"{'-':>8} {'-':>8}"
    figures = [one.idle.resident, one.idle.anonymous, one.scraped.resident, one.scraped.anonymous, one.scraped.peak]
    return (f"{name:14} {count:6} {one.opened:8.2f} {one.ready:8.2f} "
            + " ".join(f"{value / 1e6:9.1f}" for value in figures) + f" {100 * one.processor:9.1f} {pause}")


def compare(options, directory):
    """Measures and prints."""
    names = options.only or list(CONTESTANTS)
    print(f"real servers checked every {options.delay} s; memory in MB, {options.seconds:g} s idle and as long scraped;"
          f" IPVS for keepalived: {'yes' if host_has_ipvs() else 'no, it checks nothing'}")
    print(f"{'':14} {'real':>6} {'sockets':>8} {'READY':>8} {'idle':>9} {'idle':>9} {'scraped':>9} {'scraped':>9} "
          f"{'peak':>9} {'processor':>9} {'pause':>8} {'pause':>8}")
    print(f"{'':14} {'srvrs':>6} {'s':>8} {'s':>8} {'RSS':>9} {'anonym.':>9} {'RSS':>9} {'anonym.':>9} {'RSS':>9} "
          f"{'%':>9} {'p99 ms':>8} {'max ms':>8}", flush=True)
    seen = {}
    for count in options.servers:
        for name in names:
            seen[name, count] = one = measured(name, count, options, directory)
            print(row(name, count, one), flush=True)
    verdict(seen, options.servers)
    compare_starts(names, options.starts, directory)


def compare_starts(names, starts, directory):
    """Starts each contestant some times more, in turn, and prints the medians."""
    times = {name: [] for name in names}
    for number in range(starts):
        for name in names:
            times[name].append(started(name, number, directory))
    for name, pairs in times.items():
        if pairs:
            opened, ready = [statistics.median(column) for column in zip(*pairs)]
            print(f"start of {name}, median of {len(pairs)}: sockets after {opened:.2f} s, READY after {ready:.2f} s")


def verdict(seen, counts):
    """The ratios and whether lvsd's goals are met."""
    for count in counts:
        lvsd = seen.get(("lvsd", count))
        for name in [other for other, servers in seen if servers == count and lvsd and other != "lvsd"]:
            ratio = lvsd.idle.resident / seen[name, count].idle.resident
            print(f"lvsd / {name}, {count} real servers: RSS idle {ratio:.2f}, "
                  f"sockets {lvsd.opened / seen[name, count].opened:.2f}")
        if lvsd and count in GOALS:
            for what, used in (("idle", lvsd.idle), ("scraped", lvsd.scraped)):
                print(goal(f"lvsd's RSS with {count} real servers, {what}", f"{used.resident / 1e6:.0f} MB",
                           f"at most {GOALS[count] / 1e6:.0f} MB", used.resident <= GOALS[count]))


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench footprint", description=__doc__)
    parser.add_argument("--servers", type=int, action="append", help="real servers; may be repeated (2 and 5000)")
    parser.add_argument("--seconds", type=float, default=30, help="idle, and as many scraped (30)")
    parser.add_argument("--delay", type=int, default=6, help="seconds between two checks of a real server (6)")
    parser.add_argument("--starts", type=int, default=5, help="further starts of each (5)")
    parser.add_argument("--only", action="append", choices=CONTESTANTS, help="only this contestant; may be repeated")
    options = parser.parse_args()
    options.servers = options.servers or sorted(GOALS)
    with bench_directory() as directory:
        print_conditions()
        compare(options, directory)
    return 0


if __name__ == "__main__":
    sys.exit(main())
