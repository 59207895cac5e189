"""Plan, diff, save and convert beside ipvsadm: the way from a table made by hand to lvsd and back changes nothing."""

import os

from director import LVSD, Lvsd
from lan import Site
from scenario import scenario
from table import await_listing, in_order, listing
from waiting import expect, expect_equal, until

SHARED = True
# Every kind of service and real server that ipvsadm can save, thresholds apart, which it cannot.
BY_HAND = """\
-A -t 192.0.2.100:80 -s wlc -p 600 -M 255.255.255.0
-a -t 192.0.2.100:80 -r 192.0.2.21:80 -g -w 100
-a -t 192.0.2.100:80 -r 192.0.2.22:80 -g -w 2147483647
-A -t 192.0.2.100:81 -s sh -b sh-fallback,sh-port
-a -t 192.0.2.100:81 -r 192.0.2.21:8081 -m -w 3 -x 1000 -y 500
-a -t 192.0.2.100:81 -r 192.0.2.22:81 -i -w 0
-A -u 192.0.2.100:53 -s rr -o
-a -u 192.0.2.100:53 -r 192.0.2.21:53 -g -w 1
-A -t [2001:db8::100]:443 -s mh -p 300 -M 64 -b mh-port
-a -t [2001:db8::100]:443 -r [2001:db8::21]:443 -i -w 1 --tun-type gue --tun-port 6080 --tun-csum
-A -f 7 -s wrr
-a -f 7 -r 192.0.2.21:0 -g -w 5
-A -f 8 -6 -s rr
-a -f 8 -6 -r [2001:db8::21]:8080 -m -w 5
"""
LISTINGS = ((), ("--thresholds",), ("--tun-info",))


class Stage(Site):
    """A host on which directors come and go."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24", "2001:db8::11/64")
        return self


def listings(host):
    """The table as ipvsadm lists it, in all ways that show options."""
    return [in_order(listing(host, *options)) for options in LISTINGS]


def restore(host, text):
    """`ipvsadm -R`."""
    host.run("ipvsadm", "-R", stdin=text)


@scenario(only="lvsd")
def table_made_by_hand_is_converted_planned_adopted_saved_and_restored(stage):
    """Nothing changes on the way; theirs stays out of it, what is listed as ours and not configured is planned away."""
    host = stage.director_host
    restore(host, BY_HAND)
    wanted = listings(host)
    director = Lvsd(stage, host, "", ".yaml")
    saved = stage.file("ipvsadm.rules")
    with open(saved, "w", encoding="utf-8") as rules:
        rules.write(BY_HAND)
    director.configure(host.run(LVSD, "convert", saved))
    restore(host, "-A -f 98 -s rr\n-A -f 99 -s rr\n")
    os.makedirs(director.state, exist_ok=True)
    with open(os.path.join(director.state, "owned"), "w", encoding="utf-8") as owned:
        owned.write("FWM 99\n")
    plan = host.run(LVSD, "plan", "-c", director.config, "--state", director.state, accept=(4,))
    expect_equal("the plan", plan, "ipvsadm -D -f 99\n")
    host.run("sh", "-c", plan)
    director.start().await_ready(60)
    expect_equal("the steps that are to be done", director.get("/v1/diff")["steps"], [])
    until("an edit shows", lambda: edit_shows(director), 30)
    until("and is put back", lambda: not director.get("/v1/diff")["steps"], 30)
    ours = "\n".join(director.get("/v1/save")["lines"]) + "\n"
    expect_equal("commands of the saved table, ours", len(ours.splitlines()), len(BY_HAND.splitlines()))
    everything = director.get("/v1/save?all=true")["lines"]
    expect("-A -f 98 -s rr" in everything, f"theirs is missing in {everything}")
    expect_equal("exit status", director.stop(30), 0)
    await_listing(host, "FWM 98 rr", 10)
    host.run("ipvsadm", "-C")
    restore(host, ours)
    expect_equal("the table that was restored", listings(host), wanted)
    whole = host.run(LVSD, "save", "--all")
    expect_equal("the same without a daemon", sorted(whole.splitlines()), sorted(ours.splitlines()))
    host.run("ipvsadm", "-C")


def edit_shows(director):
    """Edits a weight and asks for the difference; False where the daemon was faster."""
    director.host.run("ipvsadm", "-e", "-f", "7", "-r", "192.0.2.21:0", "-g", "-w", "6")
    steps = director.get("/v1/diff")["steps"]
    if not steps:
        return False
    expect_equal("the steps", [step["ipvsadm"] for step in steps], ["ipvsadm -e -f 7 -r 192.0.2.21:0 -g -w 5"])
    expect_equal("before", steps[0]["before"], {"lb_kind": "DR", "weight": 6})
    expect_equal("after", steps[0]["after"], {"lb_kind": "DR", "weight": 5})
    return True
