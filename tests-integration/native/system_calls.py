"""What lvsd asks of the kernel in a day of work, by strace, beside what the systemd unit lets through."""

import os
import re
import signal

from confined import Confined
from director import LVSCTL, ROOT, instance
from lan import INTERFACE, Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, until
from web import WebServer, good

VIP, VIP2 = "192.0.2.100", "192.0.2.101"
UNIT = os.path.join(ROOT, "systemd", "lvsd.service")
CALL = re.compile(r"^\d+ +(?:<\.\.\. )?(\w+)(?:\(| resumed)(?:(AF_\w+), )?", re.MULTILINE)
CHECKS = ("TCP_CHECK {\n connect_timeout 1\n }\n", "HTTP_GET {\n url {\n path /\n }\n connect_timeout 1\n }\n")
SERVERS = "".join(
    f"virtual_server {VIP} {port} {{\n delay_loop 1\n lb_kind DR\n protocol TCP\n real_server 192.0.2.21 {port} {{\n"
    f" {check} }}\n}}\n" for port, check in zip((80, 81), CHECKS))


WHOLE_TABLE = f"global_defs {{\n lvs_sync_daemon {INTERFACE} inst VI_1\n lvs_timeouts tcp 1000\n}}\n"


class Stage(Site):
    """A host for lvsd, traced from its first instruction on, and a host that its checks ask."""

    def __enter__(self):
        super().__enter__()
        host = self.host("node1", "192.0.2.11/24")
        real = self.host("real", "192.0.2.21/24")
        for port in (80, 81):
            WebServer(self, real, port, good)
        self.lvsd = Confined(self, host, text(VIP))
        self.trace = os.path.join(self.lvsd.runtime, "trace")
        self.lvsd.wrapper = f"strace -D -f -qq -s 0 -e signal=none -o {self.trace}"
        return self


def text(*addresses):
    """The configuration: a virtual router with 200 ms adverts and no_accept, and two virtual servers."""
    return WHOLE_TABLE + instance(100, None, 3, 0.2, "\n        ".join(addresses), extra="    no_accept\n") + SERVERS


def setting(name):
    """The words of a setting of the unit."""
    with open(UNIT, encoding="utf-8") as unit:
        return " ".join(re.findall(rf"^{name}=(.*)$", unit.read(), re.MULTILINE)).split()


def allowed(words):
    """The calls that an allow list of systemd's lets through, its sets resolved; @default always belongs to it."""
    calls, waiting = set(), ["@default", *words]
    seen = set(waiting)
    while waiting:
        word = waiting.pop()
        if not word.startswith("@"):
            calls.add(word)
            continue
        members = [line.strip() for line in run("systemd-analyze", "syscall-filter", word).splitlines()[1:]]
        new = {member for member in members if member and not member.startswith("#")} - seen
        waiting += new
        seen |= new
    return calls


def work(stage):
    """Start, takeover, checks, status, metrics, reloads good and bad, a lost link, a stop."""
    lvsd = stage.lvsd
    lvsd.start().await_ready(60)
    until("lvsd holds the VIP", lambda: lvsd.holds(VIP), 20)
    until("both real servers are up", lambda: [
        server["real_server"][0]["health"] for server in lvsd.status()["virtual_server"]] == ["up", "up"], 20)
    lvsd.host.run("curl", "-sS", "--fail", "--max-time", "10", "http://127.0.0.1:9166/metrics")
    lvsd.configure(text(VIP, VIP2))
    lvsd.process.signal(signal.SIGHUP)
    until(f"lvsd holds {VIP2}", lambda: lvsd.holds(VIP2), 20)
    lvsd.configure("vrrp_instance {")
    run(*lvsd.host.command(LVSCTL, "-s", lvsd.control, "reload"), accept=(1,))
    lvsd.host.ip(f"address delete {VIP}/32 dev {INTERFACE}")
    until("the VIP is put back", lambda: lvsd.holds(VIP), 20)
    lvsd.host.unplug()
    until("lvsd gives up the VIP", lambda: not lvsd.holds(VIP), 20)
    lvsd.host.plug()
    until("lvsd holds the VIP again", lambda: lvsd.holds(VIP), 20)
    expect_equal("exit status", lvsd.stop(30), 0)


@scenario(only="lvsd", limit=180)
def unit_lets_through_all_that_lvsd_asks_of_the_kernel(stage):
    """Every system call stands in SystemCallFilter, and every family of a socket in RestrictAddressFamilies."""
    work(stage)
    with open(stage.trace, encoding="utf-8", errors="replace") as trace:
        found = CALL.findall(trace.read())
    calls = {name for name, _ in found}
    families = {family for name, family in found if name == "socket" and family}
    for needed in ("ppoll", "sched_setscheduler", "mlockall", "recvfrom", "epoll_wait"):
        expect(needed in calls, f"strace did not see {needed}: {sorted(calls)}")
    expect_equal("calls that the unit refuses", sorted(calls - allowed(setting("SystemCallFilter"))), [])
    expect_equal("families that the unit refuses", sorted(families - set(setting("RestrictAddressFamilies"))), [])
    expect_equal("namespaces made or entered", sorted(calls & {"setns", "unshare"}), [])
