"""Kernel parameters that `lvsd: {sysctl}` asks for: set with the unit's three capabilities, held, and put back."""

import os

from confined import Confined
from director import LVSD, instance
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_equal, until

FILTER = f"net.ipv4.conf.{INTERFACE}.rp_filter"
LATER = "net.ipv4.conf.late0.arp_ignore"
CONGESTION = "net.ipv4.tcp_congestion_control"
VIP = instance(100, None, 3, 0.5)


class Stage(Site):
    """One host with a director that runs as the unit starts it."""

    def __enter__(self):
        super().__enter__()
        self.node = self.host("node1", "192.0.2.11/24")
        self.node.sysctl(FILTER, 1)
        self.node.sysctl("net.ipv4.ip_forward", 0)
        self.lvsd = Confined(self, self.node, VIP + wanted(f"{FILTER} 2", "net.ipv4.ip_forward 1", f"{LATER} 1",
                                                           f"{CONGESTION} nonsense"))
        return self

    def value(self, name):
        """What a sysctl of the host has now."""
        return self.node.run("sysctl", "-n", name).strip()

    def await_value(self, name, value, seconds=20):
        """Waits until it has a value."""
        until(f"{name} is {value}", lambda: self.value(name) == value, seconds)


def wanted(*pairs):
    """The section that asks for these."""
    lines = "".join(f"    {pair}\n" for pair in pairs)
    return f"lvsd {{\n  sysctl {{\n{lines}  }}\n}}\n"


def shown(director):
    """The sysctls that are wanted, as the control socket shows them, by name."""
    return {entry["name"]: entry for entry in director.get("/v1/sysctl")["sysctl"] if entry["wanted"] is not None}


@scenario(only="lvsd")
def sysctls_are_set_held_and_put_back_by_the_unit_over_reload_crash_and_stop(stage):
    """What cannot be set is named with its place; an interface that comes later gets its value then."""
    lvsd = stage.lvsd.start().await_ready(30)
    expect_equal("values", [stage.value(FILTER), stage.value("net.ipv4.ip_forward")], ["2", "1"])
    problems = {name: entry["problem"] for name, entry in shown(lvsd).items() if entry["problem"]}
    expect_equal("what is wrong", sorted(problems), sorted([LATER, CONGESTION]))
    expect("cannot be set to nonsense: No such file" in problems[CONGESTION], f"no reason: {problems}")
    expect(f".conf:17:5: {CONGESTION} cannot be set" in lvsd.log(), f"no place: {lvsd.log()}")
    stage.node.sysctl(FILTER, 0)
    stage.await_value(FILTER, "2")
    until("it is counted", lambda: lvsd.get("/v1/sysctl")["put_back"] == 1, 10)
    stage.node.ip("link add late0 type veth peer name late1")
    stage.await_value(LATER, "1")
    lvsd.configure(VIP + wanted(f"{FILTER} 2"))
    lvsd.reload()
    expect_equal("forwarding after the reload", stage.value("net.ipv4.ip_forward"), "0")
    lvsd.crash()
    expect_equal("after the crash", stage.value(FILTER), "2")
    lvsd.start().await_ready(30)
    expect_equal("exit status", lvsd.stop(30), 0)
    expect_equal("after the stop", [stage.value(FILTER), stage.value(LATER)], ["1", "0"])


@scenario(only="lvsd")
def cleanup_puts_back_what_a_dead_director_has_set(stage):
    """And says so; the list is empty then."""
    lvsd = stage.lvsd.start().await_ready(30)
    lvsd.crash()
    expect_equal("after the crash", stage.value(FILTER), "2")
    said = stage.node.run(LVSD, "cleanup", "--state", lvsd.state, seconds=60)
    expect(f"set back {FILTER}" in said, f"not told: {said}")
    expect_equal("after the cleanup", [stage.value(FILTER), stage.value("net.ipv4.ip_forward")], ["1", "0"])
    with open(os.path.join(lvsd.state, "owned-sysctls"), encoding="ascii") as text:
        expect("rp_filter" not in text.read(), "it is still listed")
