"""What a flood of adverts that must be refused does to a master: its adverts in 15 s, keepalived beside lvsd.

Both get the same bad adverts, version 2 with a password, one second between adverts. A right master sends 15, and
its backup none. keepalived starts its advert timer anew at each packet for its virtual router, refused or not.
"""

import argparse
import shutil
import sys
import tempfile
import time

from attack import Attack, bad_adverts
from director import PROGRAMS, Keepalived, instance
from lan import INTERFACE, Site, whole
from process import end_cleanly_on_signals
from waiting import until
from wire import Injector, Wire

SECONDS = 15
VIP = "192.0.2.100"


def measure(program, rate, directory):
    """The adverts of master and backup under an attack; how many bad ones there were."""
    with whole(Site(directory, f"-{program[0]}")) as site:
        nodes = []
        for last, (name, priority) in enumerate({"master": 100, "backup": 90}.items(), 11):
            how = {} if PROGRAMS[program] is Keepalived else {"table": "memory"}
            nodes.append(PROGRAMS[program](site, site.host(name, f"192.0.2.{last}/24"),
                                           instance(priority, None, 2, 1, VIP), **how))
        injector = Injector(site, site.host("stranger", "192.0.2.99/24"), INTERFACE)
        wire = Wire(site)
        for node in nodes:
            node.start().await_ready(20)
        until("the master is there", lambda: nodes[0].holds(VIP) and not nodes[1].holds(VIP), 20)
        right = wire.await_advert("master", time.time(), 5).advert
        packets = [packet for kind in bad_adverts(right, ("192.0.2.99",)).values() for packet in kind]
        since = time.time()
        with Attack(injector, packets, rate) as attack:
            time.sleep(SECONDS)
            return (len(wire.adverts("master", since, priority=100)), len(wire.adverts("backup", since, priority=90)),
                    attack.sent)


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="tests-integration/bench silence", description=__doc__)
    parser.add_argument("--rate", type=int, action="append", help="bad adverts a second; may be repeated (2 and 1000)")
    options = parser.parse_args()
    end_cleanly_on_signals()
    directory = tempfile.mkdtemp(prefix="lvsd-bench-")
    try:
        print(f"{'program':10} {'bad adverts a second':>20} {'sent':>6} {'master sent':>12} {'backup sent':>12}")
        for rate in options.rate or [2, 1000]:
            for program in ("keepalived", "lvsd"):
                master, backup, sent = measure(program, rate, f"{directory}/{program}-{rate}")
                print(f"{program:10} {rate:20} {sent:6} {f'{master} of {SECONDS}':>12} {backup:12}", flush=True)
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
