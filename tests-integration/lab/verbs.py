"""Operators' verbs over lvsctl, judged by ipvsadm: over reload, restart and kill -9."""

from director import LVSCTL, Lvsd
from lan import Site
from scenario import scenario
from table import await_listing
from waiting import expect, expect_equal

VIP = "192.0.2.100"
REAL1, REAL2 = "192.0.2.21", "192.0.2.22"
PATIENCE = 40  # seconds; lvsctl is a JVM in a slow kernel


class Stage(Site):
    """A director of two virtual servers with the same two real servers, which nobody checks."""

    def __enter__(self):
        super().__enter__()
        host = self.host("director", "192.0.2.11/24", f"{VIP}/32")
        self.director = Lvsd(self, host, self.text(), ".yaml").start().await_ready(60)
        self.host_of_director = host
        return self

    @staticmethod
    def text(weight=100):
        """The configuration; `weight` is that of the second real server."""
        return "virtual_server:\n" + "".join(
            f"  - {{address: {VIP}, port: {port}, protocol: TCP, lb_algo: rr, lb_kind: DR, real_server: ["
            f"{{address: {REAL1}, port: {port}, weight: 100}}, {{address: {REAL2}, port: {port}, weight: {weight}}}]}}\n"
            for port in (80, 443))

    def order(self, *words, status=0):
        """Runs lvsctl, which ends with this exit status, and returns what it printed."""
        return self.host_of_director.run(LVSCTL, "-s", self.director.control, *words, accept=(status,), seconds=60)

    def await_table(self, web, secure):
        """Waits for the real servers of both virtual servers, each a weight or None for absent."""
        lines = []
        for port, weights in ((80, web), (443, secure)):
            lines.append(f"TCP {VIP}:{port} rr")
            lines += [f"-> {real}:{port} Route {weight}" for real, weight in zip((REAL1, REAL2), weights)
                      if weight is not None]
        await_listing(self.host_of_director, "\n".join(lines), PATIENCE)


@scenario(only="lvsd", limit=240)
def operators_verbs_count_at_once_and_over_reload_restart_and_kill(stage):
    """drain, weight, disable, enable and maintenance of a real server; the last one that serves is not taken away."""
    stage.await_table((100, 100), (100, 100))
    said = stage.order("drain", f"{VIP}:80", REAL1, "--wait", "--reason", "kernel upgrade")
    expect("drained: idle" in said, said)
    stage.await_table((None, 100), (100, 100))
    said = stage.order("drain", f"{VIP}:80", REAL2, status=1)
    expect("is the last real server that serves" in said, said)
    stage.order("weight", f"{VIP}:443", REAL1, "7")
    stage.order("disable", f"tcp/{VIP}:443", f"{REAL2}:443")
    stage.await_table((None, 100), (7, None))

    stage.director.configure(stage.text(weight=50))
    stage.director.reload()
    stage.await_table((None, 50), (7, None))
    stage.director.crash()
    stage.director.start().await_ready(60)
    stage.await_table((None, 50), (7, None))
    stage.director.stop(30)
    stage.director.start().await_ready(60)
    stage.await_table((None, 50), (7, None))
    orders = stage.director.get("/v1/orders")["orders"]
    expect_equal("orders", [(one["order"], one["by"], one["reason"], len(one["about"])) for one in orders],
                 [("drain", "root", "kernel upgrade", 1), ("weight", "root", "", 1), ("disable", "root", "", 1)])
    expect("drained by root since" in stage.order("services"), "lvsctl services is silent about the drain")

    said = stage.order("drain", VIP, REAL1, status=1)
    expect("names 2 virtual servers" in said, said)
    stage.order("enable", f"{VIP}:80", REAL1)
    stage.order("enable", f"{VIP}:443", REAL1)
    stage.order("enable", f"{VIP}:443", REAL2)
    stage.await_table((100, 50), (100, 50))
    stage.order("maintenance", REAL1)
    stage.await_table((None, 50), (None, 50))
    stage.order("maintenance", REAL1, "off")
    stage.await_table((100, 50), (100, 50))
    expect("there are no orders" in stage.order("orders"), "an order is left")
