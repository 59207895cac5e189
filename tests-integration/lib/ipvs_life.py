"""What a running lvsd costs by the size of its table: reads, reload of one weight, memory, and its end."""

import os
import statistics
import subprocess
import time

from director import ROOT, Lvsd
from ipvs_contest import address
from measure import TICK, goal
from waiting import expect, until

FOREIGN = "203.0.113.1:80"
SIZES = {1_000: 167, 10_000: 1_667, 100_000: 16_667}  # entries: virtual servers with five real servers each
RESYNC = 5  # seconds from one read to the next
MOST_MEMORY = 1024  # bytes for an entry
STOP = 0.2  # seconds more than an empty daemon


def reads(contest, lvsd, count):
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


def compare_reads(contest, lvsd, count):
    """Reads of a running lvsd beside dumps in C."""
    contest.dump(lvsd.host)
    taken, dumps = reads(contest, lvsd, count)
    for name, times in (("lvsd, with comparison", taken), ("C", dumps)):
        print(f"dump, {name}: first {times[0]:.2f} s, median {statistics.median(times):.2f} s "
              f"({', '.join(f'{one:.2f}' for one in times)})")
    ratio = statistics.median(taken) / statistics.median(dumps)
    print(goal("lvsd / C, dump and comparison", f"{ratio:.2f}", "at most 1.2", ratio <= 1.2), flush=True)


def reload_one_weight(contest, lvsd, monitor):
    """A reload with one weight changed."""
    monitor.changes()
    lvsd.configure(contest.configuration().replace("weight 1\n", "weight 7\n", 1))
    began = time.monotonic()
    lvsd.reload()
    entry = f"{address('10.8', 0)}:80"
    until("the weight is in the table",
          lambda: " 7 " in lvsd.host.run("ipvsadm", "-Ln", "-t", entry), 120, every=0.05)
    seconds, asked = time.monotonic() - began, monitor.changes()[2]
    print(goal("reload of one weight", f"{seconds:.2f} s, changing requests: {asked}", "1 s, 1",
               seconds <= 1 and asked == 1), flush=True)


def stop_seconds(lvsd):
    """How long it takes from SIGTERM to its end."""
    began = time.monotonic()
    expect(lvsd.stop(60) == 0, f"exit status of {lvsd.name} is not 0: {lvsd.log()[-2000:]}")
    return time.monotonic() - began


def compare_stops(contest, count):
    """Ends of a daemon with the whole table, a service of someone else beside it, and of one with a single virtual server."""
    host = contest.host("stops", "192.0.2.11/24")
    host.run("ipvsadm", "-A", "-t", FOREIGN, "-s", "rr")
    full, empty = [], []
    for _ in range(count):
        for text, times in ((contest.configuration(), full), (contest.configuration(1), empty)):
            lvsd = Lvsd(contest, host, text).start().await_ready(300)
            times.append(stop_seconds(lvsd))
            left = [line.split()[1] for line in host.run("ipvsadm", "-Ln").splitlines()[3:]]
            expect(left == [FOREIGN], f"left in the table: {left[:5]}")
    more = statistics.median(full) - statistics.median(empty)
    for name, times in (("the whole table", full), ("one virtual server", empty)):
        print(f"stop with {name}: {', '.join(f'{one:.2f}' for one in times)} s")
    print(goal("stop, beyond that of an empty daemon", f"{more:.2f} s", f"at most {STOP} s", more <= STOP), flush=True)


def thread_seconds(pid, name):
    """Processor seconds of a thread by its name. The lab kernel does not tell user from system time."""
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/stat", encoding="ascii") as text:
            head, _, tail = text.read().rpartition(")")
        if head.endswith(f"({name}"):
            return sum(int(field) for field in tail.split()[11:13]) / TICK
    raise LookupError(f"process {pid} has no thread {name}")


def idle_rounds(contest, rounds):
    """What a round with nothing to do costs the ipvs thread, by the size of the table.

    It is the lab kernel's price, where a system call takes some hundred times the native time, and a round has two for
    each virtual server: the share of a processor is a bound from above, and how it grows is what counts.
    """
    print(f"{'entries':>9} {'ms a round':>11} {'us an entry':>12} {'of a processor':>15}", flush=True)
    each = {}
    for entries, services in SIZES.items():
        host = contest.host(f"idle{services}", "192.0.2.11/24")
        lvsd = Lvsd(contest, host, contest.configuration(services))
        lvsd.process = contest.start(lvsd.name, host, *lvsd.command(), env={"LVSD_JAVA_OPTS": "-Xmx1g"})
        lvsd.await_ready(300)
        settled(lvsd)
        before, count = thread_seconds(lvsd.process.pid, "ipvs"), syncs(lvsd)
        time.sleep(rounds * RESYNC)
        spent, count = thread_seconds(lvsd.process.pid, "ipvs"), syncs(lvsd) - count
        each[entries] = (spent - before) / count / entries
        print(f"{entries:9} {1e3 * each[entries] * entries:11.1f} {1e6 * each[entries]:12.2f}"
              f" {each[entries] * entries / RESYNC:15.2%}", flush=True)
        lvsd.crash()
    growth = each[100_000] / each[10_000]
    print(goal("cost of an entry at 100,000 / at 10,000", f"{growth:.2f}", "linear, at most 1.5", growth <= 1.5),
          flush=True)


def syncs(lvsd):
    """How often it has read the table."""
    return lvsd.status()["table"]["syncs"]


def settled(lvsd):
    """Waits until its code is compiled, as far as three reads do that."""
    first = syncs(lvsd)
    until("lvsd has read the table three times", lambda: syncs(lvsd) >= first + 3, 120, every=4)


def memory(contest):
    """What an entry takes of the heap, by what is alive in it with the whole table and with one virtual server."""
    alive = {}
    for name, text in (("full", contest.configuration()), ("empty", contest.configuration(1))):
        host = contest.host(f"memory-{name}", "192.0.2.11/24")
        lvsd = Lvsd(contest, host, text).start().await_ready(300)
        settled(lvsd)
        alive[name] = live_bytes(lvsd.process.pid)
        lvsd.crash()
    entries = contest.services * (1 + contest.reals)
    each = (alive["full"] - alive["empty"]) / entries
    print(goal("heap for an entry", f"{each:.0f} bytes", f"under {MOST_MEMORY}", each < MOST_MEMORY), flush=True)


def live_bytes(pid):
    """Bytes of the objects alive in the heap of a JVM, counted after a collection; what fills holes is none."""
    with open(f"/proc/{pid}/cmdline", "rb") as text:
        java = text.read().split(b"\0")[0].decode()
    table = subprocess.run([os.path.join(os.path.dirname(java), "jcmd"), str(pid), "GC.class_histogram"],
                           capture_output=True, text=True, check=True, cwd=ROOT).stdout
    rows = [line.split() for line in table.splitlines() if line.lstrip()[:1].isdigit() and ": " in line]
    return sum(int(row[2]) for row in rows if "FillerElement" not in row[3])
