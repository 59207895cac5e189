"""What belongs to the IPVS table as a whole, on a pair: synchronised connections, timeouts, emptying the table."""

import signal

import seed001
from lan import INTERFACE
from pair import Pair
from scenario import scenario
from seed001 import VIP
from table import connections, daemons, listing, timeouts
from traffic import Download
from waiting import expect, expect_equal, until

SHARED = True
TAKEOVER = 60  # seconds, with the lab kernel's JVMs
SOON = 30  # seconds for what takes five
WORDS = "lvs_sync_daemon ens192 inst VI_1", "lvs_timeouts tcp 1000 udp 60"
DEFAULTS = "maxlen=1472, group=224.0.0.81, port=8848, ttl=1"
FOREIGN = "192.0.2.250:8080"


class Stage(Pair):
    """The pair; its directors synchronise connections and have timeouts of their own."""

    def build(self):
        super().build()
        self.configure(self.director1, *WORDS)
        self.configure(self.director2, *WORDS)

    def configure(self, director, *words):
        """Gives a director, which need not run, other words in its global_defs."""
        first = director is self.director1
        yaml = director.config.endswith(".yaml")
        text = seed001.text(seed001.YAML if yaml else seed001.KEEPALIVED, 1 if first else 2)
        lines = [f"  {word.replace(' ', ': ', 1) if ' ' in word else word + ': true'}" if yaml else f"  {word}"
                 for word in words]
        mark = "  smtp_server"
        director.configure(text.replace(mark, "\n".join([*lines, mark]), 1))

    def await_daemons(self, director, wanted, seconds=SOON):
        """Waits until ipvsadm says of a director's daemons what is wanted."""
        def same():
            seen = daemons(director.host)
            if seen != wanted:
                raise ValueError(seen)
            return True
        until(f"the daemons of {director.name} become {wanted}", same, seconds, every=0.2)


def daemon(role, interface=INTERFACE, syncid=51, more=DEFAULTS):
    """A line of `ipvsadm -L --daemon`."""
    return f"{role} sync daemon (mcast={interface}, syncid={syncid}, {more})"


@scenario(limit=300)
def established_connection_survives_a_takeover(pair):
    """A download runs through director 1; director 2 hears of it, takes over, and passes it on to the same server.

    The daemons change places with the virtual router, and again when director 1 comes back.
    """
    pair.await_daemons(pair.director1, [daemon("master")])
    pair.await_daemons(pair.director2, [daemon("backup")])
    expect_equal("timeouts", timeouts(pair.director1.host), "1000 120 60")
    download = Download(pair.client_host, VIP, 80, "/file", pace=0.2)
    until("the download runs", lambda: download.received > 40_000, 20)
    known = until("director 2 knows the connection", lambda: connections(pair.director2.host, "ESTABLISHED"), SOON)
    expect(known[0] in connections(pair.director1.host, "ESTABLISHED"), f"director 1 has another than {known}")
    pair.director1.host.unplug()
    pair.await_master(pair.director2, TAKEOVER)
    pair.await_daemons(pair.director2, [daemon("master")])
    pair.await_daemons(pair.director1, [daemon("backup")])
    before = download.received
    until("the download goes on", lambda: download.received > before + 40_000, 20)
    download.finish(60)
    pair.director1.host.plug()
    pair.await_master(pair.director1, TAKEOVER)
    pair.await_daemons(pair.director1, [daemon("master")])
    pair.await_daemons(pair.director2, [daemon("backup")])


@scenario(only="lvsd", limit=240)
def daemon_is_kept_right_and_follows_reloads(pair):
    """Somebody stops it; a reload gives it all the options; another its interface, which is missing for a while."""
    director, host = pair.director2, pair.director2.host
    host.run("ipvsadm", "--stop-daemon", "backup")
    expect_equal("daemons", daemons(host), [])
    pair.await_daemons(director, [daemon("backup")])
    until("the drift is counted", lambda: director.status()["ipvs"]["drift"] == 1, SOON)
    pair.configure(director, "lvs_sync_daemon ens192 VI_1 id 7 maxlen 1400 port 8850 ttl 2 group 224.0.0.99")
    director.reload()
    expect_equal("daemons", daemons(host),
                 [daemon("backup", syncid=7, more="maxlen=1400, group=224.0.0.99, port=8850, ttl=2")])
    expect_equal("timeouts", timeouts(host), "900 120 300")
    before = listing(host)
    pair.configure(director, "lvs_sync_daemon sync0", *WORDS[1:])
    director.reload()
    expect_equal("daemons", daemons(host), [])
    shown = director.status()["ipvs"]["lvs_sync_daemon"]
    expect_equal("states", [(one["state"], one["wanted"], one["running"]) for one in shown],
                 [("master", True, None), ("backup", True, None)])
    expect(all("there is no interface sync0" in one["error"] for one in shown), f"no reason in {shown}")
    expect_equal("the table", listing(host), before)
    both = [daemon("master", "sync0", 0), daemon("backup", "sync0", 0)]
    for turn in ("made", "made again"):
        host.ip("link add sync0 type veth peer name sync1")
        host.ip("address add 198.51.100.1/24 dev sync0")
        host.ip("link set sync0 up")
        host.ip("link set sync1 up")
        pair.await_daemons(director, both)
        if turn == "made":
            started = director.log().count("started the backup sync daemon (mcast=sync0")
            host.ip("link delete sync0")
    until("the daemons hear on the new interface",
          lambda: director.log().count("started the backup sync daemon (mcast=sync0") > started, SOON)
    host.ip("link delete sync0")
    pair.configure(director, *WORDS)
    director.reload()
    pair.await_daemons(director, [daemon("backup")])


@scenario(only="lvsd", limit=240)
def crash_loses_no_original_and_a_stop_restores_all(pair):
    """`kill -9`, a start and a stop: the timeouts are the kernel's again, no daemon is left.

    Then `lvs_flush` and `lvs_flush_on_stop` remove the service of somebody else, too, and say so.
    """
    director, host = pair.director2, pair.director2.host
    expect_equal("timeouts", timeouts(host), "1000 120 60")
    director.crash()
    expect_equal("timeouts after the crash", timeouts(host), "1000 120 60")
    host.run("ipvsadm", "-A", "-t", FOREIGN, "-s", "rr")
    director.start().await_ready(pair.START)
    pair.await_daemons(director, [daemon("backup")])
    expect("started the" not in director.log(), "the daemon was not adopted")
    expect_equal("exit status", director.stop(30), 0)
    expect_equal("timeouts after the stop", timeouts(host), "900 120 300")
    expect_equal("daemons after the stop", daemons(host), [])
    expect_equal("the table after the stop", listing(host), f"TCP {FOREIGN} rr")
    pair.configure(director, "lvs_flush", "lvs_flush_on_stop", *WORDS)
    director.start().await_ready(pair.START)
    expect("lvs_flush: removed 1 virtual servers: 0 of ours, 1 of others: TCP " + FOREIGN in director.log(),
           "the log does not say what was removed")
    expect(FOREIGN not in listing(host), "the foreign service is still there")
    host.run("ipvsadm", "-A", "-t", FOREIGN, "-s", "rr")
    director.process.signal(signal.SIGTERM)
    expect_equal("exit status", director.process.exit_status(30), 0)
    expect("removed 2 virtual servers: 1 of ours, 1 of others" in director.log(), "the log does not say whose")
    expect_equal("the table after the stop", listing(host), "")
    expect_equal("timeouts after the stop", timeouts(host), "900 120 300")
