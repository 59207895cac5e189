"""The pair of seed 001 on a real IPVS table, seen through other programs' eyes."""

import time

from pair import BOTH, ONLY_REAL2, Pair
from scenario import scenario
from seed001 import REAL1, VIP
from table import TableTap, await_listing, counters, listing
from traffic import Download
from waiting import expect, expect_equal, stays, until

SHARED = True
Stage = Pair
TAKEOVER = 20  # seconds; the protocol needs 3.6, the lab kernel's JVMs may need more


@scenario()
def both_tables_show_exactly_the_configured_service(pair):
    """As ipvsadm -Ln says it; only director 1 holds the VIP."""
    for director in (pair.director1, pair.director2):
        await_listing(director.host, BOTH, 10)
    expect(pair.director1.holds(VIP) and not pair.director2.holds(VIP), "director 1 alone should hold the VIP")


@scenario()
def client_on_a_third_host_is_answered_through_the_vip(pair):
    """Both real servers answer, and the kernel of director 1 counts the connections."""
    def forwarded():
        return counters(pair.director1.host, f"{VIP}:80")[f"{VIP}:80"]

    before = forwarded()
    client = pair.expect_served()
    expect_equal("servers that answered", sorted(client.answers), ["real1", "real2"])
    until("director 1 has forwarded every connection",
          lambda: forwarded() - before >= client.answers.total(), 10)


@scenario()
def partition_makes_the_other_serve_and_healing_leaves_one_master(pair):
    """Director 1 is cut off and keeps its carrier, so both hold the VIP for a while.

    It heals just after an advert of director 2, so that director 2 gives way before director 1 ever hears of it.
    Clients then have to learn anew where the VIP is (with keepalived they don't for half a minute).
    """
    client = pair.client(pace=0.2)
    client.await_answers(4, 10)
    pair.director1.host.partition()
    pair.await_holder(pair.director2, TAKEOVER)
    client.await_answers(4, 10)
    expect(pair.director1.holds(VIP), "director 1 should not notice that it is cut off")
    pair.wire.await_advert("director2", time.time(), 5)
    pair.director1.host.heal()
    pair.await_master(pair.director1, TAKEOVER)
    client.await_answers(4, 8)
    client.stop()
    stays("director 1 is the one master", lambda: not pair.director2.holds(VIP), 4)
    pair.expect_served()


@scenario()
def link_down_gives_the_vip_to_the_other_and_link_up_takes_it_back(pair):
    """With its carrier gone director 1 gives up the VIP itself."""
    pair.director1.host.unplug()
    pair.await_master(pair.director2, TAKEOVER)
    pair.expect_served()
    pair.director1.host.plug()
    pair.await_master(pair.director1, TAKEOVER)
    pair.expect_served()


@scenario()
def real_server_leaves_the_tables_with_its_port_and_comes_back(pair):
    """delay_loop 6, one retry after a second: ten seconds at most, the JVM's time besides."""
    pair.reals[0].close()
    pair.await_tables(ONLY_REAL2, 40)
    client = pair.expect_served()
    expect_equal("servers that answered", set(client.answers), {"real2"})
    pair.reals[0].open()
    pair.await_tables(BOTH, 40)


@scenario(limit=240)
def kill_and_restart_touch_no_table_entry_and_cut_no_connection(pair):
    """Director 1 is killed and started again while a download goes through it; director 2 stands aside."""
    pair.director2.stop()
    download = Download(pair.client_host, VIP, 80, "/file")
    until("the download runs", lambda: download.received > 20_000, 20)
    tap = TableTap(pair.director1.host)
    before = counters(pair.director1.host, f"{VIP}:80")
    pair.director1.crash()
    expect_equal("the table after the crash", listing(pair.director1.host).count("Route 100"), 2)
    since = time.time()
    pair.director1.start().await_ready(pair.START)
    pair.wire.await_advert("director1", since, 60)
    pair.await_holder(pair.director1, 10)
    until("both real servers were checked", lambda: checked(pair.director1), 60)
    await_listing(pair.director1.host, BOTH, 5)
    after = counters(pair.director1.host, f"{VIP}:80")
    expect(all(after[key] >= before[key] for key in before), f"counters began anew: {before}, then {after}")
    if pair.director1.program == "lvsd":
        expect_equal("requests that change the table", tap.changes, [])
    expect_tap_sees(tap, pair.director1.host)
    tap.close()
    download.finish(60)
    pair.start_again(pair.director2)


def expect_tap_sees(tap, host):
    """The counter-proof: a change that changes nothing is seen by the tap."""
    seen = len(tap.changes)
    host.run("ipvsadm", "-e", "-t", f"{VIP}:80", "-r", f"{REAL1}:80", "-g", "-w", "100")
    until("the tap sees a change", lambda: tap.changes[seen:] == ["set real server"], 5)


def checked(director):
    """Whether no real server's health is unknown any more; of keepalived one can't ask that."""
    if director.program != "lvsd":
        return True
    services = director.get("/v1/services")
    return '"unknown"' not in str(services).replace("'", '"')


@scenario(limit=240)
def sigterm_sends_priority_zero_and_leaves_neither_vip_nor_table(pair):
    """The other takes over within its skew time; the daemon that ended has cleaned up and ends with status 0."""
    since = time.time()
    expect_equal("exit status", pair.director1.stop(30), 0)
    zero = pair.wire.await_advert("director1", since, 5, priority=0)
    expect(not pair.director1.holds(VIP), "the VIP is still there")
    expect_equal("the table", listing(pair.director1.host), "")
    pair.await_master(pair.director2, TAKEOVER)
    first = pair.wire.adverts("director2", zero.time)[0]
    expect(first.time - zero.time < 3, f"director 2 waited {first.time - zero.time:.1f} s, not its skew time")
    expect_equal("adverts with priority 0", len(pair.wire.adverts("director1", since, priority=0)), 1)
    pair.expect_served()
    pair.start_again(pair.director1)
