"""The IPVS table: lvsd beside a bare C loop, keepalived and ipvsadm, all in one boot of the lab kernel.

fill: into an unused table, each contestant in a network namespace of its own: a bare C loop (batches of 1,000
requests, an acknowledgement on the last of each), keepalived without console logging (it calls syslog, as it does by
itself) and without any (-G), `ipvsadm -R`, and lvsd. Where the host has no IPVS, the lab kernel is booted.

`seconds` is the time in which the table is neither the old nor the new one: from the first request that changes it to
the kernel's last answer, by the kernel's clock on a netlink monitor device. It is the same for all, and the goal's.
`since start` is from the start of the program to that answer: what a user waits for after a crash. It holds the
start of a JVM and the reading of a file of 28,000 lines, at the lab kernel's price of system calls and page faults.

In the lab kernel a system call costs some 12 us and the first touch of a page 40 us, where a native one costs 0.1 and
2, and both depend on the host and on what else it does: keepalived, with a few system calls for each request, was
seen to take from 1.3 to 7 s, the C loop with few 0.07 to 0.2. So compare within one run on a quiet machine.

Then a dump of the whole table: lvsd's reads and comparisons, each beside a dump in C right after it. The first read
is of a cold program; the goal is of the median. And a reload with one weight changed.

stop: the end of a daemon with the whole table beside that of one without any, a service of someone else in both.
memory: what an entry takes of the heap. rounds: what a read with nothing to do costs, by the size of the table.
weights: ten thousand weights that change within a second because checks fail.
"""

import argparse
import os
import subprocess
import sys
import time

from director import ROOT
from ipvs_contest import CONTESTANTS, Contest, Monitor
from ipvs_life import compare_reads, compare_stops, idle_rounds, memory, reload_one_weight
from ipvs_weights import beside_adverts, in_the_kernel
from labkernel import LabKernel, host_has_ipvs
from lan import whole
from measure import bench_directory, compiled, goal, print_conditions

PARTS = ("fill", "stop", "memory", "rounds", "weights")


def inside(directory, options):
    """What was asked for, where the kernel has IPVS."""
    parts = options.part or PARTS
    with whole(Contest(directory, options.services, options.reals)) as contest:
        if "fill" in parts:
            fill(contest, options)
        if "stop" in parts:
            compare_stops(contest, options.rounds)
        if "memory" in parts:
            memory(contest)
        if "rounds" in parts:
            idle_rounds(contest, options.rounds)
    if "weights" in parts:
        in_the_kernel(directory, Monitor)


def fill(contest, options):
    """Every contestant in turn; lvsd is measured further while it runs."""
    filled = {}
    print(f"{'seconds':>21} {'since start':>12} {'requests':>10}", flush=True)
    for name in options.only or CONTESTANTS:
        host, monitor = contest.enter(name)
        began = time.time()
        running = contest.run(name, host)
        first, last, asked = monitor.changes()
        filled[name] = last - first
        print(f"{name:12} {filled[name]:8.2f} {last - began:12.2f} {asked:10}", flush=True)
        if name == "lvsd":
            compare_reads(contest, running, options.rounds)
            reload_one_weight(contest, running, monitor)
        if running:
            running.crash()  # the namespace goes with the table
    verdict(filled)


def verdict(filled):
    """The ratios."""
    if "lvsd" not in filled:
        return
    for name in CONTESTANTS[:-1]:
        if name in filled:
            print(f"lvsd / {name}: {filled['lvsd'] / filled[name]:.4f}")
    if "keepalived" in filled:
        share = filled["lvsd"] / filled["keepalived"]
        print(goal("lvsd / keepalived, filling", f"{share:.4f}", "at most a fifteenth, 0.067", share <= 1 / 15))
    if "c" in filled:
        share = filled["lvsd"] / filled["c"]
        print(goal("lvsd / C, filling", f"{share:.2f}", "at most 3", share <= 3), flush=True)


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
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated")
    parser.add_argument("--inside", metavar="DIRECTORY", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        inside(options.inside, options)
        return 0
    with bench_directory() as directory:
        print_conditions()
        print(f"{options.services} virtual servers, {options.reals} real servers each")
        if "weights" in (options.part or PARTS):
            beside_adverts(directory)
        if not host_has_ipvs():
            return boot(directory, sys.argv[1:])
        inside(directory, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
