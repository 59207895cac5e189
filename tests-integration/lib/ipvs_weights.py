"""Ten thousand weights in a second: every check of a thousand real servers fails, in ten virtual servers each.

In the lab kernel the table is the kernel's: the time goes from the moment at which the real servers refuse
connections to the kernel's answer to the last weight. Natively the table is in memory and ten thousand real servers
are checked each second, while a virtual router of the same daemon sends an advert every 10 ms: none may be late.
"""

import time

from director import Lvsd, instance
from lan import Site, whole
from load import RealServers, target
from measure import goal, percentile
from table import listing
from waiting import until
from wire import Wire

SERVICES, REALS = 10, 1000
INTERVAL = 0.01
LATE = 0.01  # an advert that comes later than this after its time
VIP = "192.0.2.99"


def configuration(groups):
    """keepalived.conf text: virtual servers whose 1,000 real servers each are checked once a second.

    @param groups whether one virtual server at ten addresses has them, or ten have different ones
    """
    if groups:
        addresses = "".join(f"  192.0.2.100 {1000 + number}\n" for number in range(SERVICES))
        return (f"virtual_server_group ten {{\n{addresses}}}\n"
                f"virtual_server group ten {{\n{words(range(REALS))}}}\n")
    return "".join(f"virtual_server 192.0.2.100 {1000 + number} {{\n"
                   f"{words(range(number * REALS, (number + 1) * REALS))}}}\n" for number in range(SERVICES))


def words(numbers):
    """The inside of a virtual server with these real servers."""
    reals = "".join(f"  real_server {target(number, False)[0]} 80 {{\n    weight 5\n    inhibit_on_failure\n"
                    "    TCP_CHECK {\n      connect_timeout 1\n      retry 0\n    }\n  }\n" for number in numbers)
    return f"  delay_loop 1\n  lb_algo rr\n  lb_kind NAT\n  protocol TCP\n{reals}"


class Checked(Site):
    """A director and its thousand or ten thousand real servers."""

    def __enter__(self):
        super().__enter__()
        self.director = self.host("director", "192.0.2.11/24")
        self.reals = RealServers(self, [self.director])
        return self

    def fail(self):
        """From now on every real server refuses; the time."""
        self.reals.process.kill()
        return time.time()


def in_the_kernel(directory, monitor_of):
    """The weights of a thousand real servers in ten virtual servers, in the kernel's table."""
    with whole(Checked(directory, "-w")) as site:
        monitor = monitor_of(site.director)
        lvsd = Lvsd(site, site.director, configuration(True)).start().await_ready(300)
        until("all are up", lambda: all_have(site.director, "5"), 120, every=5)
        monitor.changes()
        failed = site.fail()
        until("all have weight 0", lambda: all_have(site.director, "0"), 60, every=5)
        first, last, asked = monitor.changes()
        took = last - failed
        print(f"{asked} weights by {REALS} failing checks a second: the first {1e3 * (first - failed):.0f} ms after the"
              f" failure, the last {1e3 * took:.0f} ms")
        # A check begins within delay_loop of the failure; what is beyond that is lvsd's.
        print(goal("beyond the second in which they fail", f"{1e3 * (took - 1):.0f} ms", "at most 100 ms",
                   took <= 1.1 and asked == SERVICES * REALS), flush=True)
        lvsd.crash()


def all_have(host, weight):
    """Whether every real server is in the table at a weight."""
    rows = [line.split() for line in listing(host).splitlines() if line.startswith("->")]
    return len(rows) == SERVICES * REALS and all(row[3] == weight for row in rows)


def beside_adverts(directory):
    """Ten thousand real servers fail within a second, while adverts go out every 10 ms."""
    with whole(Checked(directory, "-a")) as site:
        wire = Wire(site)
        text = instance(100, None, 3, INTERVAL, VIP) + configuration(False)
        lvsd = Lvsd(site, site.director, text, table="memory").start().await_ready(60)
        until("all are up", lambda: up(lvsd) == SERVICES * REALS, 60, every=2)
        since = time.time()
        time.sleep(5)
        failed = site.fail()
        until("all are down", lambda: up(lvsd) == 0, 30, every=0.2)
        took = time.time() - failed
        time.sleep(2)
        times = [frame.time for frame in wire.adverts("director", since)]
        late = sorted(max(0.0, at - before - INTERVAL) for before, at in zip(times, times[1:]))
        print(f"{SERVICES * REALS} real servers failed, seen in the table by its status within {took:.2f} s; lateness of"
              f" {len(times)} adverts p50 / p99 / max: "
              f"{' / '.join(f'{1e3 * percentile(late, share):.2f}' for share in (0.5, 0.99, 1))} ms")
        print(goal("the latest advert", f"{1e3 * late[-1]:.2f} ms", f"at most {1e3 * LATE:g} ms", late[-1] <= LATE),
              flush=True)
        lvsd.crash()


def up(lvsd):
    """How many real servers are up. One row is asked for, or lvsd would spend the time that is measured on its answer.
    """
    return lvsd.get("/v1/top?limit=1")["totals"]["up"]
