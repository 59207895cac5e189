"""What the thread vrrp allocates over real sockets, by the JVM's own count (`jcmd Thread.print -e`)."""

import os
import re

from director import Lvsd, instance
from lan import Site
from namespace import run
from scenario import scenario
from waiting import expect, until

ROUTERS, ADVERTS = 50, 10_000  # at 10 ms, two seconds' worth
BOUND = 20  # KiB for all of them, and for what is asked meanwhile; an object for each advert would be 160 and more


class Stage(Site):
    """A master and a backup of many virtual routers, once `deploy` knows which."""

    def deploy(self, vip, members):
        """Writes the configurations; nothing is started."""
        self.master, self.backup = (
            Lvsd(self, self.dual_host(name, number), text(priority, vip, members), table="memory")
            for name, number, priority in (("node1", 11, 200), ("node2", 12, 90)))


def text(priority, vip, members):
    """The configuration of a node; sync groups have so many members each, or there are none."""
    groups = "".join(
        f"vrrp_sync_group VG_{first} {{\n    group {{\n"
        + "".join(f"        VI_{number}\n" for number in range(first, first + members)) + "    }\n}\n"
        for first in range(1, ROUTERS + 1, members)) if members else ""
    return groups + "".join(
        instance(priority, None, 3, 0.01, f"{vip}{100 + number}", vrid=number).replace("VI_1", f"VI_{number}")
        for number in range(1, ROUTERS + 1))


def count(director, name):
    """A counter of adverts over all virtual routers."""
    return sum(router["counters"][name] for router in director.status()["vrrp_instance"])


def allocated(director):
    """KiB that the thread vrrp has allocated since its start."""
    with open(f"/proc/{director.process.pid}/maps", encoding="utf-8") as maps:
        home = re.search(r"(/\S+)/lib/server/libjvm\.so", maps.read()).group(1)
    threads = run(os.path.join(home, "bin", "jcmd"), str(director.process.pid), "Thread.print", "-e")
    size, unit = re.search(r'^"vrrp" .* allocated=(\d+)([BKM]) ', threads, re.MULTILINE).groups()
    return int(size) * {"B": 1 / 1024, "K": 1, "M": 1024}[unit]


def expect_nothing(director, counter):
    """Lets 10,000 adverts pass, then looks at 10,000 more; a stall of the machine that ends a mastership is excused."""
    def grown():
        before, wanted = allocated(director), count(director, counter) + ADVERTS
        until(f"{ADVERTS} adverts", lambda: count(director, counter) >= wanted, 60)
        return allocated(director) - before
    grown()
    rounds = []
    while not rounds or min(rounds) > BOUND:
        expect(len(rounds) < 3, f"{director.name} allocated {rounds} KiB, each for {ADVERTS} adverts ({counter})")
        rounds.append(grown())


@scenario(only="lvsd", cases={"ipv4": ("192.0.2.", 0), "ipv6": ("fe80::1:", 0), "sync_groups": ("192.0.2.", 5)})
def vrrp_thread_allocates_nothing_for_adverts_over_real_sockets(stage, case):
    """Neither the master that sends 10,000 nor the backup that receives them."""
    stage.deploy(*case)
    stage.master.start().await_ready(30)
    until("node 1 is master of all", lambda: all(
        router["state"] == "MASTER" for router in stage.master.status()["vrrp_instance"]), 20)
    stage.backup.start().await_ready(30)
    until("node 2 hears node 1", lambda: count(stage.backup, "adverts_received") > 0, 20)
    expect_nothing(stage.master, "adverts_sent")
    expect_nothing(stage.backup, "adverts_received")
