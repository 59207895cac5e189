"""How virtual addresses are announced, as seen on the wire: how often, when again, and how far apart."""

import time
from collections import Counter

from director import PROGRAMS, instance, program_under_test
from lan import INTERFACE, Site
from scenario import scenario
from waiting import expect, expect_between, expect_equal, until
from wire import Wire

SECOND = "ens224"  # another interface of the node, on the same segment
SPACING = 0.05  # seconds
REPEAT = 2 if program_under_test() == "lvsd" else 1  # keepalived 2.2.7 forgets repetitions of those that wait
SLACK = 0.3  # seconds that a busy machine may add to a timer


class Stage(Site):
    """A node with two interfaces, and a wire that records."""

    def __enter__(self):
        super().__enter__()
        self.host_of_node = self.host("node", "192.0.2.11/24")
        self.host_of_node.add_address("fe80::11/64")
        self.host_of_node.add_port("second", SECOND, "198.51.100.11/24")
        self.wire = Wire(self)
        return self

    def run_node(self, *texts):
        """Starts the node with some blocks."""
        program = program_under_test()
        self.node = PROGRAMS[program](
            self, self.host_of_node, "".join(texts), **({"table": "memory"} if program == "lvsd" else {}))
        self.node.start().await_ready(20)

    def announced(self, ipv6=False, since=0.0):
        """The announcements of a family by the node since a time."""
        return [frame for frame in list(self.wire.frames) if frame.from_host and frame.announced
                and (":" in frame.announced) == ipv6 and frame.time >= since]

    def await_announced(self, count, ipv6=False):
        """The first announcements of a family, waited for."""
        until(f"{count} announcements", lambda: len(self.announced(ipv6)) >= count, 15)
        return self.announced(ipv6)[:count]


def router(number, vips, interface=INTERFACE):
    """A virtual router of version 3 with some addresses."""
    return instance(100, None, 3, 0.2, "\n        ".join(vips), vrid=number, interface=interface).replace(
        "VI_1", f"VI_{number}")


def addresses(first, count=4):
    """Virtual addresses of IPv4."""
    return [f"192.0.2.{first + number}" for number in range(count)]


def defaults(words):
    """A block of words that say how often is announced; nothing is announced later."""
    return f"global_defs {{\n    vrrp_garp_master_delay 0\n{words}}}\n"


def expect_spaced(frames):
    """They are no nearer to each other than they should be, and not much farther apart."""
    gaps = [after.time - before.time for before, after in zip(frames, frames[1:])]
    expect_between("seconds between two announcements", 0.9 * SPACING, min(gaps), SPACING + SLACK)
    expect_between("seconds between the first and the last", 0, sum(gaps), 1.5 * len(gaps) * SPACING + SLACK)


@scenario()
def garp_interval_spaces_the_announcements_of_all_instances_of_an_interface(stage):
    """Two instances with four addresses each."""
    stage.run_node(defaults(f"    vrrp_garp_interval {SPACING}\n    vrrp_garp_master_repeat {REPEAT}\n"),
                router(51, addresses(101)), router(52, addresses(111)))
    frames = stage.await_announced(8 * REPEAT)
    expect_spaced(frames)
    expect_equal("announcements of each", set(Counter(frame.announced for frame in frames).values()), {REPEAT})


@scenario()
def gna_interval_spaces_neighbour_advertisements_and_nothing_else(stage):
    """Those of IPv6 wait for each other, those of IPv4 for nobody."""
    stage.run_node(defaults(f"    vrrp_gna_interval {SPACING}\n    vrrp_garp_master_repeat {REPEAT}\n"),
                router(51, addresses(101)), router(52, [f"fe80::1:{number}" for number in range(4)]))
    expect_spaced(stage.await_announced(4 * REPEAT, ipv6=True))
    frames = stage.await_announced(4 * REPEAT)
    expect_between("seconds of the burst over IPv4", 0, frames[-1].time - frames[0].time, 3 * SPACING)


@scenario()
def garp_group_spaces_the_announcements_of_its_interfaces(stage):
    """Instances of two interfaces take turns."""
    stage.run_node(defaults("    vrrp_garp_master_repeat 1\n"),
                f"garp_group {{\n    garp_interval {SPACING}\n    interfaces {{\n        {INTERFACE}\n"
                f"        {SECOND}\n    }}\n}}\n",
                router(51, addresses(101)), router(52, addresses(111), SECOND))
    frames = stage.await_announced(8)
    expect_spaced(frames)
    expect_equal("ports", {frame.port for frame in frames}, {"node", "second"})


@scenario()
def garp_master_refresh_announces_again_and_again(stage):
    """Three times at first, then twice each second."""
    stage.run_node(defaults("    vrrp_garp_master_repeat 3\n    vrrp_garp_master_refresh 1\n"
                         "    vrrp_garp_master_refresh_repeat 2\n"), router(51, addresses(101, 1)))
    expect_bursts(stage, [(0, 3), (1, 2), (2, 2), (3, 2)])


@scenario()
def garp_master_delay_announces_once_more(stage):
    """Twice at first, twice after a second, and then no more."""
    stage.run_node(defaults("    vrrp_garp_master_repeat 2\n").replace("delay 0", "delay 1"),
                router(51, addresses(101, 1)))
    expect_bursts(stage, [(0, 2), (1, 2), (3, 0)])


def expect_bursts(stage, wanted):
    """Announcements come in bursts at seconds after the first one, so many in each."""
    begun = stage.await_announced(1)[0].time
    for second, count in wanted:
        time.sleep(max(0.0, begun + second + 2 * SLACK - time.time()))
        burst = [frame for frame in stage.announced(since=begun + second - SLACK)
                 if frame.time < begun + second + 2 * SLACK]
        expect(len(burst) == count, f"{len(burst)} announcements after {second} s, not {count}")
