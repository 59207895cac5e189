"""Filling an unused IPVS table, each contestant in a network namespace of its own, all in one boot.

A bare C loop (batches of 1,000 requests, an acknowledgement on the last of each), keepalived without console logging
(it calls syslog, as it does by itself) and without any (-G), `ipvsadm -R`, and lvsd. Where the host has no IPVS, the
lab kernel is booted.

`seconds` is the time in which the table is neither the old nor the new one: from the first request that changes it to
the kernel's last answer, by the kernel's clock on a netlink monitor device. It is the same for all, and the goal's.
`since start` is from the start of the program to that answer: what a user waits for after a crash. It holds the
start of a JVM and the reading of a file of 28,000 lines, at the lab kernel's price of system calls and page faults.

In the lab kernel a system call costs some 12 us and the first touch of a page 40 us, where a native one costs 0.1 and
2, and both depend on the host and on what else it does: keepalived, with a few system calls for each request, was
seen to take from 1.3 to 7 s, the C loop with few 0.07 to 0.2. So compare within one run on a quiet machine.

Then a dump of the whole table: lvsd's reads and comparisons, each beside a dump in C right after it. The first read
is of a cold program; the goal is of the median. And a reload with one weight changed.
"""

import argparse
import os
import socket
import statistics
import struct
import subprocess
import sys
import time

from director import ROOT, Keepalived, Lvsd
from labkernel import LabKernel, host_has_ipvs
from lan import Site, whole
from measure import bench_directory, compiled, goal, print_conditions, processor_seconds
from table import CHANGES, NETLINK_GENERIC, NLM_F_REQUEST
from waiting import until

CONTESTANTS = ("c", "keepalived", "keepalived-G", "ipvsadm", "lvsd")
GENL_ID_CTRL = 16  # <linux/genetlink.h>: families that are asked for by name have greater numbers


class Monitor:
    """Records every generic netlink datagram of a host, to be read when all is over.

    Nobody reads while a contestant works: in the lab kernel there is one processor.
    """

    def __init__(self, host):
        host.ip("link add nlmon0 type nlmon")
        host.ip("link set nlmon0 up")
        self.socket = host.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, 33, 256 << 20)  # SO_RCVBUFFORCE
        self.socket.setsockopt(socket.SOL_SOCKET, 35, 1)  # SO_TIMESTAMPNS
        with host.inside():
            self.socket.bind(("nlmon0", 3))
        self.socket.setblocking(False)
        self.buffer = bytearray(1 << 20)
        host.site.closing.append(self.socket.close)

    def changes(self):
        """Reads what was recorded since the last call: when the changing began, when it ended, how many requests it
        took. It goes from the first datagram that changes the table to the answer to the last.
        """
        first = last = None
        asked, waiting = 0, False
        for at, data in self.datagrams():
            changing = changes_in(data)
            if changing:
                first, asked, waiting = first or at, asked + changing, True
            elif waiting:
                last, waiting = at, False
        return (first, last, asked) if last else (0.0, 0.0, 0)

    def datagrams(self):
        """Time and bytes of what was recorded."""
        view = memoryview(self.buffer)
        while True:
            try:
                length, controls, _, address = self.socket.recvmsg_into([self.buffer], 64)
            except BlockingIOError:
                return
            if address[1] == NETLINK_GENERIC:
                seconds, nanos = struct.unpack("ll", controls[0][2][:16])
                yield seconds + nanos / 1e9, view[:length]


def changes_in(data):
    """How many requests of a datagram change the table."""
    count = at = 0
    while at + 20 <= len(data):
        length, kind, flags, command = struct.unpack_from("=IHH8xB", data, at)
        count += kind > GENL_ID_CTRL and bool(flags & NLM_F_REQUEST) and command in CHANGES
        at += max(16, length + 3 & ~3)
    return count


class Contest(Site):
    """The hosts of the contestants and the size of the table."""

    def __init__(self, directory, services, reals):
        super().__init__(directory)
        self.services, self.reals = services, reals
        self.program = compiled("ipvs_table", directory)

    def enter(self, contestant):
        """A host and its monitor."""
        host = self.host(contestant, "192.0.2.11/24")
        return host, Monitor(host)

    def dump(self, host):
        """Dumps the table in C; the seconds. The table has to be complete."""
        services, reals, seconds = host.run(self.program, "dump", seconds=300).split()
        if (int(services), int(reals)) != (self.services, self.services * self.reals):
            raise ValueError(f"{services} virtual and {reals} real servers in the table of {host.label}")
        return float(seconds)

    def configuration(self):
        """keepalived.conf text of the whole table, without any checker."""
        return "".join(
            f"virtual_server {address('10.8', number)} 80 {{\n lb_algo rr\n lb_kind DR\n protocol TCP\n"
            + "".join(f" real_server {address(f'10.{9 + real}', number)} 80 {{\n  weight 1\n }}\n"
                      for real in range(self.reals)) + "}\n"
            for number in range(self.services))

    def rules(self):
        """The same for `ipvsadm -R`."""
        return "".join(
            f"-A -t {address('10.8', number)}:80 -s rr\n"
            + "".join(f"-a -t {address('10.8', number)}:80 -r {address(f'10.{9 + real}', number)}:80 -g -w 1\n"
                      for real in range(self.reals))
            for number in range(self.services))

    def run_c(self, host):
        """Fills the table by the C loop."""
        host.run(self.program, "fill", str(self.services), str(self.reals), seconds=300)
        self.dump(host)

    def run_ipvsadm(self, host):
        """Fills the table by `ipvsadm -R`."""
        host.run("ipvsadm", "-R", stdin=self.rules(), seconds=600)

    def run_keepalived(self, host, *options):
        """Fills the table by keepalived, which is done when it does nothing any more."""
        keepalived = Checkers(self, host, self.configuration(), options).start()
        seen = -1.0
        time.sleep(1)
        while (now := sum(processor_seconds(keepalived.process.pid))) != seen:
            seen = now
            time.sleep(3)
        self.dump(host)
        return keepalived

    def run(self, contestant, host):
        """Fills the table by a contestant; the daemon that then runs, if it is one."""
        match contestant:
            case "c":
                return self.run_c(host)
            case "keepalived":
                return self.run_keepalived(host)
            case "keepalived-G":
                return self.run_keepalived(host, "-G")
            case "ipvsadm":
                return self.run_ipvsadm(host)
            case "lvsd":
                return self.run_lvsd(host)

    def run_lvsd(self, host):
        """Fills the table by lvsd."""
        return Lvsd(self, host, self.configuration()).start().await_ready(300)


class Checkers(Keepalived):
    """keepalived's checkers alone, without console logging."""

    def __init__(self, site, host, text, options):
        super().__init__(site, host, text)
        self.options = options

    def command(self):
        """Its command line."""
        pids = [f"-{letter}{self.site.file(f'{self.name}.{letter}.pid')}" for letter in "prc"]
        return ["keepalived", "-n", "-C", *self.options, "-f", self.config, *pids]


def address(prefix, number):
    """The address of a number: virtual servers from 10.8.0.0 on, real servers from 10.9.0.0 on, as ipvs_table.c has."""
    return f"{prefix}.{number >> 8}.{number & 255}"


def rounds(contest, lvsd, count):
    """Seconds of lvsd's next reads and comparisons of the whole table, and of a C dump after each.

    The status is the whole table as JSON: it is asked for once per read only, since it takes the processor from lvsd.
    """
    taken, dumps, seen = [], [], lvsd.status()["table"]["syncs"]
    while len(taken) < count:
        table = until("lvsd reads the table again",
                      lambda: (now := lvsd.status()["table"])["syncs"] > seen and now, 120, every=5)
        seen = table["syncs"]
        taken.append(table["last_sync_seconds"])
        dumps.append(contest.dump(lvsd.host))
    return taken, dumps


def reload_one_weight(contest, lvsd, monitor):
    """Seconds and changing requests of a reload with one weight changed; None where this lvsd cannot reload."""
    monitor.changes()
    lvsd.configure(contest.configuration().replace("weight 1\n", "weight 7\n", 1))
    began = time.monotonic()
    if lvsd.post("/v1/reload") != 200:
        return None
    entry = f"{address('10.8', 0)}:80"
    until("the weight is in the table",
          lambda: " 7 " in lvsd.host.run("ipvsadm", "-Ln", "-t", entry), 120, every=0.05)
    return time.monotonic() - began, monitor.changes()[2]


def inside(directory, options):
    """All of it, where the kernel has IPVS."""
    filled = {}
    print(f"{'seconds':>21} {'since start':>12} {'requests':>10}", flush=True)
    with whole(Contest(directory, options.services, options.reals)) as contest:
        for name in options.only or CONTESTANTS:
            host, monitor = contest.enter(name)
            began = time.time()
            running = contest.run(name, host)
            first, last, asked = monitor.changes()
            filled[name] = last - first
            print(f"{name:12} {filled[name]:8.2f} {last - began:12.2f} {asked:10}", flush=True)
            if name == "lvsd":
                compare_lvsd(contest, running, monitor, options)
            if running:
                running.crash()  # a stop would remove entry after entry; the namespace goes with the table
        verdict(filled)


def compare_lvsd(contest, lvsd, monitor, options):
    """Dump and reload of a running lvsd."""
    contest.dump(lvsd.host)
    reads, dumps = rounds(contest, lvsd, options.rounds)
    read, dump = statistics.median(reads), statistics.median(dumps)
    for name, times in (("lvsd, with comparison", reads), ("C", dumps)):
        print(f"dump, {name}: first {times[0]:.2f} s, median {statistics.median(times):.2f} s "
              f"({', '.join(f'{one:.2f}' for one in times)})")
    print(goal("lvsd / C, dump and comparison", f"{read / dump:.2f}", "at most 2", read <= 2 * dump), flush=True)
    reloaded = reload_one_weight(contest, lvsd, monitor)
    if reloaded is None:
        print("reload of one weight: not measured, this lvsd cannot reload", flush=True)
    else:
        seconds, asked = reloaded
        print(goal("reload of one weight", f"{seconds:.2f} s, changing requests: {asked}", "2 s, 1",
                   seconds <= 2 and asked == 1), flush=True)


def verdict(filled):
    """The ratios."""
    if "lvsd" not in filled:
        return
    for name in CONTESTANTS[:-1]:
        if name in filled:
            print(f"lvsd / {name}: {filled['lvsd'] / filled[name]:.4f}")
    if "keepalived" in filled:
        share = filled["lvsd"] / filled["keepalived"]
        print(goal("lvsd / keepalived, filling", f"{share:.4f}", "at most 0.125", share <= 0.125))


def boot(directory, words):
    """Runs this bench in the lab kernel; its exit status."""
    command = f"{sys.executable} {os.path.abspath(__file__)} --inside {directory} {' '.join(words)} 2>&1"
    variables = {name: os.environ[name] for name in ("LVSD_JAVA_HOME", "JAVA_HOME", "PYTHONDONTWRITEBYTECODE")
                 if name in os.environ}
    compiled("ipvs_table", directory)
    kernel = LabKernel(directory, command, [ROOT], variables=variables)
    print("lab kernel: one processor, system calls cost several times the native price; read the ratios", flush=True)
    with subprocess.Popen(kernel.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        try:
            for line in process.stdout:
                print(line.decode(errors="replace").rstrip(), flush=True)
        finally:
            process.terminate()
    return kernel.exit_status() if kernel.exit_status() is not None else 1


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench ipvs", description=__doc__)
    parser.add_argument("--services", type=int, default=4000, help="virtual servers (4000)")
    parser.add_argument("--reals", type=int, default=5, help="real servers of each (5)")
    parser.add_argument("--rounds", type=int, default=5, help="reads of the table by lvsd to measure (5)")
    parser.add_argument("--only", action="append", choices=CONTESTANTS, help="only this contestant; may be repeated")
    parser.add_argument("--inside", metavar="DIRECTORY", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options.inside, options)
        return 0
    with bench_directory() as directory:
        print_conditions()
        print(f"{options.services} virtual servers, {options.reals} real servers each, into an unused table")
        if not host_has_ipvs():
            return boot(directory, sys.argv[1:])
        inside(directory, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
