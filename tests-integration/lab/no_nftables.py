"""A kernel whose nf_tables knows neither IPv4 nor IPv6: no_accept hinders no takeover, and says what it means."""

from director import Lvsd, instance
from labkernel import is_lab_kernel
from lan import Site
from scenario import scenario
from waiting import expect, expect_equal, until

SHARED = True
VIP = "192.0.2.100"


class Stage(Site):
    """A host for a director."""

    def __enter__(self):
        super().__enter__()
        self.director_host = self.host("director", "192.0.2.11/24")
        return self


@scenario(only="lvsd")
def kernel_without_nf_tables_takes_over_and_says_once_that_packets_are_accepted(stage):
    """One line of the log, the status and a counter; the VIP comes all the same."""
    if not is_lab_kernel():
        return  # the host's own nf_tables can't be hidden from it
    director = Lvsd(stage, stage.director_host, instance(100, version=3, extra="    no_accept\n"), table="memory")
    director.start().await_ready(60)
    until("the VIP is there", lambda: director.holds(VIP), 30)
    problem = director.status()["vrrp_instance"][0]["no_accept"]["problem"]
    expect("this kernel has no nf_tables for IPv4 and IPv6" in problem, f"no reason: {problem}")
    lines = [line for line in director.log().splitlines() if "are accepted although" in line]
    expect_equal("lines about it", len(lines), 1)
    expect_equal("exit status", director.stop(30), 0)
    expect("nf_tables" not in director.log().split("stopping:")[1], director.log())
