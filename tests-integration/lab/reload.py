"""Reload on a real IPVS table: the changes are what differs, and nothing else."""

import json

import seed001
from director import LVSCTL
from namespace import run
from pair import BOTH, Pair
from scenario import scenario
from seed001 import REAL1, REAL2, VIP
from table import TableTap, await_listing, counters, listing
from traffic import Download
from waiting import expect, expect_equal, until

SHARED = True
Stage = Pair
SERVICES, REALS = 200, 5


def text(first=0, weight=100):
    """The seed's configuration with many further services that nobody checks; `weight` is that of real server 1."""
    seed = seed001.text(seed001.KEEPALIVED, 1)
    reals = "".join(f"  real_server 198.51.100.{last} 80 {{\n    weight 1\n  }}\n" for last in range(1, REALS + 1))
    many = "".join(
        f"virtual_server 203.0.113.{number} 80 {{\n  lb_algo rr\n  lb_kind DR\n  protocol TCP\n{reals}}}\n"
        for number in range(first, SERVICES))
    return seed.replace(f"real_server {REAL1} 80 {{\n    weight 100", f"real_server {REAL1} 80 {{\n    weight {weight}"
                        ) + many


def reload(director, *options, status=0):
    """`lvsctl reload`; the report."""
    return json.loads(run(*director.host.command(
        LVSCTL, "-s", director.control, "-o", "json", "reload", *options), accept=(status,), seconds=120))


@scenario(limit=240, only="lvsd")
def one_weight_of_many_is_one_request_and_cuts_no_connection(pair):
    """A download goes on while the weight of its real server changes; the same file again asks for nothing."""
    director = pair.director1
    director.configure(text())
    expect_equal("outcome", reload(director)["outcome"], "applied")
    expect_equal("real servers in the table", listing(director.host).count("->"), 2 + SERVICES * REALS)
    download = Download(pair.client_host, VIP, 80, "/file")
    until("the download runs", lambda: download.received > 20_000, 20)
    tap = TableTap(director.host)
    before = counters(director.host, f"{VIP}:80")
    director.configure(text(weight=90))
    expect_equal("outcome", reload(director)["outcome"], "applied")
    expect_equal("outcome", reload(director)["outcome"], "unchanged")
    expect_equal("requests that change the table", tap.changes, ["set real server"])
    expect(f"-> {REAL1}:80 Route 90" in listing(director.host), "the weight is not the new one")
    director.configure(text(first=1, weight=90))
    reload(director)
    expect_equal("requests that change the table", tap.changes, ["set real server", "delete service"])
    after = counters(director.host, f"{VIP}:80")
    expect(all(after[key] >= before[key] for key in before), f"counters began anew: {before}, then {after}")
    tap.close()
    download.finish(60)
    expect(director.holds(VIP) and not pair.director2.holds(VIP), "director 1 alone should hold the VIP")


@scenario(limit=240, only="lvsd")
def real_server_that_is_down_stays_out_and_most_of_the_table_goes_by_force_only(pair):
    """The health of what stays survives reloads of everything around it."""
    director = pair.director1
    pair.reals[0].close()
    until("real server 1 leaves", lambda: REAL1 not in listing(director.host), 40)
    director.configure(text(weight=80))
    reload(director)
    expect(REAL1 not in listing(director.host), "a real server that is down came back by a reload")
    pair.reals[0].open()
    until("real server 1 is back at its new weight", lambda: f"-> {REAL1}:80 Route 80" in listing(director.host), 40)
    director.configure(seed001.text(seed001.KEEPALIVED, 1))
    expect("--force" in reload(director, status=1)["message"], "the refusal does not say what to do")
    expect(listing(director.host).count("->") > SERVICES, "a refused reload changed the table")
    expect_equal("outcome", reload(director, "--force")["outcome"], "applied")
    await_listing(director.host, BOTH, 10)
    expect(REAL2 in listing(director.host), "real server 2 is gone")
    pair.expect_served()
