"""A director that returns: after SIGUSR1 it goes on where it was, else it serves from its first packet on."""

import os
import signal
import time

import seed001
from pair import BOTH, Pair
from scenario import scenario
from seed001 import REAL1, REAL2, VIP
from table import TableTap, await_listing, counters, daemons
from traffic import Download
from waiting import expect, expect_equal, until

SHARED = True
TAKEOVER = 60  # seconds, with the lab kernel's JVMs
INTERVAL = 30  # seconds between adverts; a restart may take three of them, which is enough for any JVM
SLOW = 10  # seconds that a real server takes to answer a check, almost three master down intervals
WHOLE_TABLE = "  lvs_sync_daemon ens192 inst VI_1\n  lvs_timeouts tcp 1000\n"  # of director 1
ONLY_REAL1 = f"TCP {VIP}:80 wlc persistent 600\n-> {REAL1}:80 Route 100"
TCP_CHECK = "    TCP_CHECK {\n      connect_timeout 3\n    }\n"
SLOW_CHECK = ("    HTTP_GET {\n      url {\n        path /cgi-bin/slow\n      }\n      connect_timeout 30\n"
              "      warmup 0\n      alpha\n    }\n")


class Stage(Pair):
    """The pair; the real servers have a page that is slow, for the checks of a director that asks for it."""

    def build(self):
        super().build()
        for real in self.reals:
            script = os.path.join(real.pages, "cgi-bin", "slow")
            os.makedirs(os.path.dirname(script))
            with open(script, "w", encoding="ascii") as output:
                output.write(f"#!/bin/sh\nsleep {SLOW}\nprintf 'Content-Type: text/plain\\r\\n\\r\\nslow\\n'\n")
            os.chmod(script, 0o755)

    def set_interval(self, seconds):
        """Reloads both as in the seed, but for advert_int; the backup first, so that it does not wait in vain."""
        for director, template, node in ((self.director2, seed001.YAML, 2), (self.director1, seed001.KEEPALIVED, 1)):
            director.configure(seed001.text(template, node)
                               .replace("advert_int 1\n", f"advert_int {seconds}\n")
                               .replace("advert_int: 1\n", f"advert_int: {seconds}\n")
                               .replace("  smtp_server localhost\n", WHOLE_TABLE))
            director.process.signal(signal.SIGHUP)
            until(f"{director.name} has reloaded",
                  lambda one=director: instance(one)["advert_int"] == seconds, 60)

    def come_back(self, ready_wait):
        """Director 1 ends and starts again; its real servers are kept out until slow checks have succeeded.

        Returns a client that connects all along, and the moment of the start.
        """
        self.director1.stop(30)
        self.await_master(self.director2, TAKEOVER)
        client = self.client(pace=0.1)
        client.await_answers(4, 20)
        self.director1.configure(seed001.text(seed001.KEEPALIVED, 1).replace(TCP_CHECK, SLOW_CHECK)
                                 + f"lvsd {{\n  ready_wait {ready_wait}\n}}\n")
        self.director1.start()
        return client


def instance(director):
    """The only virtual router, as the status shows it."""
    return director.status()["vrrp_instance"][0]


def health(director):
    """The real servers' health by address, as the status shows it."""
    return {real["address"]: real["health"] for real in director.status()["virtual_server"][0]["real_server"]}


def deletions(pair):
    """Starts `ip monitor` on director 1; a function that says which addresses were deleted since."""
    monitor = pair.start("monitor", pair.director1.host, "ip", "-o", "monitor", "address")

    def deleted():
        return [line for line in monitor.log().splitlines() if line.startswith("Deleted")]

    def seen():
        pair.director1.host.ip("address add 198.51.100.9/32 dev lo")
        pair.director1.host.ip("address delete 198.51.100.9/32 dev lo")
        return deleted()
    until("the monitor sees a deletion", seen, 10)
    before = len(deleted())
    return lambda: [line for line in deleted()[before:] if VIP in line]


@scenario(only="lvsd", limit=300)
def sigusr1_restart_keeps_vip_table_health_and_an_established_connection(pair):
    """A download runs before, between and after; real server 2 is down meanwhile, and stays so."""
    pair.set_interval(INTERVAL)
    director = pair.director1
    pair.reals[1].close()
    pair.await_tables(ONLY_REAL1, 60)
    download = Download(pair.client_host, VIP, 80, "/file", pace=0.2)
    more(download, "before")
    deleted, tap = deletions(pair), TableTap(director.host)
    before, since = counters(director.host, f"{VIP}:80"), time.time()
    director.process.signal(signal.SIGUSR1)
    expect_equal("exit status", director.process.exit_status(30), 0)
    more(download, "while no director runs")
    director.start().await_ready(pair.START)
    expect_equal("state", instance(director)["state"], "MASTER")
    more(download, "after")
    until("both real servers were checked", lambda: "unknown" not in health(director).values(), 60)
    expect_equal("health", health(director), {REAL1: "up", REAL2: "down"})
    await_listing(director.host, ONLY_REAL1, 1)
    expect_equal("requests that change the table", tap.changes, [])
    expect_equal("daemons", [line.split()[0] for line in daemons(director.host)], ["master"])
    after = counters(director.host, f"{VIP}:80")
    expect(all(after[key] >= before[key] for key in before), f"counters began anew: {before}, then {after}")
    expect_equal("deletions of the VIP", deleted(), [])
    expect_equal("adverts of director 2", pair.wire.adverts("director2", since), [])
    expect_equal("resignations of director 1", pair.wire.adverts("director1", since, priority=0), [])
    pair.reals[1].open()
    pair.await_tables(BOTH, 60)
    expect_equal("requests that change the table", tap.changes, ["new real server"])
    tap.close()
    download.finish(60)
    pair.set_interval(1)


def more(download, when):
    """Waits for some more of a download."""
    before = download.received
    until(f"the download goes on {when}", lambda: download.received > before + 20_000, 20)


@scenario(only="lvsd", limit=300)
def client_sees_no_reset_when_the_preferred_director_returns(pair):
    """It is ready after its first checks only; until then the other one serves.

    A connection that stands in the moment of the takeover is cut: director 1 does not know it, since connections are
    not synchronised.
    """
    since = time.time()
    client = pair.come_back(60)
    until("director 1 waits", lambda: any("starting" in warning
                                          for warning in pair.director1.status()["daemon"]["warnings"]), 60)
    pair.await_master(pair.director1, TAKEOVER)
    client.await_answers(20, 30)
    client.stop()
    expect_equal("connections that were refused", client.failures["ConnectionRefusedError"], 0)
    takeover = pair.wire.announcements("director1", VIP, since)[0].time
    expect_equal("connections that began after the takeover and were cut",
                 [one for one in client.troubles if one[0] > takeover and one[1] == "ConnectionResetError"], [])
    warnings = pair.director1.status()["daemon"]["warnings"]
    expect(not any("starting" in warning for warning in warnings), f"not ready yet: {warnings}")


@scenario(only="lvsd", limit=300)
def without_the_wait_the_same_return_refuses_connections(pair):
    """`ready_wait 0`: what the wait is good for, and that the client would see it."""
    client = pair.come_back(0)
    until("connections are refused", lambda: client.failures["ConnectionRefusedError"] > 0, TAKEOVER)
    expect(pair.director1.holds(VIP), "it was not director 1 that refused")
    client.await_answers(20, 60)
    client.stop()
