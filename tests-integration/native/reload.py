"""Reload of a running lvsd beside keepalived: what stays is not disturbed, a file with an error changes nothing."""

import json
import signal
import time

from director import LVSCTL, Keepalived, Lvsd, instance
from lan import Site
from namespace import run
from scenario import scenario
from waiting import expect, expect_equal, stays, until
from wire import Wire

VIP, VIP2 = "192.0.2.100", "192.0.2.101"
OWN, PEER = "192.0.2.11", "192.0.2.12"
INTERVAL = 0.1


class Stage(Site):
    """lvsd as master with 100 ms adverts, keepalived as its backup, and a wire that records."""

    def __enter__(self):
        super().__enter__()
        first, second = self.host("node1", f"{OWN}/24"), self.host("node2", f"{PEER}/24")
        self.wire = Wire(self)
        self.lvsd = Lvsd(self, first, text(100), table="memory")
        self.peer = Keepalived(self, second, text(90))
        self.lvsd.start().await_ready(20)
        until("lvsd is master", lambda: self.lvsd.holds(VIP), 10)
        self.peer.start().await_ready(20)
        self.warm()
        return self

    def warm(self):
        """One reload before anything is measured, as a daemon that runs for a while has had."""
        self.reload()

    def reload(self, *options, status=0):
        """`lvsctl reload`; the report."""
        out = run(*self.lvsd.host.command(LVSCTL, "-s", self.lvsd.control, "-o", "json", "reload", *options),
                  accept=(status,))
        return json.loads(out)

    def vrrp(self):
        """The one instance, as the control socket shows it."""
        return self.lvsd.status()["vrrp_instance"][0]

    def gaps(self, since):
        """Seconds between lvsd's adverts since a time."""
        times = [frame.time for frame in self.wire.adverts("node1", since)]
        return [after - before for before, after in zip(times, times[1:])]

    def expect_rhythm(self, since, seconds=1.5):
        """No advert is early or late, and the peer stays silent."""
        stays("the peer is silent", lambda: not self.wire.adverts("node2", since), seconds)
        gaps = self.gaps(since)
        expect(len(gaps) >= 8, f"{len(gaps)} gaps")
        expect(min(gaps) > INTERVAL - 0.03 and max(gaps) < INTERVAL + 0.03,
               f"the rhythm broke: gaps of {min(gaps):.3f} to {max(gaps):.3f} s")


def text(priority, *more, name="VI_1", excluded=""):
    """keepalived.conf of one virtual router, with 100 ms adverts and one burst of announcements.

    `excluded` is an address that adverts do not carry: keepalived rejects adverts with others than its own.
    """
    extra = "    garp_master_delay 0\n"
    if excluded:
        extra += f"    virtual_ipaddress_excluded {{\n        {excluded}\n    }}\n"
    return instance(priority, version=3, interval=INTERVAL, vip=VIP, extra=extra).replace("VI_1", name) + "".join(more)


def service(*weights):
    """A virtual server on the VIP with real servers of some weights, which nobody checks."""
    reals = "".join(
        f"    real_server 198.51.100.{number} 80 {{\n        weight {weight}\n    }}\n"
        for number, weight in enumerate(weights, 1))
    return (f"virtual_server {VIP} 80 {{\n    delay_loop 6\n    lb_algo rr\n    lb_kind DR\n"
            f"    protocol TCP\n{reals}}}\n")


@scenario()
def reload_of_the_same_file_disturbs_nothing(stage):
    """Neither by lvsctl nor by SIGHUP: the adverts keep their beat."""
    since = time.time()
    for _ in range(5):
        expect_equal("outcome", stage.reload()["outcome"], "unchanged")
        stage.lvsd.process.signal(signal.SIGHUP)
    stage.expect_rhythm(since)
    expect_equal("transitions", stage.vrrp()["transitions"], 2)
    expect(not stage.wire.announcements("node1", VIP, since), "an unchanged VIP was announced")


@scenario()
def every_kind_of_change_keeps_mastership_and_rhythm(stage):
    """Priority, a virtual address more, one less, another name: all in place."""
    sent = stage.vrrp()["counters"]["adverts_sent"]
    since = time.time()
    stage.lvsd.configure(text(120, excluded=VIP2))
    report = stage.reload()
    expect_equal("outcome", report["outcome"], "applied")
    expect_equal("changes", [change["detail"] for change in report["changes"]],
                 ["priority 100 -> 120", f"virtual_ipaddress_excluded {VIP2}/32 added"])
    until(f"lvsd holds {VIP2}", lambda: stage.lvsd.holds(VIP2), 2)
    until(f"{VIP2} is announced", lambda: stage.wire.announcements("node1", VIP2, since), 2)
    until("adverts with the new priority", lambda: stage.wire.adverts("node1", since, priority=120), 2)
    stage.lvsd.configure(text(110, name="EDGE"))
    expect_equal("outcome", stage.reload()["outcome"], "applied")
    until(f"lvsd gives up {VIP2}", lambda: not stage.lvsd.holds(VIP2), 2)
    expect(stage.lvsd.holds(VIP), f"{VIP} is gone")
    stage.expect_rhythm(since)
    shown = stage.vrrp()
    expect_equal("name, state, transitions", [shown["name"], shown["state"], shown["transitions"]],
                 ["EDGE", "MASTER", 2])
    expect(shown["counters"]["adverts_sent"] > sent, "the counters began anew")
    expect(not stage.wire.announcements("node1", VIP, since), "an unchanged VIP was announced")


@scenario()
def file_with_an_error_changes_nothing_and_says_so(stage):
    """In the exit status, in the log and in the status; then a good one is taken."""
    since = time.time()
    stage.lvsd.configure(text(200).replace("virtual_router_id 51", ""))
    report = stage.reload(status=1)
    expect_equal("outcome", report["outcome"], "refused")
    expect(report["problems"], "no problem was shown")
    stage.lvsd.process.signal(signal.SIGHUP)
    until("two refusals", lambda: (last(stage) or {}).get("refused") == 2, 5)
    expect("refused" in stage.lvsd.log(), "the log does not say it")
    expect("REFUSED" in stage.lvsd.lvsctl("status"), "lvsctl status does not say it")
    expect_equal("priority", stage.vrrp()["priority"], 100)
    stage.expect_rhythm(since)
    stage.lvsd.configure(text(101))
    expect_equal("dry run", stage.reload("--dry-run")["outcome"], "planned")
    expect_equal("priority", stage.vrrp()["priority"], 100)
    expect_equal("outcome", stage.reload()["outcome"], "applied")
    expect_equal("priority", stage.vrrp()["priority"], 101)


@scenario()
def removed_instance_hands_over_and_a_new_one_starts_as_backup(stage):
    """Another VRID: the old router says priority 0, the new one waits for its silence."""
    since = time.time()
    stage.lvsd.configure(text(100).replace("virtual_router_id 51", "virtual_router_id 52").replace(VIP, VIP2))
    stage.reload()
    zero = stage.wire.await_advert("node1", since, 2, priority=0)
    first = stage.wire.await_advert("node2", zero.time, 2)
    expect(first.time - zero.time < 2 * INTERVAL, "the peer did not need its skew time only")
    until(f"lvsd gives up {VIP}", lambda: not stage.lvsd.holds(VIP), 2)
    until("lvsd is master of VRID 52", lambda: stage.lvsd.holds(VIP2), 5)
    expect_equal("state", stage.vrrp()["state"], "MASTER")


@scenario()
def virtual_servers_change_by_their_difference_and_most_of_the_table_only_by_force(stage):
    """One weight is one step; two thirds of the entries stay unless forced; the beat goes on meanwhile."""
    since = time.time()
    stage.lvsd.configure(text(100, service(1, 2, 3)))
    stage.reload()
    until("three real servers", lambda: stage.lvsd.status()["table"]["steps"].get("add_real_server") == 3, 5)
    stage.lvsd.configure(text(100, service(1, 7, 3)))
    report = stage.reload()
    expect_equal("changes", [change["detail"] for change in report["changes"]], ["weight 2 -> 7"])
    expect_equal("steps", stage.lvsd.status()["table"]["steps"],
                 {"add_virtual_server": 1, "add_real_server": 3, "edit_real_server": 1})
    stage.lvsd.configure(text(100))
    refused = stage.reload(status=1)
    expect("--force" in refused["message"], refused["message"])
    expect_equal("virtual servers", len(stage.lvsd.status()["virtual_server"]), 1)
    expect_equal("outcome", stage.reload("--force")["outcome"], "applied")
    expect_equal("virtual servers", len(stage.lvsd.status()["virtual_server"]), 0)
    stage.expect_rhythm(since)


def last(stage):
    """The reloads so far, as the status shows them."""
    return stage.lvsd.status()["daemon"]["last_reload"]
