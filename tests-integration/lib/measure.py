"""What the benches share: C programs made on the spot, processor time and memory of process trees, verdicts."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager

from process import descendants, end_cleanly_on_signals

SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "bench-c")
TICK = os.sysconf("SC_CLK_TCK")


def compiled(name, directory):
    """Compiles bench-c/NAME.c into a directory; the program's path."""
    program = os.path.join(directory, name)
    if not os.path.exists(program):
        subprocess.run(["gcc", "-O2", "-o", program, os.path.join(SOURCES, f"{name}.c")], check=True)
    return program


def percentile(values, share):
    """The value below which a share (0 to 1) of the sorted values lies."""
    return values[min(len(values) - 1, int(share * len(values)))]


def processor_seconds(pid):
    """User and system seconds of a process and all below it, also of ended children that were waited for."""
    user = system = 0
    for one in [pid, *descendants(pid)]:
        try:
            with open(f"/proc/{one}/stat", encoding="ascii") as text:
                fields = text.read().rpartition(")")[2].split()
        except OSError:
            continue
        user += int(fields[11]) + int(fields[13])
        system += int(fields[12]) + int(fields[14])
    return user / TICK, system / TICK


def resident_bytes(pid):
    """RSS of a process and all below it."""
    total = 0
    for one in [pid, *descendants(pid)]:
        try:
            with open(f"/proc/{one}/statm", encoding="ascii") as text:
                total += int(text.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except OSError:
            continue
    return total


def goal(what, seen, wanted, met):
    """The line that says whether a goal is met."""
    return f"{what}: {seen} (goal: {wanted}): {'met' if met else 'MISSED'}"


def print_conditions():
    """Says on what the figures stand, so that nobody takes them for more than they are."""
    load = os.getloadavg()[0]
    busy = "; busy with other work, so take the figures as preliminary" if load > os.cpu_count() / 2 else ""
    print(f"{os.cpu_count()} processors, load {load:.1f} before the start{busy}", flush=True)


@contextmanager
def bench_directory():
    """A directory for the length of a bench; signals end the bench cleanly."""
    end_cleanly_on_signals()
    directory = tempfile.mkdtemp(prefix="lvsd-bench-")
    try:
        yield directory
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
